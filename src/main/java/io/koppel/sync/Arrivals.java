package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.Intents.Operation;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldSnapshot;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an update that nobody heard the answer of has arrived: then the history owes it a row (promises.md P12).
 * It has if the target has another version than it was sent for, and either Koppel's own user changed it last or fields that
 * the source changed are now alike on both sides.
 */
final class Arrivals {
    private Arrivals() {}

    /** Notes an open attempt, if it arrived; {@code item.changes()} are the fields that still differ. */
    static void note(Pass pass, Item item, Row target) {
        OpenAttempt attempt = item.pairing().openAttempt();
        Coupling coupling = item.coupling();
        if (attempt == null || coupling == null || attempt.intent().operation() == Operation.CREATE) {
            return;
        }
        item.pairing().openAttempt(null);
        String expected = attempt.intent().expectedVersion();
        if (expected == null || expected.equals(target.etag())) {
            return;
        }
        boolean own = own(pass, target);
        List<FieldChange> changes = attempt.sent().isEmpty()
                ? moved(pass, item, coupling.base(), target, own, attempt)
                : sent(pass, item, attempt.sent(), own && !attempt.refused());
        boolean all = changes.size() == attempt.sent().size() && item.changes().isEmpty();
        if (attempt.refused() ? all && !changes.isEmpty() : own || !changes.isEmpty()) {
            item.pairing()
                    .arrived()
                    .add(new Arrived(attempt.batch(), attempt.intent().operation(), changes));
        }
    }

    private static List<FieldChange> sent(Pass pass, Item item, List<Change> sent, boolean own) {
        Set<FieldMapping> differing = new HashSet<>();
        item.changes().forEach(change -> differing.add(change.field()));
        List<FieldChange> changes = new ArrayList<>();
        for (Change change : sent) {
            if (own || !differing.contains(change.field())) {
                String name = change.field().on(pass.target());
                changes.add(new FieldChange(name == null ? change.property() : name, change.before(), change.after()));
            }
        }
        return changes;
    }

    static boolean own(Pass pass, Row target) {
        String modifier = pass.runtime().records().modifierColumn(pass.target());
        return modifier != null && pass.ownUser() != null && pass.ownUser().equals(target.get(modifier));
    }

    /** Fields of the target that moved since both sides last agreed and that the source had changed. */
    private static List<FieldChange> moved(
            Pass pass, Item item, @Nullable BaseSnapshot base, Row target, boolean own, OpenAttempt attempt) {
        FieldSnapshot snapshot = pass.runtime().snapshot();
        Set<FieldMapping> differing = new HashSet<>();
        for (Change change : item.changes()) {
            differing.add(change.field());
        }
        @Nullable Object[] here = snapshot.values(pass.source(), item.source().values());
        @Nullable Object[] there = snapshot.values(pass.target(), target.values());
        List<FieldChange> changes = new ArrayList<>();
        for (int i = 0; i < there.length; i++) {
            FieldMapping field = snapshot.fields().get(i);
            String name = field.on(pass.target());
            // Without a base nothing tells what moved, so only Koppel's own hand is proof.
            boolean sent = name != null
                    && field.direction().includes(pass.direction())
                    && (own || (base != null && !differing.contains(field)));
            Object before = base == null ? null : base.values(pass.target())[i];
            boolean moved = base == null
                    ? there[i] != null
                    : !snapshot.sameValue(before, there[i])
                            && !snapshot.sameValue(base.values(pass.source())[i], here[i]);
            boolean traced = name != null
                    && Traces.shows(pass, attempt, field, target)
                    && (base == null || !snapshot.sameValue(before, there[i]));
            if (traced || (sent && moved)) {
                changes.add(new FieldChange(String.valueOf(name), before, there[i]));
            }
        }
        return changes;
    }
}
