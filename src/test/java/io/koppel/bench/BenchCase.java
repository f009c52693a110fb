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
        Work work,
        int records,
        Poison poison,
        int latency,
        int perRecord,
        List<String> subjects,
        int changed,
        String heap,
        int rounds,
        boolean standard) {

    private static final List<String> CEILINGS = List.of("a", "a2", "b");
    private static final List<String> ALL_SUBJECTS = List.of("a", "a2", "b", "c");
    private static final List<String> KOPPEL = List.of("b");

    static final List<BenchCase> ALL = List.of(
            customers("first", 100_000, 0, 0, CEILINGS, 1000, "", 0, true),
            customers("latency", 10_000, 100, 5, CEILINGS, 0, "", 0, true),
            customers("plain", 2_000, 0, 0, ALL_SUBJECTS, 0, "", 0, true),
            customers("plain-latency", 2_000, 20, 0, ALL_SUBJECTS, 0, "", 0, true),
            poisoned("sound", Poison.NONE, 0, 0),
            poisoned("poison", Poison.REFUSED, 0, 0),
            poisoned("poison-each", Poison.EACH, 0, 0),
            poisoned("poison-unnamed", Poison.UNNAMED, 0, 0),
            poisoned("poison-parent", Poison.PARENT, 0, 0),
            poisoned("sound-latency", Poison.NONE, 100, 5),
            poisoned("poison-latency", Poison.REFUSED, 100, 5),
            poisoned("poison-unnamed-latency", Poison.UNNAMED, 100, 5),
            new BenchCase("items", Work.ITEMS, 100_000, Poison.UNTOUCHED, 0, 0, CEILINGS, 0, "", 0, true),
            new BenchCase("invoices", Work.INVOICES, 20_000, Poison.UNTOUCHED, 0, 0, CEILINGS, 0, "", 0, true),
            new BenchCase("orders", Work.ORDERS, 10_000, Poison.UNTOUCHED, 0, 0, CEILINGS, 0, "", 0, true),
            customers("memory", 1_000_000, 0, 0, KOPPEL, 0, "256m", 1, false));

    private static BenchCase customers(
            String name,
            int records,
            int latency,
            int perRecord,
            List<String> subjects,
            int changed,
            String heap,
            int rounds,
            boolean standard) {
        return new BenchCase(
                name,
                Work.CUSTOMERS,
                records,
                Poison.UNTOUCHED,
                latency,
                perRecord,
                subjects,
                changed,
                heap,
                rounds,
                standard);
    }

    private static BenchCase poisoned(String name, Poison poison, int latency, int perRecord) {
        return new BenchCase(name, Work.CUSTOMERS, 10_000, poison, latency, perRecord, KOPPEL, 0, "", 0, true);
    }

    /** The case in which all records can arrive, to compare one with in which some cannot; its own name for any other. */
    String sound() {
        return name.replaceFirst("^poison(-each|-unnamed|-parent)?", "sound");
    }

    /** Whether it is compared with that case, so that the two have to take turns. */
    boolean turnsWith(BenchCase other) {
        return sound().equals(other.sound());
    }

    /** The case as asked for: another number of records, fewer subjects. */
    BenchCase with(BenchSettings settings) {
        int number = settings.records() > 0 ? settings.records() : records;
        List<String> chosen = settings.subjects().isEmpty()
                ? subjects
                : subjects.stream().filter(settings.subjects()::contains).toList();
        return new BenchCase(
                name,
                work,
                number,
                poison,
                latency,
                perRecord,
                chosen,
                changed == 0 ? 0 : Math.min(changed, Math.max(1, number / 100)),
                heap.isEmpty() ? settings.heap() : heap,
                rounds > 0 ? rounds : settings.rounds(),
                standard);
    }
}
