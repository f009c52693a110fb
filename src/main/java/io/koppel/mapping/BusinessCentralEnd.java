package io.koppel.mapping;

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
 */
public record BusinessCentralEnd(
        Api api,
        String entitySet,
        @Nullable String filter,
        String key,
        String number,
        @Nullable String stamp,
        @Nullable String modifiedBy) {

    /** The three OData surfaces of Business Central (business-central-api.md §1) plus Koppel's own companion pages. */
    public enum Api {
        V2("v2.0"),
        PAGES("pages"),
        COMPANION("companion");

        private final String key;

        Api(String key) {
            this.key = key;
        }

        /** The word used in mapping files and as the first segment of a resource path. */
        public String key() {
            return key;
        }
    }
}
