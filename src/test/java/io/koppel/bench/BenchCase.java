package io.koppel.bench;

import java.util.List;

/**
 * One situation that subjects are measured in.
 *
 * @param latency of each request, in milliseconds
 * @param perRecord more latency for each record of a request, in milliseconds
 * @param changed records that are changed after the first synchronization; 0 measures the first one only
 * @param heap of the subjects; empty for the common one
 * @param rounds 0 for the common number
 */
record BenchCase(
        String name,
        int records,
        int latency,
        int perRecord,
        List<String> subjects,
        int changed,
        String heap,
        int rounds,
        boolean standard) {

    static final List<BenchCase> ALL = List.of(
            new BenchCase("first", 100_000, 0, 0, List.of("a", "a2", "b"), 1000, "", 0, true),
            new BenchCase("latency", 10_000, 100, 5, List.of("a", "a2", "b"), 0, "", 0, true),
            new BenchCase("plain", 2_000, 0, 0, List.of("a", "a2", "b", "c"), 0, "", 0, true),
            new BenchCase("plain-latency", 2_000, 20, 0, List.of("a", "a2", "b", "c"), 0, "", 0, true),
            new BenchCase("memory", 1_000_000, 0, 0, List.of("b"), 0, "256m", 1, false));

    /** The case as asked for: another number of records, fewer subjects. */
    BenchCase with(BenchSettings settings) {
        int number = settings.records() > 0 ? settings.records() : records;
        List<String> chosen = settings.subjects().isEmpty()
                ? subjects
                : subjects.stream().filter(settings.subjects()::contains).toList();
        return new BenchCase(
                name,
                number,
                latency,
                perRecord,
                chosen,
                changed == 0 ? 0 : Math.min(changed, Math.max(1, number / 100)),
                heap.isEmpty() ? settings.heap() : heap,
                rounds > 0 ? rounds : settings.rounds(),
                standard);
    }
}
