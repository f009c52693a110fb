package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A field before and after, in words. */
final class Change {
    private Change() {}

    /** Of a node with {@code before} and {@code after}. */
    static String words(JsonNode change) {
        return quoted(change.path("before")) + " -> " + quoted(change.path("after"));
    }

    private static String quoted(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "(empty)" : value.toString();
    }
}
