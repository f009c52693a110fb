package io.koppel.simulation;

import io.koppel.simulation.Simulation.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs seeds one after the other, in as many worlds as there are workers, and sums up what came of them. */
final class Seeds {
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * Runs seeds.
     *
     * @param enough asked after each seed; once it answers true no further one is begun
     */
    static Seeds run(Supplier<World> worlds, int workers, long first, long count, Bug bug, Predicate<Verdict> enough) {
        Seeds seeds = new Seeds();
        AtomicLong next = new AtomicLong(first);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(pool.submit(() -> {
                    try (World world = worlds.get()) {
                        for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                            Verdict verdict = Simulation.run(world, seed, bug);
                            seeds.add(verdict);
                            if (enough.test(verdict)) {
                                next.set(first + count);
                            }
                        }
                    }
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a simulation ended with " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            pool.shutdownNow();
        }
        return seeds;
    }

    private synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** Seeds under which a promise was broken, each with how to repeat it. */
    List<String> broken() {
        return verdicts.stream()
                .filter(verdict -> !verdict.violations().isEmpty())
                .map(verdict -> "seed " + verdict.seed() + " (repeat it with -Dkoppel.simulation.seed=" + verdict.seed()
                        + "):\n  " + String.join("\n  ", verdict.violations()))
                .toList();
    }

    /** What happened under the broken seeds. */
    String stories() {
        StringBuilder text = new StringBuilder();
        verdicts.stream()
                .filter(verdict -> !verdict.violations().isEmpty())
                .forEach(verdict -> text.append(verdict.story()).append('\n'));
        return text.toString();
    }

    int size() {
        return verdicts.size();
    }

    /** How often processes died, by point. */
    Map<CrashPoint, Integer> deaths() {
        Map<CrashPoint, Integer> all = new EnumMap<>(CrashPoint.class);
        verdicts.forEach(verdict -> verdict.deaths().forEach((point, times) -> all.merge(point, times, Integer::sum)));
        return all;
    }

    int unheard() {
        return verdicts.stream().mapToInt(Verdict::unheard).sum();
    }
}
