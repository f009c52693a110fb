package io.koppel.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the error log; fields as in {@link FailedRecord}. */
public record ErrorRow(
        long id,
        long job,
        long run,
        String mapping,
        String direction,
        @Nullable String record,
        @Nullable String sourceId,
        @Nullable String destinationId,
        String errorClass,
        @Nullable String code,
        @Nullable String field,
        String message,
        String cause,
        Instant at) {}
