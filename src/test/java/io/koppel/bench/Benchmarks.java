package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks: {@code mvn verify -Pbench}. The subjects take turns, so that what else happens on the machine meets
 * all of them.
 */
public final class Benchmarks {
    /** Turns before those that count. */
    private static final int UNMEASURED = 20;

    private final BenchSettings settings;
    private final SandboxProcess sandbox;
    private final Results results = new Results();

    private Benchmarks(BenchSettings settings, SandboxProcess sandbox) {
        this.settings = settings;
        this.sandbox = sandbox;
    }

    public static void main(String[] args) throws Exception {
        BenchSettings settings = BenchSettings.ofSystemProperties();
        boolean availability = settings.asks(AvailabilityCase.NAME);
        boolean console = settings.cases().contains(ConsoleCase.NAME);
        List<BenchCase> cases = settings.asksOnly(AvailabilityCase.NAME) || settings.asksOnly(ConsoleCase.NAME)
                ? List.of()
                : cases(settings);
        delete(settings.folder().resolve("runs"));
        if (availability) {
            availability(settings);
        }
        if (cases.isEmpty() && !console) {
            return;
        }
        try (SandboxProcess sandbox = SandboxProcess.start(settings.folder())) {
            if (console) {
                ConsoleCase.run(settings, sandbox);
            }
            Benchmarks benchmarks = new Benchmarks(settings, sandbox);
            List<BenchCase> open = new ArrayList<>(cases);
            while (!open.isEmpty()) {
                BenchCase last = open.get(0);
                List<BenchCase> together = open.stream()
                        .filter(each -> each == last || each.turnsWith(last))
                        .toList();
                open.removeAll(together);
                benchmarks.run(together);
                benchmarks.results.write(settings.folder().resolve("results.json"));
            }
            if (!cases.isEmpty()) {
                benchmarks.results.print(System.out);
            }
        }
    }

    private static void availability(BenchSettings settings) throws Exception {
        List<Latencies> rounds = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Path folder = settings.folder().resolve("runs/" + AvailabilityCase.NAME + "-" + round);
            Latencies latencies = AvailabilityCase.run(settings, folder);
            rounds.add(latencies);
            System.out.printf(
                    "%-14s %,9d requests %,7.0f requests/s %8.2f ms median %8.2f ms p99 %8.2f ms worst %5d MB%n",
                    AvailabilityCase.NAME,
                    latencies.requests(),
                    latencies.perSecond(),
                    latencies.medianMillis(),
                    latencies.p99Millis(),
                    latencies.worstMillis(),
                    latencies.peakMegabytes());
            delete(folder.resolve("data"));
        }
        Files.createDirectories(settings.folder());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(settings.folder().resolve("availability.json").toFile(), rounds);
    }

    private static List<BenchCase> cases(BenchSettings settings) {
        List<BenchCase> chosen = BenchCase.ALL.stream()
                .filter(each -> settings.cases().isEmpty()
                        ? each.standard()
                        : settings.cases().contains(each.name()))
                .map(each -> each.with(settings))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("bench.case: " + settings.cases() + " is unknown, expected some of "
                    + BenchCase.ALL.stream().map(BenchCase::name).toList() + ", " + AvailabilityCase.NAME + ", "
                    + ConsoleCase.NAME);
        }
        return chosen;
    }

    private void run(List<BenchCase> together) throws Exception {
        if (together.size() > 1) {
            takeTurns(together);
            return;
        }
        BenchCase each = together.get(0);
        for (int round = 1; round <= each.rounds(); round++) {
            for (String subject : each.subjects()) {
                run(each, subject, round);
            }
        }
    }

    private void run(BenchCase each, String subject, int round) throws Exception {
        Path folder = settings.folder().resolve("runs/" + each.name() + "-" + subject + "-" + round);
        try (BenchProcess process = start(each, subject, folder)) {
            warmUp(each, process, folder.resolve("warm-up"));
            Path data = folder.resolve("data");
            first(each, subject, process, data);
            if (each.changed() > 0) {
                modified(each, subject, round, process, data);
            }
        }
        delete(folder.resolve("data"));
        delete(folder.resolve("warm-up"));
    }

    private BenchProcess start(BenchCase each, String subject, Path folder) throws IOException {
        return BenchProcess.start(
                each.heap(),
                folder.resolve("stderr.log"),
                SubjectMain.class.getName(),
                subject,
                sandbox.base(),
                settings.home().toString());
    }

    private void first(BenchCase each, String subject, BenchProcess process, Path data) throws IOException {
        sandbox.prepare(each);
        process.ask("prepare " + data + " " + each.work());
        sandbox.fill(each, each.records(), Poison.ONE_IN);
        Measured first =
                process.ask("first " + each.records() + " " + each.poison().of(each.records(), Poison.ONE_IN));
        add(each, each.name(), subject, each.records(), first, process, data);
    }

    /**
     * Cases that are compared with each other run in one process, each time with a new database and in the other order. Two processes that
     * do the same differ by more than these cases do, by what the compiler happens to have done until then; and what only some records go
     * through takes many turns until it is compiled, so the first turns are not measured.
     */
    private void takeTurns(List<BenchCase> together) throws Exception {
        List<BenchCase> order = new ArrayList<>(together);
        BenchCase any = order.get(0);
        for (String subject : any.subjects()) {
            Path folder = settings.folder().resolve("runs/" + any.sound() + "-" + subject);
            try (BenchProcess process = start(any, subject, folder)) {
                for (int round = 1 - UNMEASURED; round <= any.rounds(); round++) {
                    for (BenchCase each : order) {
                        Path data = folder.resolve(each.name() + round);
                        if (round > 0) {
                            first(each, subject, process, data);
                        } else {
                            warmUp(each, process, data);
                        }
                    }
                    Collections.reverse(order);
                }
            }
            delete(folder);
        }
    }

    private void warmUp(BenchCase each, BenchProcess process, Path folder) throws IOException {
        if (settings.warmUp() == 0) {
            return;
        }
        int records = Math.min(settings.warmUp(), each.records());
        sandbox.prepare(each);
        process.ask("prepare " + folder + " " + each.work());
        sandbox.fill(each, records, Poison.ONE_IN_UNMEASURED);
        sandbox.limits(0, 0);
        process.ask("first " + records + " " + each.poison().of(records, Poison.ONE_IN_UNMEASURED));
        if (each.changed() > 0) {
            sandbox.advance();
            sandbox.change(Math.min(500, records), records, 0);
            process.ask("modified");
        }
    }

    /** Nothing changed, then some changed; each past the overlap of what was before. */
    private void modified(BenchCase each, String subject, int round, BenchProcess process, Path data)
            throws IOException {
        // The first pass after it still sees what the first synchronization wrote within the overlap.
        sandbox.advance();
        process.ask("modified");
        sandbox.advance();
        Measured nothing = process.ask("modified");
        expect(nothing, 0);
        add(each, "unchanged", subject, each.records(), nothing, process, data);
        sandbox.change(each.changed(), each.records(), round);
        Measured some = process.ask("modified");
        expect(some, each.changed());
        add(each, "changed", subject, each.changed(), some, process, data);
    }

    private static void expect(Measured measured, long records) {
        if (measured.records() != records) {
            throw new IllegalStateException("expected " + records + " records written, found " + measured);
        }
    }

    private void add(
            BenchCase each,
            String name,
            String subject,
            int records,
            Measured measured,
            BenchProcess process,
            Path data)
            throws IOException {
        results.of(name, subject, each, records).add(new Result.Run(measured, process.peakMegabytes(), size(data)));
        System.out.printf(
                "%-14s %-3s %,9d records %8.2f s %,9.0f records/s %6d requests %6.1f CPU s %5d MB%n",
                name,
                subject,
                records,
                measured.seconds(),
                records / measured.seconds(),
                measured.requests(),
                measured.cpuSeconds(),
                process.peakMegabytes());
    }

    private static long size(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
