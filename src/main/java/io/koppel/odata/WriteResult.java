package io.koppel.odata;

import org.jspecify.annotations.Nullable;

/** What became of one write. */
public sealed interface WriteResult {
    /**
     * The service applied it.
     *
     * @param etag the version after it, null where the service does not tell (bulk messages)
     * @param row the row after it, null where the service does not send it
     * @param entityId id of the row from {@code OData-EntityId}, {@code Location} or the answer of a bulk message
     */
    record Written(int status, @Nullable String etag, @Nullable Row row, @Nullable String entityId)
            implements WriteResult {}

    /** The service refused it; nothing was applied. */
    record Refused(ServiceError error) implements WriteResult {}

    /** No answer came back that tells: it may have been applied or not. Resolve by reading, never by sending again. */
    record Unknown(String reason) implements WriteResult {}
}
