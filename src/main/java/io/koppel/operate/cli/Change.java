package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A field before and after, in words. */
final class Change {
    /** What Business Central shows as empty. */
    private static final Set<String> EMPTY = Set.of("", "_x0020_", "00000000-0000-0000-0000-000000000000");

    private Change() {}

    /** Of a node with {@code before} and {@code after}. */
    static String words(JsonNode change) {
        return words(change, "before", "after");
    }

    /** Of a node with two other values. */
    static String words(JsonNode change, String from, String to) {
        return quoted(change.path(from)) + " -> " + quoted(change.path(to));
    }

    private static String quoted(JsonNode value) {
        boolean empty = value.isNull() || value.isMissingNode() || EMPTY.contains(value.asText(""));
        return empty ? "(empty)" : value.toString();
    }
}
