package io.koppel.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table mappings in force. A reload replaces those of one file at once; who holds a mapping keeps working with it to the
 * end of its pass.
 */
public final class TableMappings {
    private Map<String, TableMapping> declared = Map.of();
    private final Map<String, MappingOverride> overrides = new TreeMap<>();
    private volatile Map<String, TableMapping> byId = Map.of();
    private final Map<String, List<String>> problems = new TreeMap<>();

    /** Replaces whatever {@code file} declared before and forgets its problems. */
    public synchronized void replace(String file, Collection<TableMapping> mappings) {
        Map<String, TableMapping> next = new LinkedHashMap<>(declared);
        next.values().removeIf(mapping -> mapping.location().file().equals(file));
        mappings.forEach(mapping -> next.put(mapping.id(), mapping));
        declared = next;
        problems.remove(file);
        apply();
    }

    /** Sets something for a mapping over what its file says, now and after each edit of the file. */
    public synchronized void override(String id, MappingOverride override) {
        overrides.put(id, override);
        apply();
    }

    private void apply() {
        Map<String, TableMapping> next = new LinkedHashMap<>(declared);
        next.replaceAll((id, mapping) -> mapping.with(overrides.getOrDefault(id, MappingOverride.NONE)));
        byId = Map.copyOf(next);
    }

    /** Notes that {@code file} was edited in a way that cannot be used; what it declared before stays in force. */
    public synchronized void refuse(String file, List<String> mistakes) {
        problems.put(file, List.copyOf(mistakes));
    }

    /** Files whose last edit is not in force, with the mistakes in them. */
    public synchronized Map<String, List<String>> problems() {
        return Map.copyOf(problems);
    }

    /** The mapping called {@code id}. */
    public Optional<TableMapping> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @throws IllegalArgumentException if there is no such mapping; the message names those there are */
    public TableMapping get(String id) {
        TableMapping mapping = byId.get(id);
        if (mapping == null) {
            throw new IllegalArgumentException("no table mapping '" + id + "', expected one of "
                    + String.join(", ", byId.keySet().stream().sorted().toList()));
        }
        return mapping;
    }

    /** All mappings; each comes after those it waits for in a full synchronization. */
    public List<TableMapping> inDependencyOrder() {
        Map<String, TableMapping> ordered = new LinkedHashMap<>();
        Map<String, TableMapping> snapshot = new TreeMap<>(byId);
        snapshot.values().forEach(mapping -> add(mapping, snapshot, ordered, new java.util.HashSet<>()));
        return List.copyOf(ordered.values());
    }

    private static void add(
            TableMapping mapping,
            Map<String, TableMapping> all,
            Map<String, TableMapping> ordered,
            java.util.Set<String> path) {
        if (ordered.containsKey(mapping.id()) || !path.add(mapping.id())) {
            return;
        }
        for (String earlier : mapping.after()) {
            TableMapping dependency = all.get(earlier);
            if (dependency != null) {
                add(dependency, all, ordered, path);
            }
        }
        ordered.put(mapping.id(), mapping);
    }
}
