package io.koppel.metadata;

import org.jspecify.annotations.Nullable;

/**
 * One property of an entity type, as {@code $metadata} tells it.
 *
 * @param name property name; a Dataverse lookup appears as {@code _name_value}
 * @param type EDM type: {@code Edm.String}, {@code Edm.Decimal} …, or the full name of an enumeration
 * @param maxLength longest text the column takes, or null if the service does not tell
 * @param scale decimals the column keeps, or null if variable or not told
 * @param nullable whether the column may be null
 * @param readOnly whether the service computes the value and refuses writes
 */
public record ColumnModel(
        String name,
        String type,
        @Nullable Integer maxLength,
        @Nullable Integer scale,
        boolean nullable,
        boolean readOnly) {

    /** Whether the type is an enumeration of the service and not one of the primitive types. */
    public boolean isEnumeration() {
        return !type.startsWith("Edm.") && !type.startsWith("Collection(");
    }
}
