package io.koppel.sandbox.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes that are committed but that readers do not see yet, as with a long transaction or a lagging replica. They keep
 * the stamp of the moment they were written, which is what makes them dangerous to a watermark.
 */
final class LateRows {
    private final Map<UUID, Row> newest = new HashMap<>();
    private final ArrayDeque<Late> waiting = new ArrayDeque<>();
    private volatile boolean any;

    private record Late(UUID id, Instant visibleAt) {}

    boolean any() {
        return any;
    }

    synchronized @Nullable Row find(UUID id) {
        return any ? newest.get(id) : null;
    }

    synchronized List<Row> with(Column column, Object value) {
        return any
                ? newest.values().stream()
                        .filter(row -> value.equals(row.get(column)))
                        .toList()
                : List.of();
    }

    /** Keeps a row's newest state; a row that waits already goes on waiting for its first time. Answers the state before. */
    synchronized @Nullable Row put(Row row, Instant visibleAt) {
        Row before = newest.put(row.id(), row);
        if (before == null) {
            waiting.add(new Late(row.id(), visibleAt));
        }
        any = true;
        return before;
    }

    synchronized void forget(UUID id) {
        newest.remove(id);
        waiting.removeIf(late -> late.id().equals(id));
        any = !waiting.isEmpty();
    }

    /** Moves what is due into the table. */
    synchronized void publish(Table table, Instant now) {
        while (!waiting.isEmpty() && !waiting.element().visibleAt().isAfter(now)) {
            Row row = newest.remove(waiting.remove().id());
            if (row != null) {
                Row before = table.find(row.id());
                if (before == null) {
                    table.add(row);
                } else {
                    table.replace(before, row);
                }
            }
        }
        any = !waiting.isEmpty();
    }

    synchronized void clear() {
        newest.clear();
        waiting.clear();
        any = false;
    }
}
