package io.koppel.operate.cli;

import io.koppel.journal.Counters;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.FullSynchronizationView.Line;
import io.koppel.operate.RunView.PassView;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/** Says in a few lines what a full synchronization did. */
public final class Summary {
    private Summary() {}

    /** A table of passes and counters, and a sentence about what failed. */
    public static void print(FullSynchronizationView view, PrintStream out) {
        PrintWriter writer = new PrintWriter(out, true, Charset.defaultCharset());
        writer.println();
        TextTable table = new TextTable(
                "mapping", "direction", "coupled", "inserted", "modified", "unchanged", "skipped", "failed");
        for (Line line : view.lines()) {
            for (PassView pass : line.passes()) {
                row(table, line.mapping(), pass.direction(), pass.counters());
            }
        }
        row(table, "together", "", view.counters());
        table.print(writer);
        writer.println();
        for (Line line : view.lines()) {
            String message = line.message();
            if (message != null) {
                writer.println(line.mapping() + ": " + message);
            }
        }
        if (view.counters().failed() > 0) {
            writer.println(view.counters().failed()
                    + " records failed; ./koppel errors tells why, and the next run takes them up again");
        } else if (!view.succeeded()) {
            writer.println("the full synchronization is " + view.state() + "; start again with --full-sync to go on");
        }
        writer.flush();
    }

    private static void row(TextTable table, String mapping, String direction, Counters counters) {
        table.row(
                mapping,
                direction,
                number(counters.coupled()),
                number(counters.inserted()),
                number(counters.modified()),
                number(counters.unchanged()),
                number(counters.skipped()),
                number(counters.failed()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
