package io.koppel.sandbox.dataverse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The many-to-many relationships: members of teams, roles of users and teams. */
final class Memberships {
    private final Map<String, Map<UUID, Set<UUID>>> links = new HashMap<>();

    /** Links two rows, in both directions; answers whether they were not linked yet. */
    synchronized boolean add(String association, UUID one, UUID other) {
        of(association, other).add(one);
        return of(association, one).add(other);
    }

    /** Ends a link; answers whether there was one. */
    synchronized boolean remove(String association, UUID one, UUID other) {
        of(association, other).remove(one);
        return of(association, one).remove(other);
    }

    /** The rows a row is linked with. */
    synchronized List<UUID> linked(String association, UUID id) {
        return new ArrayList<>(of(association, id));
    }

    synchronized void clear() {
        links.clear();
    }

    private Set<UUID> of(String association, UUID id) {
        return links.computeIfAbsent(association, name -> new HashMap<>())
                .computeIfAbsent(id, key -> new LinkedHashSet<>());
    }
}
