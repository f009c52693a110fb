package io.koppel.operate.record;

import org.jspecify.annotations.Nullable;

/**
 * One mapped field of a coupled pair.
 *
 * @param businessCentral property, null if a constant is written to Dataverse
 * @param dataverse column, null if a constant is written to Business Central
 * @param businessCentralValue as the service has it right now; null if it is empty or the record is gone
 */
public record PairField(
        @Nullable String businessCentral,
        @Nullable String dataverse,
        String direction,
        @Nullable Object businessCentralValue,
        @Nullable Object dataverseValue) {}
