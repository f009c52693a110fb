package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.coupling.OptionMapping;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a batch came to, collected before it is written. */
final class Outcome {
    final Map<UUID, Long> failedBefore;
    final List<Coupling> inserted = new ArrayList<>();
    final List<Coupling> updated = new ArrayList<>();
    final List<UUID> deleted = new ArrayList<>();
    final List<Uncoupler.Parting> partings = new ArrayList<>();
    final List<OptionMapping> options = new ArrayList<>();
    final List<History.Entry> history = new ArrayList<>();
    final List<HeldField> noLongerHeld = new ArrayList<>();
    final List<FollowUp> followUps = new ArrayList<>();
    final Map<UUID, Long> failed = new HashMap<>();
    final List<Item> skipped = new ArrayList<>();
    final ConfirmedLines lines = new ConfirmedLines();
    final Set<UUID> succeeded = new HashSet<>();
    long insertedCount;
    long modifiedCount;
    long unchangedCount;
    long skippedCount;
    long failedCount;
    long coupledCount;

    Outcome(Map<UUID, Long> failedBefore) {
        this.failedBefore = failedBefore;
    }

    Counters counters() {
        return new Counters(
                insertedCount, modifiedCount, 0, unchangedCount, skippedCount, failedCount, coupledCount, 0);
    }
}
