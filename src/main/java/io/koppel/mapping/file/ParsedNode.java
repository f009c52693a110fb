package io.koppel.mapping.file;

import io.koppel.mapping.Condition;
import io.koppel.mapping.SourceLocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node whose options have passed the specification: each value has the type its option says.
 *
 * @param location where the node starts
 * @param options option name to value; options that are not given or wrong are missing
 * @param locations where each option's value stands
 */
record ParsedNode(SourceLocation location, Map<String, Object> options, Map<String, SourceLocation> locations) {
    boolean has(String name) {
        return options.containsKey(name);
    }

    SourceLocation at(String name) {
        return locations.getOrDefault(name, location);
    }

    @Nullable
    String text(String name) {
        return (String) options.get(name);
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    boolean flag(String name, boolean otherwise) {
        return options.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    int number(String name, int otherwise) {
        return options.get(name) instanceof Integer number ? number : otherwise;
    }

    @Nullable
    Duration duration(String name) {
        return (Duration) options.get(name);
    }

    @Nullable
    Filter filter(String name) {
        return (Filter) options.get(name);
    }

    @Nullable
    ParsedNode node(String name) {
        return options.get(name) instanceof ParsedNode node ? node : null;
    }

    /** The entries of a list, or the single entry: texts and nodes. */
    List<?> list(String name) {
        Object value = options.get(name);
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    List<ParsedNode> nodes(String name) {
        return list(name).stream()
                .filter(ParsedNode.class::isInstance)
                .map(ParsedNode.class::cast)
                .toList();
    }

    @SuppressWarnings("unchecked") // the specification says VALUES, so the reader made this map
    Map<String, Object> values(String name) {
        Object value = options.get(name);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** A filter as written, and as it is evaluated over one record. */
    record Filter(String text, Condition condition) {}
}
