package io.koppel.mapping;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Business Central end of a table mapping.
 *
 * @param api the surface that carries the table
 * @param entitySet set (or page service) name on that surface
 * @param filter OData filter a record must pass to be in scope, or null for the whole table
 * @param key property with the record's SystemId ({@code systemId} on the companion page, {@code id} in API v2.0) or the business key of a page
 * @param number property with the business key people know the record by, for example {@code number} or {@code code}
 * @param stamp property with the time of the last change, or null where the surface has none
 * @param modifiedBy property with the user who made the last change, or null where the surface has none
 * @param coupleWhen OData filter a record must pass, besides {@code filter}, for a person to couple it, or null
 */
public record BusinessCentralEnd(
        Api api,
        String entitySet,
        @Nullable String filter,
        String key,
        String number,
        @Nullable String stamp,
        @Nullable String modifiedBy,
        @Nullable String coupleWhen) {

    /** What API v2.0 calls records of each set that can have default dimensions. */
    private static final Map<String, String> DIMENSION_PARENTS =
            Map.of("customers", "Customer", "vendors", "Vendor", "items", "Item");

    /** What a default dimension calls the kind of record it belongs to; null where records of the set have none. */
    public @Nullable String dimensionParent() {
        return DIMENSION_PARENTS.get(entitySet);
    }

    /**
     * An OData surface of Business Central: one of the three of business-central-api.md §1, Koppel's own companion pages, or an
     * API that an extension publishes.
     *
     * @param key the word used in mapping files and as the beginning of a resource path: {@code v2.0}, {@code pages}, {@code
     *     companion}, or publisher, group and version of a custom API
     */
    public record Api(String key) {
        public static final Api V2 = new Api("v2.0");
        public static final Api PAGES = new Api("pages");
        public static final Api COMPANION = new Api("companion");

        private static final Pattern CUSTOM = Pattern.compile("[^/]+/[^/]+/(v\\d+\\.\\d+|beta)");

        /** Whether it is the API of an extension: {@code fabrikam/fleet/v1.0}. */
        public boolean isCustom() {
            return CUSTOM.matcher(key).matches();
        }

        /** Whether there can be such a surface. */
        public boolean isValid() {
            return isCustom() || equals(V2) || equals(PAGES) || equals(COMPANION);
        }
    }
}
