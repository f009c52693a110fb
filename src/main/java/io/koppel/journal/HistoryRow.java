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
    private static final String UNHEARD = " (no answer, may have arrived)";

    /**
     * The reason of a write that nobody heard the answer of, and of which nothing tells any more whether it arrived.
     *
     * @param reason why it was made
     */
    public static String unheard(String reason) {
        return reason + UNHEARD;
    }

    /** Whether the write reached the service; if not, it may have. */
    public boolean isCertain() {
        return !reason.endsWith(UNHEARD);
    }

    /** One field of a write. */
    public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {}
}
