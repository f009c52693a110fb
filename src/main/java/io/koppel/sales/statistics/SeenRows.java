package io.koppel.sales.statistics;

import io.koppel.odata.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions of rows that this process has dealt with. Each read looks back behind its pointer; what it meets there again is known
 * by its version, and moves nothing.
 */
final class SeenRows {
    private final Map<String, Instant> dealtWith = new HashMap<>();
    private final Map<String, Instant> met = new HashMap<>();

    /** The rows of a page that are new, or new again. */
    synchronized List<Row> fresh(List<Row> rows, String stamp) {
        List<Row> fresh = new ArrayList<>();
        for (Row row : rows) {
            String version = String.valueOf(row.etag());
            if (row.etag() == null || !dealtWith.containsKey(version)) {
                fresh.add(row);
                String text = row.text(stamp);
                met.put(version, text == null ? Instant.EPOCH : Instant.parse(text));
            }
        }
        return fresh;
    }

    /** A run has dealt with all it met; what no read will look back to is forgotten. */
    synchronized void done(Instant from) {
        dealtWith.putAll(met);
        met.clear();
        dealtWith.values().removeIf(stamp -> stamp.isBefore(from));
    }

    /** A run has not come to its end: the next one meets the same rows anew. */
    synchronized void again() {
        met.clear();
    }
}
