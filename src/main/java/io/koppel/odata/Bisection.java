package io.koppel.odata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the refused ones among items that are delivered in groups, each of which is applied whole or not at all: a refused group
 * is divided until each refused item stands alone (promises.md P7). A plain decision over values; sending is the caller's.
 *
 * <p>All groups that are open go into one call, so there are as many calls as levels, however many items are refused. A group is
 * divided into as many parts as each part then holds: five hundred become 22 parts of 23, 23 become 5 parts of 5, and a few are
 * sent one by one. That is nearly as few groups as halving makes, in a third of the calls.
 */
final class Bisection {
    /** So many are sent one by one at once. */
    private static final int FEW = 8;
    /** Without the items that a refusal named, so many go together once more. */
    private static final int STAYS_TOGETHER = 32;

    private Bisection() {}

    /** What became of one group. */
    sealed interface Outcome<R> {
        /** All applied; one result per item, in order. */
        record Applied<R>(List<R> results) implements Outcome<R> {}

        /** Nothing applied, because of one or some of the items. */
        record Refused<R>(R result) implements Outcome<R> {}

        /** The same for all items, whatever they are: rights, throttling, or a lost answer. */
        record Same<R>(R result) implements Outcome<R> {}
    }

    /** One call that carries several groups; never called with an empty list or an empty group. */
    @FunctionalInterface
    interface Call<T, R> {
        /** One outcome per group, in order. */
        List<Outcome<R>> send(List<List<T>> groups);
    }

    /**
     * Which items of a group its refusal is about, as places in it; empty if it does not tell. A hint only: an item that is
     * named goes alone and gets its own answer.
     */
    @FunctionalInterface
    interface Naming<T, R> {
        List<Integer> named(List<T> group, R refusal);
    }

    /**
     * A group on its way.
     *
     * @param rest what was left of a group without the items that its refusal named
     */
    private record Group(List<Integer> places, boolean rest) {}

    /**
     * Sends all items, dividing where needed.
     *
     * @param suspects places of items that go alone from the beginning
     * @param first items in a group at first
     * @return one result per item, in order
     */
    static <T, R> List<R> run(List<T> items, Set<Integer> suspects, int first, Call<T, R> call, Naming<T, R> naming) {
        List<@Nullable R> results = new ArrayList<>(Collections.nCopies(items.size(), (R) null));
        List<Integer> others = IntStream.range(0, items.size())
                .boxed()
                .filter(place -> !suspects.contains(place))
                .toList();
        List<Group> open = new ArrayList<>(blocks(others, Math.max(1, first)));
        for (Integer suspect : suspects) {
            open.add(new Group(List.of(suspect), false));
        }
        while (!open.isEmpty()) {
            List<List<T>> groups = open.stream()
                    .map(group -> group.places().stream().map(items::get).toList())
                    .toList();
            List<Outcome<R>> outcomes = call.send(groups);
            expect(groups.size(), outcomes.size());
            List<Group> next = new ArrayList<>();
            for (int at = 0; at < groups.size(); at++) {
                settle(open.get(at), groups.get(at), outcomes.get(at), naming, results, next);
            }
            open = next;
        }
        return results.stream().<R>map(Objects::requireNonNull).toList();
    }

    private static <T, R> void settle(
            Group group,
            List<T> items,
            Outcome<R> outcome,
            Naming<T, R> naming,
            List<@Nullable R> results,
            List<Group> next) {
        List<Integer> places = group.places();
        if (outcome instanceof Outcome.Applied<R> applied) {
            expect(places.size(), applied.results().size());
            for (int at = 0; at < places.size(); at++) {
                results.set(places.get(at), applied.results().get(at));
            }
        } else if (outcome instanceof Outcome.Same<R> same) {
            places.forEach(place -> results.set(place, same.result()));
        } else if (outcome instanceof Outcome.Refused<R> refused) {
            if (places.size() == 1) {
                results.set(places.get(0), refused.result());
            } else {
                divide(group, naming.named(items, refused.result()), next);
            }
        }
    }

    private static void divide(Group group, List<Integer> named, List<Group> next) {
        Set<Integer> alone = new HashSet<>();
        for (int place : named) {
            alone.add(group.places().get(place));
        }
        List<Integer> rest = new ArrayList<>(group.places().size());
        for (Integer place : group.places()) {
            if (alone.contains(place)) {
                next.add(new Group(List.of(place), false));
            } else {
                rest.add(place);
            }
        }
        // A rest that is refused again holds more bad ones, and to name them one a call could take a call for each.
        // Several with one cause are most likely all that is wrong with the group.
        boolean oneCause = alone.size() > 1 || rest.size() <= STAYS_TOGETHER;
        if (!alone.isEmpty() && !group.rest() && !rest.isEmpty() && oneCause) {
            next.add(new Group(rest, true));
        } else {
            next.addAll(blocks(rest, rest.size() <= FEW ? 1 : (int) Math.ceil(Math.sqrt(rest.size()))));
        }
    }

    private static List<Group> blocks(List<Integer> places, int size) {
        return Blocks.of(places, size).stream()
                .map(block -> new Group(block, false))
                .toList();
    }

    private static void expect(int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException("expected " + expected + " results, found " + found);
        }
    }
}
