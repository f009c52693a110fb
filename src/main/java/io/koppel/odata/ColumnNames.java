package io.koppel.odata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of rows of one shape, in the order of the service. */
final class ColumnNames {
    private final String[] names;
    private final Map<String, Integer> positions;

    ColumnNames(List<String> names) {
        this.names = names.toArray(String[]::new);
        positions = new HashMap<>(names.size() * 2);
        for (int at = 0; at < this.names.length; at++) {
            positions.put(this.names[at], at);
        }
    }

    int size() {
        return names.length;
    }

    String name(int at) {
        return names[at];
    }

    int indexOf(String name) {
        Integer at = positions.get(name);
        return at == null ? -1 : at;
    }
}
