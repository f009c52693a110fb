package io.koppel.sandbox.bc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables, sets and enums, as {@code tables.txt} tells them. */
final class Model {
    private final Map<String, List<String>> enums = new LinkedHashMap<>();
    private final Map<String, BcTable> tables = new LinkedHashMap<>();
    private final List<EntitySet> sets = new ArrayList<>();

    Map<String, List<String>> enums() {
        return enums;
    }

    Map<String, BcTable> tables() {
        return tables;
    }

    List<EntitySet> sets() {
        return sets;
    }

    BcTable table(String name) {
        BcTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("There is no table '" + name + "'");
        }
        return table;
    }

    /** The set of a surface, or null. */
    @Nullable
    EntitySet set(Surface surface, String name) {
        for (EntitySet set : sets) {
            if (set.surface() == surface && set.name().equals(name)) {
                return set;
            }
        }
        return null;
    }

    /** The set of a table by which its rows are called in the journal: the companion's, or that of its own extension. */
    @Nullable
    EntitySet ownSetOf(BcTable table) {
        for (EntitySet set : sets) {
            boolean own = set.surface() == Surface.COMPANION || set.surface() == Surface.FLEET;
            if (own && set.table().equals(table)) {
                return set;
            }
        }
        return null;
    }
}
