package io.koppel.sandbox.dataverse;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The ids of a table's deleted rows in the order of their deletion, for delta links (dataverse-web-api.md §7). */
final class DeletedRows {
    private final List<UUID> ids = new ArrayList<>();

    synchronized void add(UUID id) {
        ids.add(id);
    }

    /** How many rows were deleted so far; the place a delta token remembers. */
    synchronized int count() {
        return ids.size();
    }

    /** The ids deleted after a place, up to another. */
    synchronized List<UUID> between(int from, int to) {
        int end = Math.min(to, ids.size());
        return List.copyOf(ids.subList(Math.min(from, end), end));
    }
}
