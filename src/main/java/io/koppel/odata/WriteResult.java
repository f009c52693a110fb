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
    record Refused(ServiceError error) implements WriteResult {
        private static final int UNAUTHORIZED = 401;

        /**
         * Whether the service may have acted all the same: a version that moved on may have been moved by an earlier copy of the
         * request, and a gateway that refuses a token says little of what is behind it.
         */
        public boolean isInDoubt() {
            return error.kind() == ErrorClass.CONFLICT || error.status() == UNAUTHORIZED;
        }
    }

    /** No answer came back that tells: it may have been applied or not. Resolve by reading, never by sending again. */
    record Unknown(String reason) implements WriteResult {}
}
