package io.koppel.odata;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the three surfaces of one company lie below an environment (business-central-api.md §2). */
public final class BusinessCentralAddresses {
    private static final String COMPANION_API = "api/koppel/sync/v1.0/";
    private static final String STANDARD_API = "api/v2.0/";
    private static final String PAGES = "ODataV4/";

    private BusinessCentralAddresses() {}

    /** The companion first, as it is the default. */
    public static List<Surface> surfaces(URI root, String companyId, String companyName) {
        String base = root.toString().endsWith("/") ? root.toString() : root + "/";
        String company = "companies(" + companyId + ")/";
        String named = "Company('" + encode(companyName.replace("'", "''")) + "')/";
        return List.of(
                surface(Surface.COMPANION, base + COMPANION_API, company),
                surface(Surface.API, base + STANDARD_API, company),
                surface(Surface.PAGES, base + PAGES, named),
                surface(Surface.COMPANION + Surface.ABOVE_COMPANY, base + COMPANION_API, ""),
                surface(Surface.API + Surface.ABOVE_COMPANY, base + STANDARD_API, ""));
    }

    /** The base of API v2.0 without a company, where {@code companies} is read to find the id of a company by name. */
    public static Surface withoutCompany(URI root) {
        String base = root.toString().endsWith("/") ? root.toString() : root + "/";
        return surface(Surface.API, base + STANDARD_API, "");
    }

    /**
     * The API of an extension, which lies beside the companion's.
     *
     * @param api publisher, group and version: {@code fabrikam/fleet/v1.0}
     */
    static Surface custom(Surface companion, String api) {
        String below = companion.batchUri().toString();
        String company = companion.baseUri().toString().substring(below.length());
        String root = below.substring(0, below.length() - COMPANION_API.length());
        return surface(api, root + "api/" + api + "/", company);
    }

    private static Surface surface(String name, String base, String company) {
        return new Surface(name, URI.create(base + company), URI.create(base));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%27", "'");
    }
}
