package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Passes and their counters in a table. */
final class Counts {
    private static final String[] NAMES = {
        "inserted", "modified", "unchanged", "coupled", "uncoupled", "deleted", "skipped", "failed"
    };

    private Counts() {}

    static TextTable table(String... first) {
        String[] heads = new String[first.length + NAMES.length];
        System.arraycopy(first, 0, heads, 0, first.length);
        System.arraycopy(NAMES, 0, heads, first.length, NAMES.length);
        return new TextTable(heads);
    }

    static void row(TextTable table, JsonNode counters, Object... first) {
        Object[] values = new Object[first.length + NAMES.length];
        System.arraycopy(first, 0, values, 0, first.length);
        for (int i = 0; i < NAMES.length; i++) {
            values[first.length + i] = counters.path(NAMES[i]).asText("0");
        }
        table.row(values);
    }
}
