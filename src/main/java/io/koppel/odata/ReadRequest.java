package io.koppel.odata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A read of an entity set.
 *
 * @param path entity set, on Business Central with an optional surface before it: {@code v2.0/customers}
 * @param query query options by name ({@code $filter}), values not encoded
 * @param pageSize rows per page asked for; 0 for the connection's setting
 * @param trackChanges asks for a delta link (Dataverse only; excludes filter and order, dataverse-web-api.md §7)
 * @param resumeAt a next or delta link to start from instead of {@code path} and {@code query}; must lie on the origin of
 *     the service
 */
public record ReadRequest(
        String path, Map<String, String> query, int pageSize, boolean trackChanges, @Nullable String resumeAt) {
    /** A read of everything in the set. */
    public static ReadRequest of(String path) {
        return new ReadRequest(path, Map.of(), 0, false, null);
    }

    /** The same with one more query option. */
    public ReadRequest with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(option, value);
        return new ReadRequest(path, more, pageSize, trackChanges, resumeAt);
    }

    /** The same with that many rows a page. */
    public ReadRequest withPageSize(int rows) {
        return new ReadRequest(path, query, rows, trackChanges, resumeAt);
    }

    /** The same, asking for a delta link at its end. */
    public ReadRequest tracked() {
        return new ReadRequest(path, query, pageSize, true, resumeAt);
    }

    /** The same, going on at a link that an earlier page carried. */
    public ReadRequest from(String link) {
        return new ReadRequest(path, query, pageSize, trackChanges, link);
    }
}
