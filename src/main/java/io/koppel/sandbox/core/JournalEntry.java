package io.koppel.sandbox.core;

import java.util.List;
import java.util.UUID;

/**
 * One applied change, before it has its place in the journal.
 *
 * @param entitySet the set a client would read the row from
 * @param operation create, update, delete, or the name of an action
 * @param direct false for what a service did by itself as a consequence
 */
public record JournalEntry(
        Side service,
        String entitySet,
        UUID id,
        String operation,
        String caller,
        String requestId,
        boolean direct,
        List<RowDraft.Change> changes) {}
