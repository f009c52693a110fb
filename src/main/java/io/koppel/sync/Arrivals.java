package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.Versions;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldSnapshot;
import io.koppel.mapping.Side;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a write that nobody heard the answer of has arrived: then the history owes it a row (promises.md P12). An
 * update has if the target has another version than it was sent for and shows what was sent, or, while the process lives that
 * knows what that was, Koppel's own user changed it last. Where the version is another one for no such reason, or the record is not there, somebody has edited or deleted
 * it since, perhaps after the write had arrived: the history then tells of a write that may have been. A new record that is there
 * is told of when it is adopted, and its attempt stays open until then.
 */
final class Arrivals {
    private Arrivals() {}

    /**
     * Notes an open attempt that has arrived, or may have.
     *
     * @param target the record as it is now, null if it is not there; {@code item.changes()} are the fields that still differ
     */
    static void note(Pass pass, Item item, @Nullable Row target) {
        OpenAttempt attempt = item.pairing().openAttempt();
        Coupling coupling = item.coupling();
        if (attempt == null || coupling == null || attempt.isTold()) {
            return;
        }
        List<Arrived> arrived = item.pairing().arrived();
        if (target == null) {
            item.pairing().openAttempt(attempt.told());
            arrived.addAll(attempt.perhaps(all(pass, attempt)));
            return;
        }
        OpenAttempt creates = attempt.creates();
        item.pairing().openAttempt(creates == null ? null : creates.last());
        if (creates != null) {
            arrived.addAll(creates.earlier());
        }
        OpenAttempt updates = attempt.updates(target.etag());
        if (updates == null) {
            return;
        }
        // A record that Koppel created shows its hand until somebody else changes it.
        boolean own = own(pass, target) && !coupling.state().isPending() && !known(pass, coupling, target);
        List<FieldChange> changes = updates.sent().isEmpty()
                ? traced(pass, coupling.base(), target, updates)
                : sent(pass, item, updates.sent(), own && !updates.refused());
        if (updates.refused()) {
            // It has another version, perhaps from an earlier copy of the same request: then it shows what was sent.
            boolean whole =
                    changes.size() == updates.sent().size() && item.changes().isEmpty();
            boolean shows = !changes.isEmpty() && (updates.sent().isEmpty() || whole);
            arrived.addAll(updates.earlier());
            if (own || shows) {
                arrived.add(updates.told(changes, false));
            }
        } else if (!changes.isEmpty()) {
            arrived.addAll(updates.earlier());
            arrived.add(updates.told(changes, true));
        } else {
            arrived.addAll(updates.perhaps(all(pass, updates)));
        }
    }

    private static List<FieldChange> all(Pass pass, OpenAttempt attempt) {
        return attempt.sent().stream().map(change -> asTold(pass, change)).toList();
    }

    private static FieldChange asTold(Pass pass, Change change) {
        String name = change.field().on(pass.target());
        return new FieldChange(name == null ? change.property() : name, change.before(), change.after());
    }

    /** Whether the version is that of a write that was heard of: then the open one came before it, or not at all. */
    private static boolean known(Pass pass, Coupling coupling, Row target) {
        Versions versions = coupling.versions();
        return pass.target() == Side.DATAVERSE
                ? versions.dataverseVersion() != 0
                        && versions.dataverseVersion() == Records.version(Side.DATAVERSE, target)
                : versions.businessCentralStamp() != 0
                        && versions.businessCentralStamp()
                                == pass.runtime().records().stamp(Side.BUSINESS_CENTRAL, target);
    }

    private static List<FieldChange> sent(Pass pass, Item item, List<Change> sent, boolean own) {
        Set<FieldMapping> differing = new HashSet<>();
        item.changes().forEach(change -> differing.add(change.field()));
        List<FieldChange> changes = new ArrayList<>();
        for (Change change : sent) {
            if (own || !differing.contains(change.field())) {
                changes.add(asTold(pass, change));
            }
        }
        return changes;
    }

    static boolean own(Pass pass, Row target) {
        String modifier = pass.runtime().records().modifierColumn(pass.target());
        return modifier != null && pass.ownUser() != null && pass.ownUser().equals(target.get(modifier));
    }

    /** Fields that show what a dead process had sent, and did not before. */
    private static List<FieldChange> traced(Pass pass, @Nullable BaseSnapshot base, Row target, OpenAttempt attempt) {
        FieldSnapshot snapshot = pass.runtime().snapshot();
        @Nullable Object[] there = snapshot.values(pass.target(), target.values());
        List<FieldChange> changes = new ArrayList<>();
        Set<Long> traces = attempt.traces();
        for (int i = 0; i < there.length; i++) {
            FieldMapping field = snapshot.fields().get(i);
            String name = field.on(pass.target());
            Object before = base == null ? null : base.values(pass.target())[i];
            boolean moved = base == null || !snapshot.sameValue(before, there[i]);
            if (name != null && moved && Traces.shows(pass, traces, field, target)) {
                changes.add(new FieldChange(name, before, there[i]));
            }
        }
        return changes;
    }
}
