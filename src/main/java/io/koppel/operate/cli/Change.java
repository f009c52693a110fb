package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A field before and after, in words. */
final class Change {
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
        return value.isNull() || value.isMissingNode() ? "(empty)" : value.toString();
    }
}
