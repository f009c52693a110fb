package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything measured, as a table and as JSON. */
final class Results {
    private final List<Result> all = new ArrayList<>();

    /** The result of a subject in a case, a new one if there is none yet. */
    Result of(String name, String subject, BenchCase benchCase, int records) {
        return find(name, subject).orElseGet(() -> {
            Result result = new Result(name, subject, benchCase, records);
            all.add(result);
            return result;
        });
    }

    private Optional<Result> find(String name, String subject) {
        return all.stream()
                .filter(result -> result.name().equals(name) && result.subject().equals(subject))
                .findFirst();
    }

    /** Speed compared with another subject's in the same case: 1 is as fast. */
    private Optional<Double> ratio(Result result, String to) {
        return find(result.name(), to).map(other -> other.seconds() / result.seconds());
    }

    /** Speed of records of which some cannot arrive, compared with that of records that all can. */
    private Optional<Double> ratioToSound(Result result) {
        String sound = result.sound();
        return result.name().startsWith("poison")
                ? find(sound, result.subject()).map(other -> other.seconds() / result.seconds())
                : Optional.empty();
    }

    void print(PrintStream out) {
        out.println(
                "| case | subject | records | latency | seconds (min–max) | records/s | HTTP requests | budget units"
                        + " | CPU s | peak RSS MB | disk MB | ÷ a | ÷ a2 | ÷ c | ÷ sound |");
        out.println("|---|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Result result : all) {
            out.printf(
                    "| %s | %s | %,d | %d ms + %d ms/record | %.2f (%.2f–%.2f) | %,.0f | %,d | %,d | %.1f | %,d | %.1f | %s"
                            + " | %s | %s | %s |%n",
                    result.name(),
                    result.subject(),
                    result.records(),
                    result.latency(),
                    result.perRecord(),
                    result.seconds(),
                    result.fastest(),
                    result.slowest(),
                    result.recordsPerSecond(),
                    result.requests(),
                    result.budgetUnits(),
                    result.cpuSeconds(),
                    result.peakMegabytes(),
                    result.diskBytes() / 1e6,
                    text(ratio(result, "a")),
                    text(ratio(result, "a2")),
                    text(ratio(result, "c")),
                    text(ratioToSound(result)));
        }
    }

    private static String text(Optional<Double> ratio) {
        return ratio.map(value -> String.format("%.2f", value)).orElse("");
    }

    void write(Path file) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Result result : all) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("case", result.name());
            line.put("subject", result.subject());
            line.put("n", result.records());
            line.put("latencyMs", result.latency());
            line.put("perRecordMs", result.perRecord());
            line.put("heap", result.heap());
            line.put("runs", result.runs());
            line.put("medianSeconds", result.seconds());
            line.put("fastestSeconds", result.fastest());
            line.put("slowestSeconds", result.slowest());
            line.put("recordsPerSecond", result.recordsPerSecond());
            line.put("requests", result.requests());
            line.put("budgetUnits", result.budgetUnits());
            line.put("cpuSeconds", result.cpuSeconds());
            line.put("peakRssMb", result.peakMegabytes());
            line.put("diskBytes", result.diskBytes());
            ratio(result, "a").ifPresent(value -> line.put("ratioToCeiling", value));
            ratio(result, "a2").ifPresent(value -> line.put("ratioToCeilingWithStore", value));
            ratio(result, "c").ifPresent(value -> line.put("ratioToPlainRoute", value));
            ratioToSound(result).ifPresent(value -> line.put("ratioToSound", value));
            list.add(line);
        }
        Files.createDirectories(file.getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), list);
    }
}
