package io.koppel.odata;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how many rows were refused lately, and says how large the next all-or-nothing messages should therefore be: whole
 * while nothing is refused, and the smaller the more is refused, so that few good rows share a message with a bad one. Kept for
 * each set and kind of write, in memory only: forgetting costs one refused message.
 *
 * <p>Where a share p of the rows is bad and a refused group is divided twice (see {@link Bisection}), groups of about
 * p<sup>&minus;2/3</sup> cost the fewest messages: 22 rows at one in a hundred, 100 at one in a thousand.
 */
final class RefusalRates {
    /** After so many rows, what was before counts half. */
    private static final double MEMORY = 500;
    /** Good rows that stand for what is not known yet, so that one refused row alone does not split a large message up. */
    private static final double GOOD_FAITH = 200;

    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    private record Rate(double refused, double rows) {
        Rate and(int moreRefused, int moreRows) {
            double kept = Math.pow(0.5, moreRows / MEMORY);
            return new Rate(refused * kept + moreRefused, rows * kept + moreRows);
        }

        double share() {
            return refused / (rows + GOOD_FAITH);
        }
    }

    /** How many of so many rows should go into one message. */
    int groupSize(String kind, int rows) {
        Rate rate = rates.get(kind);
        if (rate == null || rate.refused() <= 0) {
            return rows;
        }
        double best = Math.pow(rate.share(), -2.0 / 3);
        // Two halves cost more than they save.
        return best * 2 > rows ? rows : Math.max(1, (int) Math.round(best));
    }

    /** So many rows were answered, and so many of them refused. */
    void note(String kind, int rows, int refused) {
        if (rows > 0) {
            rates.compute(kind, (same, before) -> (before == null ? new Rate(0, 0) : before).and(refused, rows));
        }
    }
}
