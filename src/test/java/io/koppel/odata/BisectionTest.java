package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.odata.Bisection.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BisectionTest {
    /** A service that takes groups whole or not at all, and keeps account of it. */
    private static final class Service implements Bisection.Call<Integer, String> {
        final Set<Integer> poison;
        final List<Integer> applied = new ArrayList<>();
        final List<List<Integer>> calls = new ArrayList<>();

        Service(Set<Integer> poison) {
            this.poison = poison;
        }

        @Override
        public List<Outcome<String>> send(List<List<Integer>> groups) {
            assertThat(groups).isNotEmpty().allSatisfy(group -> assertThat(group)
                    .isNotEmpty());
            calls.add(groups.stream().map(List::size).toList());
            return groups.stream().map(this::one).toList();
        }

        private Outcome<String> one(List<Integer> group) {
            if (group.stream().anyMatch(poison::contains)) {
                return new Outcome.Refused<>("refused");
            }
            applied.addAll(group);
            return new Outcome.Applied<>(
                    group.stream().map(item -> "applied " + item).toList());
        }

        int groups() {
            return calls.stream().mapToInt(List::size).sum();
        }
    }

    private static List<Integer> items(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Suspects, rightly or not. */
    private static Set<Integer> everySeventh(List<Integer> items) {
        return items.stream().filter(item -> item % 7 == 3).collect(java.util.stream.Collectors.toSet());
    }

    private static List<Integer> nobody(List<Integer> group, String refusal) {
        return List.of();
    }

    /** Names any, right or wrong: it must only ever be a hint. */
    @Property
    void eachItemGetsItsOwnResultAndGoodOnesAreAppliedExactlyOnce(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> kinds,
            @ForAll @IntRange(min = 1, max = 250) int first,
            @ForAll @IntRange(min = 0, max = 3) int namesOneIn) {
        List<Integer> items = items(kinds.size());
        Set<Integer> poison = new HashSet<>();
        for (int at = 0; at < kinds.size(); at++) {
            if (kinds.get(at) == 0) {
                poison.add(at);
            }
        }
        Service service = new Service(poison);

        List<String> results = Bisection.run(
                items, everySeventh(items), first, service, (group, refusal) -> IntStream.range(0, group.size())
                        .filter(place -> namesOneIn > 0 && group.get(place) % namesOneIn == 0)
                        .boxed()
                        .toList());

        assertThat(results).hasSize(items.size());
        for (int item : items) {
            assertThat(results.get(item)).isEqualTo(poison.contains(item) ? "refused" : "applied " + item);
        }
        assertThat(service.applied)
                .doesNotHaveDuplicates()
                .noneMatch(poison::contains)
                .hasSize(items.size() - poison.size());
    }

    /** However many are refused, at most four calls: whole, parts, parts of parts, each for itself. */
    @Property
    void aFewCallsAreEnoughHoweverManyAreRefused(
            @ForAll @Size(max = 1000) List<@IntRange(min = 0, max = 20) Integer> kinds) {
        Set<Integer> poison = new HashSet<>();
        for (int at = 0; at < kinds.size(); at++) {
            if (kinds.get(at) == 0) {
                poison.add(at);
            }
        }
        Service service = new Service(poison);

        Bisection.run(items(kinds.size()), Set.of(), 1000, service, BisectionTest::nobody);

        assertThat(service.calls.size()).isLessThanOrEqualTo(4);
    }

    @Property
    void onePoisonedItemCostsFewGroups(
            @ForAll @IntRange(min = 1, max = 1000) int size, @ForAll @IntRange(min = 0, max = 999) int where) {
        Service service = new Service(Set.of(where % size));

        Bisection.run(items(size), Set.of(), size, service, BisectionTest::nobody);

        double parts = Math.ceil(Math.sqrt(size));
        assertThat(service.groups())
                .isLessThanOrEqualTo((int) (1 + Math.max(8, parts) + Math.max(8, Math.ceil(Math.sqrt(parts))) + 8));
    }

    @Test
    void fiveInFiveHundredCostFewerThanAHundredGroups() {
        Service service = new Service(Set.of(7, 107, 207, 307, 407));

        Bisection.run(items(500), Set.of(), 500, service, BisectionTest::nobody);

        assertThat(service.calls).hasSize(4);
        assertThat(service.groups()).isLessThan(100);
    }

    @Test
    void whoIsNamedGoesAloneAndTheOthersTogether() {
        Service service = new Service(Set.of(3));

        List<String> results =
                Bisection.run(items(20), Set.of(), 20, service, (group, refusal) -> List.of(group.indexOf(3)));

        assertThat(results.get(3)).isEqualTo("refused");
        assertThat(service.calls).containsExactly(List.of(20), List.of(1, 19));
    }

    @Test
    void whereSeveralAreNamedForOneCauseTheOthersStayTogetherHoweverMany() {
        Set<Integer> poison = Set.of(7, 107, 207, 307, 407);
        Service service = new Service(poison);

        List<String> results =
                Bisection.run(items(500), Set.of(), 500, service, (group, refusal) -> IntStream.range(0, group.size())
                        .filter(place -> poison.contains(group.get(place)))
                        .boxed()
                        .toList());

        assertThat(service.calls).containsExactly(List.of(500), List.of(1, 1, 1, 1, 1, 495));
        assertThat(results.stream().filter("refused"::equals)).hasSize(5);
    }

    /** A text that names one bad one a time must not take a call for each. */
    @Test
    void aRestThatIsRefusedAgainIsDivided() {
        Set<Integer> poison = Set.of(1, 4, 7, 10, 13, 16, 19);
        Service service = new Service(poison);

        Bisection.run(items(20), Set.of(), 20, service, (group, refusal) -> IntStream.range(0, group.size())
                .filter(place -> poison.contains(group.get(place)))
                .limit(1)
                .boxed()
                .toList());

        assertThat(service.calls.size()).isLessThanOrEqualTo(5);
        assertThat(service.applied).hasSize(13);
    }

    @Test
    void itStartsWithGroupsOfTheSizeAskedFor() {
        Service service = new Service(Set.of(25));

        Bisection.run(items(60), Set.of(), 20, service, BisectionTest::nobody);

        assertThat(service.calls.get(0)).containsExactly(20, 20, 20);
        assertThat(service.calls.get(1)).containsExactly(5, 5, 5, 5);
        assertThat(service.calls.get(2)).containsExactly(1, 1, 1, 1, 1);
        assertThat(service.calls).hasSize(3);
    }

    @Test
    void whatConcernsAllIsNotDivided() {
        List<Integer> calls = new ArrayList<>();

        List<String> results = Bisection.run(
                items(4),
                Set.of(),
                4,
                groups -> {
                    calls.add(groups.size());
                    return List.of(new Outcome.Same<>("unknown"));
                },
                BisectionTest::nobody);

        assertThat(results).containsExactly("unknown", "unknown", "unknown", "unknown");
        assertThat(calls).containsExactly(1);
    }

    /** One lost answer, one refusal, one success in the same call: each group is settled for itself. */
    @Test
    void groupsOfOneCallAreSettledEachForItself() {
        List<String> results = Bisection.run(
                items(6),
                Set.of(),
                2,
                groups -> groups.stream()
                        .<Outcome<String>>map(group -> switch (group.get(0)) {
                            case 0 -> new Outcome.Same<>("unknown");
                            case 2, 3 -> new Outcome.Refused<>("refused");
                            default ->
                                new Outcome.Applied<>(
                                        group.stream().map(item -> "applied").toList());
                        })
                        .toList(),
                BisectionTest::nobody);

        assertThat(results).containsExactly("unknown", "unknown", "refused", "refused", "applied", "applied");
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
