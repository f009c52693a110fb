package io.koppel.sandbox.dataverse;

import org.jspecify.annotations.Nullable;

/** What a Dataverse column holds (dataverse-web-api.md §10.1), and how `$metadata` and `EntityDefinitions` name that. */
public enum ColumnType {
    KEY("Edm.Guid", "Uniqueidentifier"),
    GUID("Edm.Guid", "Uniqueidentifier"),
    TEXT("Edm.String", "String"),
    MEMO("Edm.String", "Memo"),
    INTEGER("Edm.Int32", "Integer"),
    BIGINT("Edm.Int64", "BigInt"),
    BOOLEAN("Edm.Boolean", "Boolean"),
    DECIMAL("Edm.Decimal", "Decimal"),
    MONEY("Edm.Decimal", "Money"),
    DOUBLE("Edm.Double", "Double"),
    DATETIME("Edm.DateTimeOffset", "DateTime"),
    DATE("Edm.Date", "DateTime"),
    BINARY("Edm.Binary", "Virtual"),
    CHOICE("Edm.Int32", "Picklist"),
    STATE("Edm.Int32", "State"),
    STATUS("Edm.Int32", "Status"),
    LOOKUP("Edm.Guid", "Lookup"),
    OWNER("Edm.Guid", "Owner"),
    MANAGED("mscrm.BooleanManagedProperty", "ManagedProperty");

    private final String edmType;
    private final String attributeType;

    ColumnType(String edmType, String attributeType) {
        this.edmType = edmType;
        this.attributeType = attributeType;
    }

    /** The type name in `$metadata`. */
    public String edmType() {
        return edmType;
    }

    /** The `AttributeType` in `EntityDefinitions`. */
    public String attributeType() {
        return attributeType;
    }

    /** The attribute metadata type with options, or null when the column has none (dataverse-web-api.md §10.7). */
    public @Nullable String optionMetadataType() {
        return switch (this) {
            case CHOICE -> "PicklistAttributeMetadata";
            case STATE -> "StateAttributeMetadata";
            case STATUS -> "StatusAttributeMetadata";
            default -> null;
        };
    }

    boolean isChoice() {
        return this == CHOICE || this == STATE || this == STATUS;
    }

    boolean isReference() {
        return this == LOOKUP || this == OWNER;
    }
}
