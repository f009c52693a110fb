package io.koppel.job;

import io.koppel.mapping.TableMapping;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job of the queue is.
 *
 * @param name unique; for the job of a mapping, the mapping's id
 * @param mapping id of its mapping, null for a job of another kind
 * @param category jobs of one category never run together; a job that may run beside all others has its own name here
 * @param every from the end of a run to the next
 * @param inactivityTimeout how long it sleeps after a run without changes; zero until a change wakes it, null for never
 * @param wakeOnChange whether a change of what it looks at makes it run earlier
 */
public record JobDefinition(
        String name,
        JobKind kind,
        String description,
        @Nullable String mapping,
        String category,
        Duration every,
        @Nullable Duration inactivityTimeout,
        boolean wakeOnChange) {
    /** A job that is not a table mapping, alone in its category. */
    public static JobDefinition other(
            String name, String description, Duration every, @Nullable Duration inactivityTimeout) {
        return new JobDefinition(name, JobKind.OTHER, description, null, name, every, inactivityTimeout, true);
    }

    /**
     * The job of a mapping that has a schedule, else null.
     *
     * @param everyMapping the time that stands for every mapping's own, zero for none; then no job sleeps
     */
    static @Nullable JobDefinition of(TableMapping mapping, Duration everyMapping) {
        Duration every = mapping.schedule().every();
        if (every == null) {
            return null;
        }
        boolean own = everyMapping.isZero();
        return new JobDefinition(
                mapping.id(),
                JobKind.MAPPING,
                mapping.id() + " - " + mapping.title(),
                mapping.id(),
                mapping.category(),
                own ? every : everyMapping,
                own ? mapping.schedule().inactivityTimeout() : null,
                mapping.schedule().wakeOnChange());
    }
}
