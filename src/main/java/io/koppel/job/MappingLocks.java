package io.koppel.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One run at a time for each category: what keeps customer and contact jobs apart (table-mappings.md §4). */
final class MappingLocks {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    ReentrantLock of(String category) {
        return locks.computeIfAbsent(category, key -> new ReentrantLock(true));
    }
}
