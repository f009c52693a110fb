package io.koppel.job;

import io.koppel.mapping.Direction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a pass has come.
 *
 * @param total records it expects to look at, null if unknown
 * @param recordsPerSecond since it started
 * @param timeLeft null if the total is unknown
 * @param finished whether this is its last word
 */
public record Progress(
        String mapping,
        Direction direction,
        long done,
        @Nullable Long total,
        double recordsPerSecond,
        @Nullable Duration timeLeft,
        boolean finished) {}
