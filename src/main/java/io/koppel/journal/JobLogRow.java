package io.koppel.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pass of one mapping in one direction.
 *
 * @param direction {@code to-dataverse} or {@code from-dataverse}
 * @param kind synchronization, full-synchronization, coupling, uncoupling
 * @param status in process, success, failed records, error, stopped: see {@link JobStatus}
 */
public record JobLogRow(
        long id,
        long run,
        String mapping,
        String direction,
        String kind,
        String startedBy,
        Instant started,
        @Nullable Instant finished,
        JobStatus status,
        Counters counters,
        @Nullable String message) {}
