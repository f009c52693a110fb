package io.koppel.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One failed attempt at one record: what travels down the dead-letter channel into the error log.
 *
 * @param attempt unique, so that an attempt reaches the error log once however often it is delivered
 * @param record number or name people know the record by
 * @param sourceId id on the side the pass reads, null if only the destination is known
 * @param destinationId id on the side the pass writes, null if the record is not coupled
 * @param errorClass transient, throttled, data, configuration, conflict, gone, duplicate (promises.md P7)
 * @param code the service's error code, null if Koppel itself found the fault
 * @param field the field at fault, null if it is not one field
 * @param message says what was expected and what to do; its first line stands alone
 * @param cause the message without the record's own name: equal for records that fail for the same reason
 * @param at milliseconds since 1970
 */
public record FailedRecord(
        UUID attempt,
        long job,
        long run,
        int scope,
        String company,
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
        long at) {}
