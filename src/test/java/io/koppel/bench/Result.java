package io.koppel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All runs of one subject in one case. */
final class Result {
    private final String name;
    private final String subject;
    private final int records;
    private final int latency;
    private final int perRecord;
    private final String heap;
    private final String sound;
    private final List<Run> runs = new ArrayList<>();

    /** One run. */
    record Run(Measured measured, long peakMegabytes, long diskBytes) {}

    Result(String name, String subject, BenchCase of, int records) {
        this.name = name;
        this.subject = subject;
        this.records = records;
        this.latency = of.latency();
        this.perRecord = of.perRecord();
        this.heap = of.heap();
        this.sound = of.sound();
    }

    void add(Run run) {
        runs.add(run);
    }

    /** The case in which all records can arrive. */
    String sound() {
        return sound;
    }

    String name() {
        return name;
    }

    String subject() {
        return subject;
    }

    int records() {
        return records;
    }

    int latency() {
        return latency;
    }

    int perRecord() {
        return perRecord;
    }

    String heap() {
        return heap;
    }

    int runs() {
        return runs.size();
    }

    double seconds() {
        return median(run -> run.measured().seconds());
    }

    double fastest() {
        return runs.stream().mapToDouble(run -> run.measured().seconds()).min().orElse(0);
    }

    double slowest() {
        return runs.stream().mapToDouble(run -> run.measured().seconds()).max().orElse(0);
    }

    double cpuSeconds() {
        return median(run -> run.measured().cpuSeconds());
    }

    long requests() {
        return Math.round(median(run -> run.measured().requests()));
    }

    long budgetUnits() {
        return Math.round(median(run -> run.measured().budgetUnits()));
    }

    long peakMegabytes() {
        return Math.round(median(Run::peakMegabytes));
    }

    long diskBytes() {
        return Math.round(median(Run::diskBytes));
    }

    double recordsPerSecond() {
        return records / seconds();
    }

    private double median(ToDoubleFunction<Run> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
