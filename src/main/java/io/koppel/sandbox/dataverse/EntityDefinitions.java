package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table metadata as JSON: tables, columns, options, keys and relationships (dataverse-web-api.md §2 and §10.7). Answers whole
 * objects; {@link MetadataReader} cuts them to what was asked for.
 */
final class EntityDefinitions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ENGLISH = 1033;

    private final DataverseCatalogue catalogue;
    private final Choices choices;
    private final Map<String, List<AlternateKey>> keys;

    EntityDefinitions(DataverseCatalogue catalogue, Choices choices, Map<String, List<AlternateKey>> keys) {
        this.catalogue = catalogue;
        this.choices = choices;
        this.keys = keys;
    }

    ArrayNode tables() {
        ArrayNode tables = JSON.arrayNode();
        catalogue.tables().forEach(table -> tables.add(table(table)));
        return tables;
    }

    ObjectNode table(DataverseTable table) {
        ObjectNode node = JSON.objectNode();
        node.put("LogicalName", table.logicalName());
        node.put("SchemaName", schemaName(table.logicalName()));
        node.put("EntitySetName", table.entitySet());
        node.put("LogicalCollectionName", table.entitySet());
        node.put("PrimaryIdAttribute", table.key().logicalName());
        node.put("PrimaryNameAttribute", table.primaryName());
        node.put("OwnershipType", table.isOwned() ? "UserOwned" : "OrganizationOwned");
        node.put("ChangeTrackingEnabled", table.isTracked());
        node.put("IsOptimisticConcurrencyEnabled", true);
        node.put("IsCustomEntity", isCustom(table.logicalName()));
        node.put("IsActivity", false);
        node.set("DisplayName", label(table.displayName()));
        node.put("MetadataId", metadataId(table.logicalName()));
        return node;
    }

    ArrayNode attributes(DataverseTable table) {
        ArrayNode attributes = JSON.arrayNode();
        table.columns().forEach(column -> attributes.add(attribute(table, column)));
        return attributes;
    }

    ObjectNode attribute(DataverseTable table, DataverseColumn column) {
        ObjectNode node = JSON.objectNode();
        node.put("@odata.type", "#Microsoft.Dynamics.CRM." + metadataType(column));
        node.put("LogicalName", column.logicalName());
        node.put("SchemaName", schemaName(column.logicalName()));
        node.put("EntityLogicalName", table.logicalName());
        node.put("AttributeType", column.type().attributeType());
        node.set(
                "AttributeTypeName",
                JSON.objectNode().put("Value", column.type().attributeType() + "Type"));
        node.put("IsPrimaryId", column.type() == ColumnType.KEY);
        node.put("IsPrimaryName", column.logicalName().equals(table.primaryName()));
        node.put("IsValidForCreate", column.phase().onCreate());
        node.put("IsValidForUpdate", column.phase().onUpdate());
        node.put("IsValidForRead", true);
        node.put("IsCustomAttribute", isCustom(column.logicalName()));
        node.set("DisplayName", label(column.logicalName()));
        node.put("MetadataId", metadataId(table.logicalName() + "." + column.logicalName()));
        if (column.maxLength() > 0) {
            node.put("MaxLength", column.maxLength());
        }
        if (column.type().isReference()) {
            ArrayNode targets = node.putArray("Targets");
            column.navigations().forEach(navigation -> targets(navigation, targets));
        }
        if (column.type().isChoice()) {
            node.set("OptionSet", optionSet(table, column));
            node.putNull("GlobalOptionSet");
        }
        return node;
    }

    private static void targets(DataverseNavigation navigation, ArrayNode targets) {
        if (navigation.target().equals("principal")) {
            targets.add("systemuser").add("team");
        } else {
            targets.add(navigation.target());
        }
    }

    ArrayNode keys(DataverseTable table) {
        ArrayNode array = JSON.arrayNode();
        for (AlternateKey key : keys.getOrDefault(table.logicalName(), List.of())) {
            ObjectNode node = array.addObject();
            node.put("LogicalName", key.name());
            node.put("SchemaName", key.name());
            node.put("EntityLogicalName", table.logicalName());
            node.put("EntityKeyIndexStatus", "Active");
            ArrayNode columns = node.putArray("KeyAttributes");
            key.columns().forEach(columns::add);
        }
        return array;
    }

    ArrayNode manyToOne(DataverseTable table) {
        ArrayNode array = JSON.arrayNode();
        for (DataverseColumn column : table.columns()) {
            for (DataverseNavigation navigation : column.navigations()) {
                if (navigation.target().equals("principal")) {
                    continue;
                }
                ObjectNode node = array.addObject();
                String partner = navigation.partner();
                node.put("SchemaName", partner == null ? navigation.target() + "_" + table.logicalName() : partner);
                node.put("ReferencingEntity", table.logicalName());
                node.put("ReferencingAttribute", column.logicalName());
                node.put("ReferencingEntityNavigationPropertyName", navigation.name());
                node.put("ReferencedEntity", navigation.target());
                node.put(
                        "ReferencedAttribute",
                        catalogue.required(navigation.target()).key().logicalName());
                node.put("ReferencedEntityNavigationPropertyName", partner);
            }
        }
        return array;
    }

    private ObjectNode optionSet(DataverseTable table, DataverseColumn column) {
        ObjectNode set = JSON.objectNode();
        set.put("Name", table.logicalName() + "_" + column.logicalName());
        set.put("IsGlobal", false);
        set.put("OptionSetType", column.type().attributeType());
        set.put("MetadataId", metadataId(table.logicalName() + "." + column.logicalName() + ".options"));
        ArrayNode options = set.putArray("Options");
        for (ChoiceOption option : choices.options(table, column)) {
            ObjectNode node = options.addObject();
            node.put("Value", option.value());
            if (column.type() == ColumnType.STATUS) {
                // The status belongs to the state that stands at the same place (dataverse-web-api.md §10.6).
                node.put("State", option.value() - 1);
            }
            if (column.type() == ColumnType.STATE) {
                node.put("DefaultStatus", option.value() + 1);
            }
            node.putNull("Color");
            node.put("IsManaged", false);
            node.set("Label", label(option.label()));
            node.set("Description", label(null));
        }
        return set;
    }

    private static ObjectNode label(@Nullable String text) {
        ObjectNode node = JSON.objectNode();
        ArrayNode labels = node.putArray("LocalizedLabels");
        if (text == null) {
            node.putNull("UserLocalizedLabel");
        } else {
            ObjectNode localized = JSON.objectNode()
                    .put("Label", text)
                    .put("LanguageCode", ENGLISH)
                    .put("IsManaged", false);
            labels.add(localized);
            node.set("UserLocalizedLabel", localized.deepCopy());
        }
        return node;
    }

    static String metadataType(DataverseColumn column) {
        String options = column.type().optionMetadataType();
        return options != null
                ? options
                : switch (column.type()) {
                    case KEY, GUID -> "UniqueIdentifierAttributeMetadata";
                    case TEXT -> "StringAttributeMetadata";
                    case MEMO -> "MemoAttributeMetadata";
                    case INTEGER -> "IntegerAttributeMetadata";
                    case BIGINT -> "BigIntAttributeMetadata";
                    case BOOLEAN -> "BooleanAttributeMetadata";
                    case DECIMAL -> "DecimalAttributeMetadata";
                    case MONEY -> "MoneyAttributeMetadata";
                    case DOUBLE -> "DoubleAttributeMetadata";
                    case DATETIME, DATE -> "DateTimeAttributeMetadata";
                    case LOOKUP, OWNER -> "LookupAttributeMetadata";
                    case MANAGED -> "ManagedPropertyAttributeMetadata";
                    case BINARY -> "ImageAttributeMetadata";
                    default -> "AttributeMetadata";
                };
    }

    /** Names of a publisher's own begin with its prefix; column names of the service have none (metadata/README.md §7). */
    private static boolean isCustom(String logicalName) {
        return logicalName.contains("_");
    }

    private static String schemaName(String logicalName) {
        return switch (logicalName) {
            case "systemuser" -> "SystemUser";
            case "businessunit" -> "BusinessUnit";
            case "transactioncurrency" -> "TransactionCurrency";
            case "bcbi_companyid" -> "bcbi_CompanyId";
            case "bcbi_defaultowningteam" -> "bcbi_DefaultOwningTeam";
            case "bcbi_company" -> "bcbi_Company";
            case "fab_vehicle" -> "fab_Vehicle";
            case "fab_customerid" -> "fab_CustomerId";
            default -> Character.toUpperCase(logicalName.charAt(0)) + logicalName.substring(1);
        };
    }

    private static String metadataId(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
