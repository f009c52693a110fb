package io.koppel.sync.rules;

import io.koppel.sync.Pass;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;

/** Products that have become active along with another write of the same pass: nobody has to look at them again. */
final class PublishedProducts {
    private final Map<Pass, Set<UUID>> byPass = new WeakHashMap<>();

    synchronized void add(Pass pass, Collection<UUID> products) {
        byPass.computeIfAbsent(pass, published -> new HashSet<>()).addAll(products);
    }

    synchronized boolean contains(Pass pass, UUID product) {
        return byPass.getOrDefault(pass, Set.of()).contains(product);
    }
}
