package io.koppel.odata;

import java.net.URI;

/**
 * One base address of a service. Business Central has three over the same data (business-central-api.md §1), Dataverse
 * one; a resource path names its surface by its first segment ({@code v2.0/customers}).
 *
 * @param name the path segment that picks it: {@code companion}, {@code v2.0}, {@code pages}; empty on Dataverse
 * @param baseUri entity sets lie directly below; on Business Central it ends in the company
 * @param batchUri {@code $batch} and {@code $metadata} lie directly below; on Business Central it lies above the company
 */
public record Surface(String name, URI baseUri, URI batchUri) {
    /** The companion API, the default of Business Central. */
    public static final String COMPANION = "companion";
    /** The standard API v2.0. */
    public static final String API = "v2.0";
    /** Published pages (ODataV4). */
    public static final String PAGES = "pages";

    /** Ends the name of an API's surface above the company, where its subscriptions lie. */
    public static final String ABOVE_COMPANY = "-subscriptions";

    /** Ends both addresses in a slash, so that paths can be appended. */
    public Surface {
        baseUri = withSlash(baseUri);
        batchUri = withSlash(batchUri);
    }

    private static URI withSlash(URI uri) {
        return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
    }
}
