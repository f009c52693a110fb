package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Says on a terminal how far a run has come, on one line that is written over. It goes to standard error: what a command answers
 * is alone on standard output. Elsewhere nothing is said.
 */
final class RunProgress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;

    RunProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The start script says whether there is a terminal, which Java cannot tell. */
    static RunProgress ofStandardError() {
        String term = System.getenv("TERM");
        return new RunProgress(
                System.err, Boolean.getBoolean("koppel.terminal") && term != null && !term.equals("dumb"));
    }

    /** How long to wait for the end before looking again. */
    Duration lookEvery() {
        return terminal ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
    }

    void show(JsonNode run) {
        if (terminal) {
            out.print(CLEAR_LINE + line(run));
            out.flush();
        }
    }

    void end() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    static String line(JsonNode run) {
        JsonNode passes = run.path("passes");
        JsonNode now = passes.isEmpty() ? run : passes.get(passes.size() - 1);
        long done = 0;
        for (JsonNode counter : run.path("counters")) {
            done += counter.asLong();
        }
        return String.format(
                Locale.ROOT,
                "run %d  %s %s  %,d records, %,d of them failed",
                run.path("run").asLong(),
                ClientCommand.text(now, "mapping"),
                ClientCommand.text(now, "direction"),
                done,
                run.path("counters").path("failed").asLong());
    }
}
