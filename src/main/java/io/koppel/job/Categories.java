package io.koppel.job;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run at a time for each category: what keeps customer and contact jobs apart (table-mappings.md §4). */
final class Categories {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile Consumer<String> freed = category -> {};

    /** Tells somebody whenever a category is free again. */
    void whenFree(Consumer<String> category) {
        freed = category;
    }

    /** Whether a run of the category is under way. */
    boolean busy(String category) {
        return of(category).isLocked();
    }

    /** Works as soon as no other run of the category is under way. */
    <T> T alone(String category, Supplier<T> work) {
        ReentrantLock lock = of(category);
        lock.lock();
        return holding(lock, category, work);
    }

    /** Works at once unless another run of the category is under way; then it does nothing and answers empty. */
    <T> Optional<T> ifFree(String category, Supplier<T> work) {
        ReentrantLock lock = of(category);
        return lock.tryLock() ? Optional.of(holding(lock, category, work)) : Optional.empty();
    }

    private <T> T holding(ReentrantLock lock, String category, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            lock.unlock();
            if (!lock.isHeldByCurrentThread()) {
                freed.accept(category);
            }
        }
    }

    private ReentrantLock of(String category) {
        return locks.computeIfAbsent(category, key -> new ReentrantLock(true));
    }
}
