package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JournalEntry;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the stand-in: in whose name it writes, and what has to wait until it is committed. Closing without
 * commit rolls back.
 */
final class WriteScope implements AutoCloseable {
    private final Transaction transaction;
    private final UUID user;
    private final @Nullable UUID onBehalfOf;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int records;

    /**
     * Writes as `user`.
     *
     * @param onBehalfOf the real caller under impersonation (dataverse-web-api.md §13), else null
     */
    WriteScope(Transaction transaction, UUID user, @Nullable UUID onBehalfOf) {
        this.transaction = transaction;
        this.user = user;
        this.onBehalfOf = onBehalfOf;
    }

    Transaction transaction() {
        return transaction;
    }

    UUID user() {
        return user;
    }

    @Nullable
    UUID onBehalfOf() {
        return onBehalfOf;
    }

    /** Rows written so far. */
    int records() {
        return records;
    }

    /** Notes a change for the journal. */
    void note(DataverseTable table, UUID id, String operation, boolean direct, List<RowDraft.Change> changes) {
        records++;
        transaction.note(new JournalEntry(
                Side.DATAVERSE,
                table.entitySet(),
                id,
                operation,
                transaction.author().caller().clientId(),
                transaction.author().requestId(),
                direct,
                changes));
    }

    /** Notes a change of something that is not a row. */
    void note(String set, UUID id, String operation, List<RowDraft.Change> changes) {
        transaction.note(new JournalEntry(
                Side.DATAVERSE,
                set,
                id,
                operation,
                transaction.author().caller().clientId(),
                transaction.author().requestId(),
                true,
                changes));
    }

    void afterCommit(Runnable step) {
        afterCommit.add(step);
    }

    void commit() {
        transaction.commit();
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
