package io.koppel.journal;

import io.koppel.mapping.Side;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One remote write.
 *
 * @param side the system that was written
 * @param operation create, update, delete or the action's name
 * @param reason why: the decision that led to it
 * @param changes fields with their values before and after
 * @param requestId id the request carried to the service, null if one request wrote many records
 */
public record HistoryRow(
        long id,
        String mapping,
        @Nullable UUID businessCentralId,
        @Nullable UUID dataverseId,
        Side side,
        String operation,
        String reason,
        List<FieldChange> changes,
        long run,
        long job,
        @Nullable String requestId,
        Instant at) {

    /** One field of a write. */
    public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {}
}
