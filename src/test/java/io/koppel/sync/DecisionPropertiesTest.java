package io.koppel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Conflicts;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.Transferred.Change;
import io.koppel.mapping.file.MappingFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every decision, every merge and every order of confirmations. */
class DecisionPropertiesTest {
    private static final FieldMapping FIELD = MappingFiles.parse(
                    "test.yaml",
                    """
                    - tableMapping:
                        id: CUSTOMER
                        businessCentral: {entitySet: customers}
                        dataverse: {entitySet: accounts}
                        direction: bidirectional
                        fields: [{businessCentral: displayName, dataverse: name}]
                    """,
                    Ownership.PERSON)
            .orThrow()
            .mappings()
            .get(0)
            .fields()
            .get(0);

    /** There are few enough facts to try them all. */
    @Example
    void theDecisionTableIsTotalAndDeterministic() {
        int tried = 0;
        for (int bits = 0; bits < 1 << 9; bits++) {
            for (Facts.Target target : Facts.Target.values()) {
                for (Conflicts.Deletion deletion : Conflicts.Deletion.values()) {
                    Facts facts = new Facts(
                            bit(bits, 0),
                            bit(bits, 1),
                            bit(bits, 2),
                            bit(bits, 3),
                            bit(bits, 4),
                            bit(bits, 5),
                            bit(bits, 6),
                            target,
                            bit(bits, 7),
                            bit(bits, 8),
                            (tried & 1) == 0,
                            deletion);
                    Decision decision = Decider.decide(facts);
                    assertThat(decision).as(facts.toString()).isNotNull().isEqualTo(Decider.decide(facts));
                    consistent(facts, decision);
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(512 * 3 * 3);
    }

    private static boolean bit(int bits, int place) {
        return (bits >> place & 1) == 1;
    }

    private static void consistent(Facts facts, Decision decision) {
        boolean writes = decision instanceof Decision.Insert || decision instanceof Decision.Modify;
        if (facts.coupled() && facts.skipped()) {
            assertThat(decision)
                    .as(facts.toString())
                    .isInstanceOf(facts.seenBefore() ? Decision.SeenAgain.class : Decision.Skipped.class);
        }
        if (!facts.coupled()) {
            assertThat(decision instanceof Decision.Insert).as(facts.toString()).isEqualTo(facts.creates());
        }
        if (decision instanceof Decision.Modify) {
            assertThat(facts.target()).as(facts.toString()).isEqualTo(Facts.Target.PRESENT);
        }
        if (decision instanceof Decision.NeedsTarget) {
            assertThat(facts.target()).as(facts.toString()).isEqualTo(Facts.Target.NOT_READ);
        }
        boolean nothingNew = facts.coupled()
                && facts.sameVersion()
                && !facts.pending()
                && !facts.forced()
                && !facts.recheck()
                && !facts.failedBefore();
        if (nothingNew) {
            assertThat(writes).as("echo written: " + facts).isFalse();
        }
    }

    /** One differing field, and what each side did to it since the base. */
    record Case(boolean bidirectional, boolean sourceChanged, boolean targetChanged) {}

    @Provide
    Arbitrary<List<Case>> cases() {
        Arbitrary<Boolean> any = Arbitraries.of(true, false);
        return Combinators.combine(any, any, any).as(Case::new).list().ofMaxSize(12);
    }

    private static Merge merge(
            List<Case> cases, boolean twoWay, boolean forced, Conflicts.Update strategy, boolean toDataverse) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            changes.add(new Change(
                    FIELD, "field" + i, "before" + i, "after" + i, cases.get(i).bidirectional()));
        }
        return Merge.of(
                changes,
                change -> cases.get(changes.indexOf(change)).sourceChanged(),
                change -> cases.get(changes.indexOf(change)).targetChanged(),
                twoWay,
                forced,
                strategy,
                toDataverse);
    }

    @Property
    void noDifferingFieldIsLostOrCountedTwice(
            @ForAll("cases") List<Case> cases,
            @ForAll boolean twoWay,
            @ForAll boolean forced,
            @ForAll Conflicts.Update strategy,
            @ForAll boolean toDataverse) {
        Merge merge = merge(cases, twoWay, forced, strategy, toDataverse);
        List<Change> all = new ArrayList<>(merge.kept());
        all.addAll(merge.heldBack());
        all.addAll(merge.conflicts());
        all.addAll(merge.lost());

        assertThat(all).extracting(Change::property).doesNotHaveDuplicates().hasSize(cases.size());
    }

    @Property
    void aForcedMergeKeepsEverything(
            @ForAll("cases") List<Case> cases,
            @ForAll boolean twoWay,
            @ForAll Conflicts.Update strategy,
            @ForAll boolean toDataverse) {
        assertThat(merge(cases, twoWay, true, strategy, toDataverse).kept()).hasSize(cases.size());
    }

    @Property
    void aOneWayMappingNeverConflicts(
            @ForAll("cases") List<Case> cases, @ForAll Conflicts.Update strategy, @ForAll boolean toDataverse) {
        assertThat(merge(cases, false, false, strategy, toDataverse).kept()).hasSize(cases.size());
    }

    @Property
    void onlyFieldsThatBothSidesMayChangeAndDidChangeConflict(
            @ForAll("cases") List<Case> cases, @ForAll boolean toDataverse) {
        Merge merge = merge(cases, true, false, Conflicts.Update.NONE, toDataverse);
        long both = cases.stream()
                .filter(one -> one.bidirectional() && one.sourceChanged() && one.targetChanged())
                .count();

        assertThat(merge.conflicts()).hasSize((int) both);
        assertThat(merge.lost()).isEmpty();
    }

    @Property
    void aStrategyLetsExactlyOneSideWin(@ForAll("cases") List<Case> cases, @ForAll boolean toDataverse) {
        Merge send = merge(cases, true, false, Conflicts.Update.SEND_UPDATE, toDataverse);
        Merge get = merge(cases, true, false, Conflicts.Update.GET_UPDATE, toDataverse);

        assertThat(send.conflicts()).isEmpty();
        assertThat(get.conflicts()).isEmpty();
        assertThat(toDataverse ? send.lost() : get.lost()).isEmpty();
        assertThat((toDataverse ? get : send).lost().size())
                .isEqualTo(merge(cases, true, false, Conflicts.Update.NONE, toDataverse)
                        .conflicts()
                        .size());
    }

    /** In whatever order batches are confirmed, the watermark is the stamp below which all are, never later than the clock. */
    @Property
    void theWatermarkNeverPassesAnUnconfirmedBatch(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 50) Integer> steps,
            @ForAll long order,
            @ForAll @IntRange(min = 1, max = 1200) int ceiling) {
        WatermarkTracker tracker = new WatermarkTracker();
        tracker.clampTo(ceiling);
        List<Long> stamps = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        long stamp = 1;
        for (int step : steps) {
            stamp += step;
            stamps.add(stamp);
            sequences.add(tracker.register(stamp));
        }
        List<Integer> confirmations = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            confirmations.add(i);
        }
        java.util.Collections.shuffle(confirmations, new java.util.Random(order));
        Set<Integer> confirmed = new HashSet<>();
        long before = 0;
        for (int next : confirmations) {
            confirmed.add(next);
            OptionalLong moved = tracker.confirm(sequences.get(next));
            long expected = 0;
            for (int i = 0; i < stamps.size() && confirmed.contains(i); i++) {
                expected = Math.min(stamps.get(i), ceiling);
            }
            assertThat(tracker.reached()).isEqualTo(expected).isGreaterThanOrEqualTo(before);
            assertThat(moved).isEqualTo(expected > before ? OptionalLong.of(expected) : OptionalLong.empty());
            before = expected;
        }
        assertThat(tracker.reached()).isEqualTo(Math.min(stamp, ceiling));
        assertThat(tracker.confirm(sequences.get(0))).isEmpty();
    }
}
