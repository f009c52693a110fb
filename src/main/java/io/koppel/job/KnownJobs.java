package io.koppel.job;

import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The jobs there are right now, those of mappings first, and what is remembered of each. */
final class KnownJobs {
    private final Engine engine;
    private final Supplier<List<TableMapping>> mappings;
    private final Duration everyMapping;
    private final JobEntries entries;
    private final Map<String, JobWork> works = new ConcurrentHashMap<>();

    KnownJobs(Engine engine, Supplier<List<TableMapping>> mappings, Duration everyMapping) {
        this.engine = engine;
        this.mappings = mappings;
        this.everyMapping = everyMapping;
        this.entries = new JobEntries(engine.database(), engine.company().name());
    }

    void add(JobWork work) {
        works.put(work.definition().name(), work);
    }

    List<JobWork> works() {
        return List.copyOf(works.values());
    }

    /** What a job does that is not a table mapping; null for those of mappings. */
    @Nullable
    JobWork work(String name) {
        return works.get(name);
    }

    /** The definition of a mapping's job, null where the mapping has no schedule. */
    @Nullable
    JobDefinition of(TableMapping mapping) {
        return JobDefinition.of(mapping, everyMapping);
    }

    Optional<JobDefinition> find(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    Collection<JobDefinition> all() {
        return byName().values();
    }

    private Map<String, JobDefinition> byName() {
        Map<String, JobDefinition> found = new LinkedHashMap<>();
        for (TableMapping mapping : mappings.get()) {
            JobDefinition job = of(mapping);
            if (job != null) {
                found.put(job.name(), job);
            }
        }
        works.values().forEach(work -> found.put(work.definition().name(), work.definition()));
        return found;
    }

    /** How a job stands; that of a disabled mapping is on hold from the start. */
    JobEntry entry(JobDefinition job) {
        return entries.find(job.name()).orElseGet(() -> {
            JobEntry fresh = JobEntry.fresh(job.name(), now());
            return enabled(job) ? fresh : fresh.in(QueueStatus.ON_HOLD, JobQueue.DISABLED, now());
        });
    }

    void put(JobEntry entry) {
        entries.put(entry);
    }

    /** Forgets what is remembered of jobs that are gone. */
    void forgetOthers() {
        Map<String, JobDefinition> known = byName();
        entries.all().stream()
                .map(JobEntry::job)
                .filter(job -> !known.containsKey(job))
                .forEach(entries::delete);
    }

    /** Whether the job's mapping, if it has one, takes part in jobs. */
    boolean enabled(JobDefinition job) {
        String mapping = job.mapping();
        TableMapping declared = mapping == null ? null : engine.mappings().apply(mapping);
        return declared == null || declared.enabled();
    }

    /** The time of the entries. */
    Instant now() {
        return engine.clock().instant();
    }
}
