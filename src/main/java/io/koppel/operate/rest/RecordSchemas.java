package io.koppel.operate.rest;

import io.koppel.journal.JobStatus;
import io.koppel.operate.Listing;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the records that go over the wire, read from the records themselves so that they cannot go stale. */
final class RecordSchemas {
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** Schemas of all records met so far, by name. */
    Map<String, Object> named() {
        return named;
    }

    /** The schema of a type; records are described once and referred to. */
    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Listing.class
                    ? listing((Class<?>) element)
                    : Map.of("type", "array", "items", of(element));
        }
        if (!(type instanceof Class<?> plain)) {
            return Map.of();
        }
        return plain.isRecord() ? record(plain) : simple(plain);
    }

    private Map<String, Object> listing(Class<?> element) {
        String name = name(element) + "List";
        named.put(
                name,
                ordered(
                        "type", "object",
                        "required", List.of("value", "next"),
                        "properties",
                                ordered(
                                        "value", Map.of("type", "array", "items", of(element)),
                                        "next", nullable(Map.of("type", "string")))));
        return reference(name);
    }

    private Map<String, Object> record(Class<?> type) {
        String name = name(type);
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Map<String, Object> schema = of(component.getGenericType());
                boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                properties.put(component.getName(), optional ? nullable(schema) : schema);
                if (!optional) {
                    required.add(component.getName());
                }
            }
            Map<String, Object> schema = ordered("type", "object", "properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
            named.put(name, schema);
        }
        return reference(name);
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return Map.of("type", "integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == UUID.class) {
            return ordered("type", "string", "format", "uuid");
        }
        if (type == URI.class) {
            return ordered("type", "string", "format", "uri");
        }
        if (type == JobStatus.class) {
            return ordered(
                    "type",
                    "string",
                    "enum",
                    Stream.of(JobStatus.values()).map(JobStatus::text).toList());
        }
        if (type.isEnum()) {
            return ordered(
                    "type",
                    "string",
                    "enum",
                    Stream.of(type.getEnumConstants()).map(Object::toString).toList());
        }
        return type == String.class ? Map.of("type", "string") : Map.of();
    }

    /** OpenAPI 3.1 is JSON Schema: null is a type of its own. A schema without type takes null already. */
    private static Map<String, Object> nullable(Map<String, Object> schema) {
        return schema.isEmpty() ? schema : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** Each type has a name of its own: of one simple name, the later is told apart by what it stands in. */
    private String name(Class<?> type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String name = plain(type);
        Iterator<String> places = places(type).iterator();
        while (names.containsValue(name) && places.hasNext()) {
            name = places.next() + name;
        }
        names.put(type, name);
        return name;
    }

    /** What a type stands in, from the inside out: its outer classes, then its packages. */
    private static List<String> places(Class<?> type) {
        List<String> places = new ArrayList<>();
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            places.add(plain(outer));
        }
        List<String> packages = Arrays.asList(type.getPackageName().split("\\."));
        for (int i = packages.size() - 1; i >= 0; i--) {
            String word = packages.get(i);
            places.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return places;
    }

    private static String plain(Class<?> type) {
        return type.getSimpleName().replaceAll("(View|Row)$", "");
    }

    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
