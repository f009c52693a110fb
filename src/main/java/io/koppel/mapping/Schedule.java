package io.koppel.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the mapping's job runs by itself.
 *
 * @param every time between the end of a run and the next, or null for no scheduled job
 * @param inactivityTimeout how long the job sleeps after a run without changes, or null
 */
public record Schedule(@Nullable Duration every, @Nullable Duration inactivityTimeout) {}
