package io.koppel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says after each run which scenarios are proven. A passed test leaves a mark in {@code target/scenarios-proven}, a failed
 * one takes it away, so that the runs of several JVMs add up; a mark counts only as long as its test still exists and still
 * claims the id.
 */
public final class ScenarioReport implements TestExecutionListener {
    private static final String SEPARATOR = "-";
    private final Map<MethodSource, Boolean> outcomes = new TreeMap<>(Comparator.comparing(ScenarioReport::mark));

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .ifPresent(source -> {
                    if (!ids(source.getClassName(), source.getMethodName()).isEmpty()) {
                        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                        synchronized (outcomes) {
                            outcomes.merge(source, passed, Boolean::logicalAnd);
                        }
                    }
                });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try {
            Path target = Basedir.path().resolve("target");
            Path marks = Files.createDirectories(target.resolve("scenarios-proven"));
            synchronized (outcomes) {
                for (Map.Entry<MethodSource, Boolean> outcome : outcomes.entrySet()) {
                    Path mark = marks.resolve(mark(outcome.getKey()));
                    if (outcome.getValue()) {
                        Files.writeString(mark, "");
                    } else {
                        Files.deleteIfExists(mark);
                    }
                }
                outcomes.clear();
            }
            List<String> lines =
                    report(ScenarioCatalogue.load(), ScenarioCatalogue.different(Basedir.path()), proven(marks));
            Files.write(target.resolve("scenarios.txt"), lines);
            System.out.println("scenarios: " + lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException("the scenario report cannot be written", e);
        }
    }

    /** A line per scenario, then the sums. A scenario Koppel differs in on purpose is called so once its test passes. */
    static List<String> report(
            Map<String, ScenarioCatalogue.Entry> catalogue, Set<String> different, Set<String> proven) {
        long[] sums = new long[3];
        Stream<String> lines = catalogue.values().stream().map(entry -> {
            int state = !proven.contains(entry.id()) ? 2 : different.contains(entry.id()) ? 1 : 0;
            sums[state]++;
            String word = List.of("proven", "different on purpose", "open").get(state);
            return "%-6s %-20s %-10s %s".formatted(entry.id(), word, entry.applies(), entry.title());
        });
        List<String> all = new ArrayList<>(lines.toList());
        all.add("proven %d, different %d, open %d of %d".formatted(sums[0], sums[1], sums[2], catalogue.size()));
        return all;
    }

    private static Set<String> proven(Path marks) throws IOException {
        Set<String> proven = new TreeSet<>();
        try (Stream<Path> files = Files.list(marks)) {
            files.map(file -> file.getFileName().toString().split(SEPARATOR))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> proven.addAll(ids(parts[0], parts[1])));
        }
        return proven;
    }

    private static String mark(MethodSource source) {
        return source.getClassName() + SEPARATOR + source.getMethodName();
    }

    private static List<String> ids(String type, String name) {
        try {
            for (Method method : Class.forName(type, false, ScenarioReport.class.getClassLoader())
                    .getDeclaredMethods()) {
                Scenario scenario = method.getAnnotation(Scenario.class);
                if (method.getName().equals(name) && scenario != null) {
                    return Arrays.asList(scenario.value());
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of();
        }
        return List.of();
    }
}
