package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    Set<UUID> batches() {
        Set<UUID> batches = new LinkedHashSet<>();
        requests.forEach(request -> batches.add(request.batch()));
        return batches;
    }

    /** The intents of those requests that belong to a batch. */
    List<Intent> of(UUID batch) {
        return requests.stream()
                .filter(request -> request.batch().equals(batch))
                .map(Request::intent)
                .toList();
    }

    /** The same, of which the history has been told. */
    OpenAttempt told() {
        return new OpenAttempt(List.of(), intent, sent);
    }

    boolean isTold() {
        return requests.isEmpty();
    }

    /** Its creates; null if there are none. */
    @Nullable
    OpenAttempt creates() {
        List<Request> creates = requests.stream()
                .filter(request -> request.intent().operation() == Operation.CREATE)
                .toList();
        return creates.isEmpty()
                ? null
                : new OpenAttempt(creates, creates.get(0).intent(), List.of());
    }

    /** Its latest request alone. */
    OpenAttempt last() {
        return new OpenAttempt(List.of(latest()), latest().intent(), sent);
    }

    /**
     * Its updates that a record in some version may show; null if there are none. What was sent for that very version has not
     * arrived, and of what was sent for no version nothing can be told.
     */
    @Nullable
    OpenAttempt updates(@Nullable String version) {
        List<Request> updates = requests.stream()
                .filter(request -> request.intent().operation() != Operation.CREATE
                        && request.intent().expectedVersion() != null
                        && !request.intent().expectedVersion().equals(version))
                .toList();
        if (updates.isEmpty()) {
            return null;
        }
        boolean latest = updates.get(updates.size() - 1).equals(latest());
        return new OpenAttempt(updates, intent, latest ? sent : List.of());
    }

    /** Whether the service refused the latest request: because of another version, perhaps from an earlier copy. */
    boolean refused() {
        return !isTold() && latest().intent().refused();
    }

    /** What its requests sent. */
    Set<Long> traces() {
        Set<Long> traces = new HashSet<>();
        requests.forEach(request -> traces.addAll(request.intent().sent()));
        return traces;
    }

    private Request latest() {
        return requests.get(requests.size() - 1);
    }

    /** The latest request as the history is told of it. */
    Arrived told(List<FieldChange> changes, boolean certain) {
        return new Arrived(latest().batch(), latest().intent(), changes, certain);
    }

    /** What all but the latest request may have written, those left out that the service refused. */
    List<Arrived> earlier() {
        return requests.stream()
                .limit(Math.max(0, requests.size() - 1))
                .filter(request -> !request.intent().refused())
                .map(request -> new Arrived(request.batch(), request.intent(), List.of(), false))
                .toList();
    }

    /** What all requests may have written, {@code changes} the latest. */
    List<Arrived> perhaps(List<FieldChange> changes) {
        List<Arrived> all = new ArrayList<>(earlier());
        if (!isTold() && !refused()) {
            all.add(told(changes, false));
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
