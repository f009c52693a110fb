package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BisectionTest {
    @Property
    void eachItemGetsItsOwnResultAndGoodOnesAreAppliedExactlyOnce(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> kinds) {
        List<Integer> items = new ArrayList<>();
        Set<Integer> poison = new HashSet<>();
        for (int at = 0; at < kinds.size(); at++) {
            items.add(at);
            if (kinds.get(at) == 0) {
                poison.add(at);
            }
        }
        List<Integer> applied = new ArrayList<>();

        List<String> results = Bisection.run(items, some -> {
            if (some.stream().anyMatch(poison::contains)) {
                return new Bisection.Outcome.Refused<>("refused");
            }
            applied.addAll(some);
            return new Bisection.Outcome.Applied<>(
                    some.stream().map(item -> "applied " + item).toList());
        });

        assertThat(results).hasSize(items.size());
        for (int item : items) {
            assertThat(results.get(item)).isEqualTo(poison.contains(item) ? "refused" : "applied " + item);
        }
        assertThat(applied).doesNotHaveDuplicates().noneMatch(poison::contains).hasSize(items.size() - poison.size());
    }

    @Property
    void onePoisonedItemCostsOnlyALogarithm(
            @ForAll @IntRange(min = 1, max = 1000) int size, @ForAll @IntRange(min = 0, max = 999) int where) {
        int poison = where % size;
        List<Integer> calls = new ArrayList<>();
        List<Integer> items = java.util.stream.IntStream.range(0, size).boxed().toList();

        Bisection.run(items, some -> {
            calls.add(some.size());
            return some.contains(poison)
                    ? new Bisection.Outcome.Refused<>("refused")
                    : new Bisection.Outcome.Applied<>(
                            some.stream().map(String::valueOf).toList());
        });

        int levels = 32 - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
        assertThat(calls.size()).isLessThanOrEqualTo(1 + 2 * levels);
    }

    @Test
    void aFewAreSentOneByOneWhereACallTakesThemSo() {
        List<Integer> items = java.util.stream.IntStream.range(0, 500).boxed().toList();
        Set<Integer> poison = Set.of(7, 107, 207, 307, 407);
        List<Integer> calls = new ArrayList<>();
        List<Integer> single = new ArrayList<>();

        List<String> results = Bisection.run(
                items,
                some -> {
                    calls.add(some.size());
                    return some.stream().anyMatch(poison::contains)
                            ? new Bisection.Outcome.Refused<>("refused")
                            : new Bisection.Outcome.Applied<>(
                                    some.stream().map(item -> "applied").toList());
                },
                few -> {
                    single.add(few.size());
                    return few.stream()
                            .map(item -> poison.contains(item) ? "refused" : "applied")
                            .toList();
                });

        for (int item : items) {
            assertThat(results.get(item)).isEqualTo(poison.contains(item) ? "refused" : "applied");
        }
        assertThat(single).hasSize(5).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(8));
        assertThat(calls.size()).isLessThanOrEqualTo(45);
    }

    @Test
    void whatConcernsAllIsNotDivided() {
        List<Integer> calls = new ArrayList<>();

        List<String> results = Bisection.run(List.of(1, 2, 3, 4), some -> {
            calls.add(some.size());
            return new Bisection.Outcome.Same<>("unknown");
        });

        assertThat(results).containsExactly("unknown", "unknown", "unknown", "unknown");
        assertThat(calls).containsExactly(4);
    }

    @Property
    void blocksKeepOrderAndSize(
            @ForAll @Size(max = 300) List<Integer> items, @ForAll @IntRange(min = 1, max = 120) int size) {
        List<List<Integer>> blocks = Blocks.of(items, size);

        assertThat(blocks.stream().flatMap(List::stream).toList()).isEqualTo(items);
        assertThat(blocks).allSatisfy(block -> assertThat(block).isNotEmpty().hasSizeLessThanOrEqualTo(size));
        assertThat(blocks).hasSize((items.size() + size - 1) / size);
    }
}
