package io.koppel.sync;

import io.koppel.odata.WriteOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that go with the one of a document in its transaction: some it needs before, some that come behind it. */
final class SameTransaction {
    private final List<WriteOperation> before = new ArrayList<>();
    private final List<WriteOperation> behind = new ArrayList<>();

    List<WriteOperation> before() {
        return List.copyOf(before);
    }

    List<WriteOperation> behind() {
        return List.copyOf(behind);
    }

    void addBefore(WriteOperation action) {
        before.add(action);
    }

    void addBehind(WriteOperation action) {
        behind.add(action);
    }

    /** Columns of one row. What is already to be set on that row is set together with it, at the end: a row may be closed by its last change. */
    void setBehind(String path, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        behind.removeIf(operation -> {
            boolean same = operation.path().equals(path);
            if (same) {
                all.putAll(operation.body());
            }
            return same;
        });
        all.putAll(values);
        behind.add(WriteOperation.update(path, all, "*"));
    }

    void clear() {
        before.clear();
        behind.clear();
    }
}
