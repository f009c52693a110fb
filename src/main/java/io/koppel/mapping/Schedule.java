package io.koppel.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the mapping's job runs by itself.
 *
 * @param every time between the end of a run and the next, or null for no scheduled job
 * @param inactivityTimeout how long the job sleeps after a run without changes, or null
 * @param wakeOnChange whether a change of the table makes the job run earlier (table-mappings.md §1, Disable Event Job Resch.)
 */
public record Schedule(@Nullable Duration every, @Nullable Duration inactivityTimeout, boolean wakeOnChange) {
    /** None: the mapping has no job. */
    public static final Schedule NONE = new Schedule(null, null, false);
}
