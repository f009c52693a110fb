package io.koppel.odata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the refused ones in an all-or-nothing call: a refused group is divided until each refused one stands alone
 * (promises.md P7). A plain decision over values; sending is the caller's.
 *
 * <p>Into four parts, not two: as many calls, but each item is sent again half as often. A few are sent one by one where a call
 * takes them so, because a call for each level costs more than a result for each item.
 */
final class Bisection {
    private static final int PARTS = 4;
    private static final int FEW = 8;

    private Bisection() {}

    /** What one all-or-nothing call did. */
    sealed interface Outcome<R> {
        /** All applied; one result per item, in order. */
        record Applied<R>(List<R> results) implements Outcome<R> {}

        /** Nothing applied, because of one or some of the items. */
        record Refused<R>(R result) implements Outcome<R> {}

        /** The same for all items, whatever they are: rights, throttling, or a lost answer. */
        record Same<R>(R result) implements Outcome<R> {}
    }

    /**
     * Sends all items, dividing where needed.
     *
     * @param send one all-or-nothing call; never called with an empty list
     * @return one result per item, in order
     */
    static <T, R> List<R> run(List<T> items, Function<List<T>, Outcome<R>> send) {
        List<R> results = new ArrayList<>(items.size());
        divide(items, send, null, results);
        return results;
    }

    /**
     * The same where a few can be sent one by one in a call.
     *
     * @param each one call for several items, each applied or refused for itself; one result per item, in order
     */
    static <T, R> List<R> run(List<T> items, Function<List<T>, Outcome<R>> send, Function<List<T>, List<R>> each) {
        List<R> results = new ArrayList<>(items.size());
        divide(items, send, each, results);
        return results;
    }

    private static <T, R> void divide(
            List<T> items,
            Function<List<T>, Outcome<R>> send,
            @Nullable Function<List<T>, List<R>> each,
            List<R> results) {
        if (items.isEmpty()) {
            return;
        }
        Outcome<R> outcome = send.apply(items);
        if (outcome instanceof Outcome.Applied<R> applied) {
            if (applied.results().size() != items.size()) {
                throw new IllegalStateException("expected " + items.size() + " results, found "
                        + applied.results().size());
            }
            results.addAll(applied.results());
        } else if (outcome instanceof Outcome.Same<R> same) {
            results.addAll(Collections.nCopies(items.size(), same.result()));
        } else if (outcome instanceof Outcome.Refused<R> refused) {
            if (items.size() == 1) {
                results.add(refused.result());
                return;
            }
            if (each != null && items.size() <= FEW) {
                results.addAll(each.apply(items));
                return;
            }
            for (List<T> part : Blocks.of(items, (items.size() + PARTS - 1) / PARTS)) {
                divide(part, send, each, results);
            }
        }
    }
}
