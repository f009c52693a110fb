package io.koppel.sandbox.bc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The faces of Business Central's data (business-central-api.md §1): API v2.0, published pages, the companion's API, and the API
 * of an extension that is not ours.
 */
enum Surface {
    V2_0("/v2.0/sandbox/api/v2.0", "Microsoft.NAV"),
    PAGES("/v2.0/sandbox/ODataV4", "NAV"),
    COMPANION("/v2.0/sandbox/api/koppel/sync/v1.0", "Microsoft.NAV"),
    FLEET("/v2.0/sandbox/api/fabrikam/fleet/v1.0", "Microsoft.NAV");

    private final String base;
    private final String namespace;

    Surface(String base, String namespace) {
        this.base = base;
        this.namespace = namespace;
    }

    /** The path its addresses begin with. */
    String base() {
        return base;
    }

    String namespace() {
        return namespace;
    }

    /** Whether enums and empty references look as on API pages; published pages show texts. */
    boolean isApi() {
        return this != PAGES;
    }

    /** The surface of a path, or null. */
    static @Nullable Surface of(String path) {
        for (Surface surface : values()) {
            if (path.startsWith(surface.base)
                    && (path.length() == surface.base.length() || path.charAt(surface.base.length()) == '/')) {
                return surface;
            }
        }
        return null;
    }

    static Surface named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
