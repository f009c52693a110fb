package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An attempt whose outcome nobody knows: its answer was lost, or the process died.
 *
 * @param batches the batches it belonged to, the latest last; each was sent under its id as request id
 * @param sent the fields that were sent, empty if that process is dead
 * @param refused whether the service said that the record has another version: perhaps because an earlier copy of the same
 *     request had arrived
 */
record OpenAttempt(List<UUID> batches, Intent intent, List<Change> sent, boolean refused) {
    UUID batch() {
        return batches.get(batches.size() - 1);
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
                        traces),
                sent,
                refused);
    }
}
