package io.koppel.job;

import io.koppel.mapping.TableMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mappings in an order in which each comes after those it depends on. */
final class DependencyOrder {
    private DependencyOrder() {}

    /** The order; a cycle, which the linter refuses, is cut where it is met. */
    static List<TableMapping> of(List<TableMapping> mappings) {
        Map<String, TableMapping> byId = new HashMap<>();
        mappings.forEach(mapping -> byId.put(mapping.id(), mapping));
        Set<TableMapping> ordered = new LinkedHashSet<>();
        for (TableMapping mapping : mappings) {
            visit(mapping, byId, ordered, new ArrayList<>());
        }
        return List.copyOf(ordered);
    }

    private static void visit(
            TableMapping mapping, Map<String, TableMapping> byId, Set<TableMapping> ordered, List<String> path) {
        if (ordered.contains(mapping) || path.contains(mapping.id())) {
            return;
        }
        path.add(mapping.id());
        for (String before : mapping.after()) {
            TableMapping dependency = byId.get(before);
            if (dependency != null) {
                visit(dependency, byId, ordered, path);
            }
        }
        path.remove(mapping.id());
        ordered.add(mapping);
    }
}
