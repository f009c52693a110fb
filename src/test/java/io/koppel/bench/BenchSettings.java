package io.koppel.bench;

import java.nio.file.Path;
import java.util.Set;

/**
 * What {@code -Dbench.…} asks for.
 *
 * @param cases names of the cases to run; empty for the standard ones
 * @param records of each case instead of its own number; 0 for its own
 * @param rounds how often each subject runs each case
 * @param warmUp records each process synchronizes before it is measured
 * @param heap of the subjects
 * @param subjects keys of the subjects to run; empty for those of the case
 */
record BenchSettings(
        Path home, Set<String> cases, int records, int rounds, int warmUp, String heap, Set<String> subjects) {

    static BenchSettings ofSystemProperties() {
        return new BenchSettings(
                Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")))
                        .toAbsolutePath(),
                names("bench.case"),
                number("bench.n", 0),
                number("bench.rounds", 5),
                number("bench.warmup", 10_000),
                text("bench.heap", "512m"),
                names("bench.subjects"));
    }

    /** Whether a case that is standard is to run. */
    boolean asks(String name) {
        return cases.isEmpty() || cases.contains(name);
    }

    boolean asksOnly(String name) {
        return cases.equals(Set.of(name));
    }

    /** Where processes leave their databases and logs, and where the results go. */
    Path folder() {
        return home.resolve("target/bench");
    }

    private static Set<String> names(String property) {
        String text = text(property, "");
        return text.isEmpty() ? Set.of() : Set.of(text.split(","));
    }

    private static int number(String property, int otherwise) {
        return Integer.parseInt(text(property, Integer.toString(otherwise)));
    }

    /** Maven hands over empty properties for options that were not given. */
    private static String text(String property, String otherwise) {
        String given = System.getProperty(property, "").strip();
        return given.isEmpty() ? otherwise : given;
    }
}
