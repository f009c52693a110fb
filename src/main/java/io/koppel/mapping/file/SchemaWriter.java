package io.koppel.mapping.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the JSON schema that editors use to complete and check the {@code tableMapping} node. */
public final class SchemaWriter {
    private SchemaWriter() {}

    /** The schema of a mapping file as maps and lists, ready for any JSON writer; steps of other kinds are left to Camel. */
    public static Map<String, Object> schema() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "object");
        entry.put("properties", Map.of("tableMapping", node(MappingSpec.TABLE_MAPPING)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Koppel mapping file");
        schema.put("type", "array");
        schema.put("items", entry);
        return schema;
    }

    private static Map<String, Object> node(@Nullable NodeSpec spec) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (OptionSpec option : spec == null ? List.<OptionSpec>of() : spec.options()) {
            properties.put(option.name(), option(option));
            if (option.required()) {
                required.add(option.name());
            }
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("type", "object");
        node.put("additionalProperties", false);
        node.put("properties", properties);
        if (!required.isEmpty()) {
            node.put("required", required);
        }
        return node;
    }

    private static Map<String, Object> option(OptionSpec option) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", option.description());
        if (!option.allowed().isEmpty()) {
            schema.put("enum", option.allowed());
            return schema;
        }
        Map<String, Object> text = Map.of("type", List.of("string", "number", "boolean"));
        switch (option.type()) {
            case TEXT, SURFACE, DURATION, DURATION_OR_ZERO, FILTER -> schema.put("type", "string");
            case FLAG -> schema.put("type", "boolean");
            case NUMBER -> schema.put("type", "integer");
            case SCALAR -> schema.putAll(text);
            case TEXTS -> schema.put("anyOf", List.of(text, array(text)));
            case VALUES -> {
                schema.put("type", "object");
                schema.put("additionalProperties", text);
            }
            case NODE -> schema.putAll(node(option.node()));
            case NODES -> schema.putAll(array(node(option.itemSpec())));
            case NODE_OR_NODES -> schema.put("anyOf", List.of(node(option.node()), array(node(option.itemSpec()))));
            case TEXTS_OR_NODES -> {
                Map<String, Object> one = Map.of("anyOf", List.of(text, node(option.node())));
                schema.put("anyOf", List.of(text, node(option.node()), array(one)));
            }
        }
        return schema;
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("items", items);
        return array;
    }
}
