package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An attempt whose outcome nobody knows: its answer was lost, or the process died. Several made one after the other at the same
 * record are one attempt of several requests.
 *
 * @param requests the latest last; none once the history has been told of them
 * @param intent what is judged by: the version that the first request was sent for, and the traces of all
 * @param sent the fields that were sent, empty if that process is dead
 */
record OpenAttempt(List<Request> requests, Intent intent, List<Change> sent) {
    /** One request of an attempt, sent under the id of its batch. */
    record Request(UUID batch, Intent intent) {}

    OpenAttempt(UUID batch, Intent intent, List<Change> sent) {
        this(List.of(new Request(batch, intent)), intent, sent);
    }

    List<UUID> batches() {
        return requests.stream().map(Request::batch).toList();
    }

    /** The same, of which the history has been told. */
    OpenAttempt told() {
        return new OpenAttempt(List.of(), intent, sent);
    }

    boolean isTold() {
        return requests.isEmpty();
    }

    /** Whether the service said that the record has another version: perhaps because an earlier copy had arrived. */
    boolean refused() {
        return intent.refused();
    }

    /** What the updates among them sent: what a create sent, the record shows because of it. */
    Set<Long> tracesOfUpdates() {
        Set<Long> traces = new HashSet<>();
        for (Request request : requests) {
            if (request.intent().operation() != Operation.CREATE) {
                traces.addAll(request.intent().sent());
            }
        }
        return traces;
    }

    /** The latest request, which has arrived. */
    Arrived arrived(List<FieldChange> changes, boolean certain) {
        Request latest = requests.get(requests.size() - 1);
        return new Arrived(latest.batch(), latest.intent(), changes, certain);
    }

    /**
     * What all but the latest request may have written.
     *
     * @param there whether the record is there: then its create is told of when it is adopted
     */
    List<Arrived> earlier(boolean there) {
        return requests.stream()
                .limit(Math.max(0, requests.size() - 1))
                .filter(request -> !there || request.intent().operation() != Operation.CREATE)
                .map(request -> new Arrived(request.batch(), request.intent(), List.of(), false))
                .toList();
    }

    /** What all requests may have written, {@code changes} the latest: that one nothing if the service refused it. */
    List<Arrived> perhaps(boolean there, List<FieldChange> changes) {
        List<Arrived> all = new ArrayList<>(earlier(there));
        if (!isTold() && !refused()) {
            all.add(arrived(changes, false));
        }
        return all;
    }

    /** This attempt, made after another one at the same record: one of them may have arrived, judged by the first version. */
    OpenAttempt after(OpenAttempt before) {
        Intent first = before.intent();
        List<Request> all = new ArrayList<>(before.requests());
        all.addAll(requests);
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
