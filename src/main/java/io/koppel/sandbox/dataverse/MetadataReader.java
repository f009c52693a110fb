package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.koppel.sandbox.dataverse.ResourcePath.Segment;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterParser;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers reads below `EntityDefinitions` (dataverse-web-api.md §2, §10.7). */
final class MetadataReader {
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    private final DataverseStore store;
    private final EntityDefinitions definitions;
    private final String serviceUrl;

    MetadataReader(DataverseStore store, String serviceUrl) {
        this.store = store;
        this.definitions = new EntityDefinitions(store.catalogue(), store.choices(), store.keys());
        this.serviceUrl = serviceUrl;
    }

    SandboxResponse read(ResourcePath path, SandboxRequest request) {
        Map<String, String> options = request.options();
        JsonNode node = node(path);
        if (node instanceof ArrayNode list) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("@odata.context", serviceUrl + "$metadata#" + path.name(path.size() - 1));
            ArrayNode values = answer.putArray("value");
            list.forEach(one -> {
                if (passes(one, options.get("$filter"))) {
                    values.add(cut((ObjectNode) one, options, false));
                }
            });
            return json(answer);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", serviceUrl + "$metadata#" + path.name(path.size() - 1) + "/$entity");
        answer.setAll(cut((ObjectNode) node, options, true));
        return json(answer);
    }

    private static SandboxResponse json(ObjectNode node) {
        return Answers.version(SandboxResponse.json(200, node.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode node(ResourcePath path) {
        if (path.size() == 1 && path.key(0) == null) {
            return definitions.tables();
        }
        DataverseTable table = table(path.segments().get(0));
        if (path.size() == 1) {
            return definitions.table(table);
        }
        return switch (path.name(1)) {
            case "Attributes" -> attributes(table, path);
            case "Keys" -> definitions.keys(table);
            case "ManyToOneRelationships" -> definitions.manyToOne(table);
            default -> throw DataverseError.noSuchSegment(path.name(1));
        };
    }

    private JsonNode attributes(DataverseTable table, ResourcePath path) {
        String last = path.name(path.size() - 1);
        String type = last.startsWith(NAMESPACE) ? last.substring(NAMESPACE.length()) : null;
        String key = path.key(1);
        if (key == null) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (DataverseColumn column : table.columns()) {
                if (type == null || EntityDefinitions.metadataType(column).equals(type)) {
                    list.add(definitions.attribute(table, column));
                }
            }
            return list;
        }
        String name = named(key, "LogicalName");
        DataverseColumn column = name == null ? null : table.column(name);
        if (column == null
                || (type != null && !EntityDefinitions.metadataType(column).equals(type))) {
            throw new DataverseError(
                    404,
                    "0x80040217",
                    "Could not find an attribute with " + key + " on '" + table + "'"
                            + (type == null ? "." : " of the type " + type + "."));
        }
        ObjectNode attribute = definitions.attribute(table, column);
        if (type == null) {
            // Options belong to the derived type: they show only when it is named in the URL.
            attribute.remove("OptionSet");
            attribute.remove("GlobalOptionSet");
        }
        return attribute;
    }

    /** The table of `EntityDefinitions(LogicalName='x')`. */
    DataverseTable table(Segment segment) {
        String name = segment.key() == null ? null : named(segment.key(), "LogicalName");
        DataverseTable table = name == null ? null : store.catalogue().table(name);
        if (table == null) {
            throw new DataverseError(404, "0x80040217", "Could not find an entity with " + segment.key() + ".");
        }
        return table;
    }

    private static @Nullable String named(String key, String name) {
        String start = name + "='";
        return key.startsWith(start) && key.endsWith("'") ? key.substring(start.length(), key.length() - 1) : null;
    }

    /** What `$select` and `$expand` leave of an object. */
    private static ObjectNode cut(ObjectNode node, Map<String, String> options, boolean single) {
        String select = options.get("$select");
        String expand = options.getOrDefault("$expand", "");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (node.has("@odata.type")) {
            answer.set("@odata.type", node.get("@odata.type"));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            boolean navigation = member.getKey().endsWith("OptionSet");
            if (navigation ? expands(expand, member.getKey()) : selects(select, member.getKey())) {
                answer.set(member.getKey(), member.getValue());
            }
        }
        for (String name : select == null ? new String[0] : select.split(",")) {
            if (single && !node.has(name.strip()) && !isOptional(name.strip())) {
                throw DataverseError.query(
                        "Could not find a property named '" + name.strip() + "' on the metadata type.");
            }
        }
        return answer;
    }

    /** Members that only some types of attributes have. */
    private static boolean isOptional(String name) {
        return name.equals("MaxLength") || name.equals("Targets");
    }

    private static boolean expands(String expand, String name) {
        for (String part : RowShapes.split(expand, ',')) {
            int bracket = part.indexOf('(');
            if ((bracket < 0 ? part : part.substring(0, bracket)).strip().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean selects(@Nullable String select, String name) {
        if (select == null || name.equals("MetadataId")) {
            return true;
        }
        for (String part : select.split(",")) {
            if (part.strip().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Equality of members, joined by `and` and `or`: what clients filter metadata by. */
    private static boolean passes(JsonNode node, @Nullable String filter) {
        return filter == null || passes(node, FilterParser.parse(filter));
    }

    private static boolean passes(JsonNode node, Expression filter) {
        if (filter instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case AND -> passes(node, binary.left()) && passes(node, binary.right());
                case OR -> passes(node, binary.left()) || passes(node, binary.right());
                case EQ -> equal(node, binary);
                case NE -> !equal(node, binary);
                default -> throw DataverseError.unsupported("Order of metadata members in $filter");
            };
        }
        throw DataverseError.unsupported("This $filter on metadata");
    }

    private static boolean equal(JsonNode node, Expression.Binary binary) {
        if (binary.left() instanceof Expression.Member member && binary.right() instanceof Expression.Literal literal) {
            JsonNode value = node.get(member.path());
            if (value == null) {
                throw DataverseError.query("Could not find a property named '" + member.path() + "'.");
            }
            return value.asText().equals(String.valueOf(literal.value()));
        }
        throw DataverseError.unsupported("This $filter on metadata");
    }
}
