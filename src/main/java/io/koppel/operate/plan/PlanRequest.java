package io.koppel.operate.plan;

import org.jspecify.annotations.Nullable;

/**
 * Which plan is wanted.
 *
 * @param mapping null for all that are enabled
 * @param direction null for the directions of each mapping
 * @param record only this record, by number, name or id on the side that is read; needs mapping and direction
 * @param mode modified, couple, couple-and-create or full; null for modified
 * @param limit records in the plan; further ones are counted only
 */
public record PlanRequest(
        @Nullable String mapping,
        @Nullable String direction,
        @Nullable String record,
        @Nullable String mode,
        int limit) {}
