package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.Runs;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.PassMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The job that searches couplings for deleted records. It looks every hour which mappings are due; one that was never searched
 * is due a full interval after its first run.
 */
public final class SweepJob implements JobWork {
    /** Name in the job queue. */
    public static final String NAME = "SWEEP";

    private static final Duration LOOK = Duration.ofHours(1);

    private final Engine engine;
    private final Runner runner;
    private final Supplier<List<TableMapping>> mappings;

    /** @param mappings the mappings as they are loaded right now */
    public SweepJob(Engine engine, Runner runner, Supplier<List<TableMapping>> mappings) {
        this.engine = engine;
        this.runner = runner;
        this.mappings = mappings;
    }

    @Override
    public JobDefinition definition() {
        return JobDefinition.other(NAME, "Search for deleted records", LOOK, null);
    }

    @Override
    public String kind() {
        return PassMode.SWEEP.kind();
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        for (TableMapping mapping : due()) {
            runner.alone(mapping, () -> {
                runner.passes(run, SynchronizeRequest.sweep(mapping.id(), startedBy, false));
                return mapping;
            });
        }
        return engine.jobLog().ofRun(run);
    }

    /** Mappings whose last search, or else first run, lies an interval back. */
    public List<TableMapping> due() {
        Instant now = engine.clock().instant();
        List<TableMapping> due = new ArrayList<>();
        for (TableMapping mapping : mappings.get()) {
            Duration every = engine.settings().safeguards().sweepEvery(mapping);
            if (mapping.enabled() && !every.isZero() && !mapping.dataverse().isChoice()) {
                Optional<Instant> since = since(mapping);
                if (since.isPresent() && !since.get().plus(every).isAfter(now)) {
                    due.add(mapping);
                }
            }
        }
        return due;
    }

    private Optional<Instant> since(TableMapping mapping) {
        Runs runs = engine.runs();
        String company = engine.company().name();
        return engine.jobLog()
                .lastOf(company, mapping.id(), PassMode.SWEEP.kind())
                .or(() -> runs.firstOf(company, mapping.id()));
    }
}
