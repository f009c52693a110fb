package io.koppel.operate.console;

import io.koppel.journal.JobLog;
import io.koppel.mapping.Direction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of 24 hours as bars, ready to be drawn: places and sizes in units of the drawing.
 *
 * @param total what all bars together stand for
 * @param most what the tallest pile stands for
 * @param says the same in words, for those who do not see it
 */
record Chart(
        String title, int width, int height, List<Bar> bars, List<Mark> marks, long total, long most, String says) {
    private static final int HOURS = 24;
    private static final int STEP = 20;
    private static final int BAR = 14;
    private static final int HEIGHT = 90;
    private static final long MILLISECONDS = 3_600_000;

    /** @param kind class for its colour @param says shown when it is pointed at */
    record Bar(int x, double y, int width, double height, String kind, String says) {}

    /** An hour below the bars. */
    record Mark(int x, String text) {}

    /** Records written, by the side they were written to. */
    static Chart written(List<JobLog.Hour> hours, Instant now) {
        long first = now.toEpochMilli() / MILLISECONDS - HOURS + 1;
        long[] to = new long[HOURS];
        long[] from = new long[HOURS];
        for (JobLog.Hour hour : hours) {
            int place = (int) (hour.hour() - first);
            if (place >= 0 && place < HOURS) {
                (hour.direction().equals(Direction.TO_DATAVERSE.key()) ? to : from)[place] += hour.written();
            }
        }
        return of(
                "Records written", "to Dataverse", to, "to-dataverse", "from Dataverse", from, "from-dataverse", first);
    }

    /** Attempts that failed. */
    static Chart failed(List<JobLog.Hour> hours, Instant now) {
        long first = now.toEpochMilli() / MILLISECONDS - HOURS + 1;
        long[] failed = new long[HOURS];
        for (JobLog.Hour hour : hours) {
            int place = (int) (hour.hour() - first);
            if (place >= 0 && place < HOURS) {
                failed[place] += hour.failed();
            }
        }
        return of("Records failed", "failed", failed, "failed", "", new long[HOURS], "", first);
    }

    private static Chart of(
            String title,
            String lowerName,
            long[] lower,
            String lowerKind,
            String upperName,
            long[] upper,
            String upperKind,
            long first) {
        long most = 0;
        long total = 0;
        for (int i = 0; i < HOURS; i++) {
            most = Math.max(most, lower[i] + upper[i]);
            total += lower[i] + upper[i];
        }
        List<Bar> bars = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            int hour = Instant.ofEpochMilli((first + i) * MILLISECONDS)
                    .atOffset(ZoneOffset.UTC)
                    .getHour();
            int x = i * STEP + (STEP - BAR) / 2;
            double below = height(lower[i], most);
            add(bars, x, 0, below, lowerKind, lower[i] + " " + lowerName + ", " + hour + ":00 UTC");
            add(
                    bars,
                    x,
                    below,
                    height(upper[i], most),
                    upperKind,
                    upper[i] + " " + upperName + ", " + hour + ":00 UTC");
            if (hour % 6 == 0) {
                marks.add(new Mark(i * STEP + STEP / 2, String.format("%02d:00", hour)));
            }
        }
        String says = title + " in the last 24 hours: " + total + ", at most " + most + " in an hour";
        return new Chart(title, HOURS * STEP, HEIGHT, bars, marks, total, most, says);
    }

    private static double height(long value, long most) {
        return most == 0 ? 0 : (double) value * HEIGHT / most;
    }

    private static void add(List<Bar> bars, int x, double from, double height, String kind, String says) {
        if (height > 0) {
            double tall = Math.max(height, 1.5);
            bars.add(new Bar(x, round(HEIGHT - from - tall), BAR, round(tall), kind, says));
        }
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
