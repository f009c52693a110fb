package io.koppel.coupling;

import io.koppel.store.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which fields the values of a base snapshot belong to, so that snapshots survive an edit of the mapping: values
 * of fields that are still mapped are found again by name, new fields have no base yet.
 */
public final class BaseLayouts {
    private final Database database;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    public BaseLayouts(Database database) {
        this.database = database;
    }

    /** The number of a field list; stored when it is new. */
    public long number(int scope, List<String> fields) {
        String text = String.join("\n", fields);
        long number = hash(text);
        String key = scope + ":" + number;
        // Outside of the map, as in Scopes: whoever asks in the middle of a transaction must not wait for one who waits
        // to write.
        if (!known.containsKey(key)) {
            try {
                store(scope, number, text);
            } catch (UnableToExecuteStatementException e) {
                // Somebody else was first between the two statements; then it is there now, or the error was another
                // one.
                store(scope, number, text);
            }
            known.put(key, List.copyOf(fields));
        }
        return number;
    }

    private void store(int scope, long number, String text) {
        database.jdbi().useTransaction(handle -> {
            int found = handle.select("SELECT COUNT(*) FROM base_layout WHERE scope = ? AND layout = ?", scope, number)
                    .mapTo(Integer.class)
                    .one();
            if (found == 0) {
                handle.execute("INSERT INTO base_layout (scope, layout, fields) VALUES (?, ?, ?)", scope, number, text);
            }
        });
    }

    /**
     * A snapshot in the order of {@code fields}, whatever order it was stored in.
     *
     * @return null if the snapshot's own field list is not known any more
     */
    public @Nullable BaseSnapshot inOrderOf(int scope, long layout, List<String> fields, BaseSnapshot stored) {
        if (stored.layout() == layout) {
            return stored;
        }
        List<String> old = fields(scope, stored.layout());
        if (old.isEmpty()) {
            return null;
        }
        @Nullable Object[] businessCentral = new @Nullable Object[fields.size()];
        @Nullable Object[] dataverse = new @Nullable Object[fields.size()];
        Arrays.fill(businessCentral, UNKNOWN);
        Arrays.fill(dataverse, UNKNOWN);
        for (int i = 0; i < fields.size(); i++) {
            int at = old.indexOf(fields.get(i));
            if (at >= 0) {
                businessCentral[i] = stored.businessCentral()[at];
                dataverse[i] = stored.dataverse()[at];
            }
        }
        return new BaseSnapshot(layout, businessCentral, dataverse);
    }

    /** Stands where a snapshot has no value because the field was not mapped when it was taken; equal to nothing else. */
    public static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "(not mapped then)";
        }
    };

    private List<String> fields(int scope, long layout) {
        return known.computeIfAbsent(
                scope + ":" + layout, key -> database.jdbi().withHandle(handle -> handle.select(
                                "SELECT fields FROM base_layout WHERE scope = ? AND layout = ?", scope, layout)
                        .mapTo(String.class)
                        .findOne()
                        .map(text -> new ArrayList<>(List.of(text.split("\n"))))
                        .<List<String>>map(List::copyOf)
                        .orElse(List.of())));
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
