package io.koppel.operate.cli;

import io.koppel.job.Progress;
import io.koppel.job.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Says how passes come along: on a terminal one line that is written over, elsewhere a plain line now and then, so that a
 * log stays readable.
 */
public final class ProgressPrinter implements ProgressListener {
    private static final long PLAIN_EVERY_NANOSECONDS = Duration.ofSeconds(10).toNanos();
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Long> lastPrinted = new HashMap<>();

    /** @param terminal whether {@code out} is a terminal that understands ANSI */
    public ProgressPrinter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** For standard output; the start script says whether it is a terminal, which Java cannot tell for output alone. */
    public static ProgressPrinter ofStandardOutput() {
        String term = System.getenv("TERM");
        return new ProgressPrinter(
                System.out, Boolean.getBoolean("koppel.terminal") && term != null && !term.equals("dumb"));
    }

    @Override
    public synchronized void progress(Progress progress) {
        String line = line(progress);
        if (terminal) {
            out.print(CLEAR_LINE + line + (progress.finished() ? System.lineSeparator() : ""));
            out.flush();
            return;
        }
        String pass = progress.mapping() + "." + progress.direction().key();
        long now = System.nanoTime();
        Long last = lastPrinted.putIfAbsent(pass, now);
        if (progress.finished()) {
            lastPrinted.remove(pass);
            out.println(line);
        } else if (last != null && now - last >= PLAIN_EVERY_NANOSECONDS) {
            lastPrinted.put(pass, now);
            out.println(line);
        }
    }

    static String line(Progress progress) {
        Long total = progress.total();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %-14s %,9d",
                progress.mapping(),
                progress.direction().key(),
                progress.done()));
        if (total != null && !progress.finished()) {
            line.append(String.format(Locale.ROOT, " of %,d", total));
        }
        line.append(String.format(Locale.ROOT, " records, %,.0f/s", progress.recordsPerSecond()));
        Duration left = progress.timeLeft();
        if (progress.finished()) {
            line.append(", done");
        } else if (left != null) {
            line.append(", ").append(words(left)).append(" left");
        }
        return line.toString();
    }

    private static String words(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
