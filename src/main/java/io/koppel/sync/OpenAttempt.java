package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An attempt whose outcome nobody knows: its answer was lost, or the process died.
 *
 * @param batches the batches it belonged to, the latest last; each was sent under its id as request id; none once the history
 *     has been told of it
 * @param sent the fields that were sent, empty if that process is dead
 */
record OpenAttempt(List<UUID> batches, Intent intent, List<Change> sent) {
    UUID batch() {
        return batches.get(batches.size() - 1);
    }

    /** The same, of which the history has been told. */
    OpenAttempt told() {
        return new OpenAttempt(List.of(), intent, sent);
    }

    /** Whether the service said that the record has another version: perhaps because an earlier copy had arrived. */
    boolean refused() {
        return intent.refused();
    }

    boolean isTold() {
        return batches.isEmpty();
    }

    /** What may have been written by all but the latest batch. */
    List<Arrived> earlier() {
        return batches.stream()
                .limit(Math.max(0, batches.size() - 1))
                .map(batch -> new Arrived(batch, intent, List.of(), false))
                .toList();
    }

    /** What all of them may have written, {@code changes} by the latest: that one nothing if the service refused it. */
    List<Arrived> perhaps(List<FieldChange> changes) {
        List<Arrived> all = new ArrayList<>(earlier());
        if (!isTold() && !refused()) {
            all.add(new Arrived(batch(), intent, changes, false));
        }
        return all;
    }

    /** This attempt, made after another one at the same record: one of them may have arrived, judged by the first version. */
    OpenAttempt after(OpenAttempt earlier) {
        Intent first = earlier.intent();
        List<UUID> all = new ArrayList<>(earlier.batches());
        all.addAll(batches);
        Set<Long> traces = new HashSet<>(first.sent());
        traces.addAll(intent.sent());
        return new OpenAttempt(
                all,
                new Intent(
                        intent.businessCentralId(),
                        intent.dataverseId(),
                        intent.operation(),
                        first.expectedVersion() == null ? intent.expectedVersion() : first.expectedVersion(),
                        traces,
                        intent.refused()),
                sent);
    }
}
