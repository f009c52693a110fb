package io.koppel.route;

import io.koppel.mapping.TableMappings;
import java.time.Duration;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;

/**
 * Properties of route files that come from the mapping beside the route: {@code schedule.<ID>}, the time between runs in
 * milliseconds, missing where there is none, {@code scheduled.<ID>}, whether there is a scheduled job at all, and
 * {@code inForce.<ID>}, whether the settings let the mapping exist.
 */
final class ScheduleProperties implements PropertiesSource {
    private static final String SCHEDULE = "schedule.";
    private static final String SCHEDULED = "scheduled.";
    private static final String IN_FORCE = "inForce.";

    private final TableMappings mappings;
    private final Duration everyMapping;

    ScheduleProperties(TableMappings mappings, Duration everyMapping) {
        this.mappings = mappings;
        this.everyMapping = everyMapping;
    }

    @Override
    public String getName() {
        return "schedules of table mappings";
    }

    @Override
    public @Nullable String getProperty(String name) {
        if (name.startsWith(SCHEDULE)) {
            Duration every = every(name.substring(SCHEDULE.length()));
            return every == null ? null : String.valueOf(every.toMillis());
        }
        if (name.startsWith(IN_FORCE)) {
            return String.valueOf(
                    mappings.find(name.substring(IN_FORCE.length())).isPresent());
        }
        return name.startsWith(SCHEDULED) ? String.valueOf(every(name.substring(SCHEDULED.length())) != null) : null;
    }

    private @Nullable Duration every(String id) {
        return mappings.find(id)
                .map(mapping -> mapping.schedule().every())
                .map(own -> everyMapping.isZero() ? own : everyMapping)
                .orElse(null);
    }
}
