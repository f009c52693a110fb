package io.koppel.operate;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobQueue;
import io.koppel.job.MappingOverrides;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.Direction;
import io.koppel.mapping.MappingOverride;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switching mappings on and off, setting them back, and running all of a mapping or all mappings. */
public final class MappingSwitches {
    private final Engine engine;
    private final Runner runner;
    private final JobQueue queue;
    private final Mappings mappings;
    private final MappingOverrides overrides;
    private final ShippedFile shipped;

    public MappingSwitches(
            Engine engine,
            Runner runner,
            JobQueue queue,
            Mappings mappings,
            MappingOverrides overrides,
            ShippedFile shipped) {
        this.engine = engine;
        this.runner = runner;
        this.queue = queue;
        this.mappings = mappings;
        this.overrides = overrides;
        this.shipped = shipped;
    }

    /** Lets a mapping take part in jobs and full synchronization; its job is ready. */
    public void enable(String mappingId) {
        TableMapping mapping = mappings.require(mappingId);
        overrides.put(mapping.id(), overrides.of(mapping.id()).enabled(true));
        ready(mapping);
    }

    /** Keeps a mapping out of jobs and full synchronization; its job is on hold. */
    public void disable(String mappingId) {
        TableMapping mapping = mappings.require(mappingId);
        overrides.put(mapping.id(), overrides.of(mapping.id()).enabled(false));
        JobDefinition job = queue.of(mapping);
        if (job != null) {
            queue.hold(job, JobQueue.DISABLED);
        }
    }

    /** Whether scheduled runs of a mapping create what is not coupled on the other side. */
    public void createNew(String mappingId, boolean creates) {
        TableMapping mapping = mappings.require(mappingId);
        overrides.put(mapping.id(), overrides.of(mapping.id()).onlyCoupled(!creates));
    }

    /**
     * Whether several companies of Business Central share the Dataverse rows of a mapping (sync-semantics.md §13).
     *
     * @throws OperationException if its rows carry no company
     */
    public void multiCompany(String mappingId, boolean shared) {
        TableMapping mapping = mappings.require(mappingId);
        if (!mapping.dataverse().company()) {
            throw OperationException.invalid(mapping.id() + ": rows of "
                    + mapping.dataverse().table() + " carry no company, so all companies share them anyway");
        }
        overrides.put(mapping.id(), overrides.of(mapping.id()).multiCompany(shared));
    }

    /**
     * Sets a mapping back: what its file says holds again, both watermarks are forgotten, its job is ready, and its rules
     * forget what they remember, such as the default price list. Couplings are kept (sync-semantics.md §14).
     *
     * @param toShipped whether the file itself, too, is put back as it is shipped
     */
    public void reset(String mappingId, boolean toShipped) {
        TableMapping mapping = mappings.require(mappingId);
        if (toShipped) {
            shipped.restore(mapping);
        }
        overrides.put(mapping.id(), MappingOverride.NONE);
        forgetWatermarks(mapping);
        engine.resetRules(mapping);
        ready(mappings.require(mappingId));
    }

    /**
     * Several mappings to be set back.
     *
     * @param mappings their ids; null for all
     * @param shipped whether the files are put back as they are shipped, missing ones too
     */
    public record ResetCommand(@Nullable List<String> mappings, boolean shipped) {}

    /**
     * What was set back.
     *
     * @param files names of files that were missing
     * @param leftOut mappings that are not shipped with Koppel, whose files stay as they are
     */
    public record ResetMappings(List<String> reset, List<String> files, List<LeftOut> leftOut, List<JobView> jobs) {}

    /**
     * Sets mappings back, and answers with the jobs there are then (scenarios IM-57, SE-18). Where all are meant, those that
     * an integrator has added keep their files.
     */
    public ResetMappings reset(ResetCommand command) {
        List<String> named = command.mappings();
        List<String> missing = command.shipped() && named == null ? shipped.restoreMissing() : List.of();
        List<TableMapping> chosen = named == null
                ? mappings.all()
                : named.stream().map(mappings::require).toList();
        if (named != null && command.shipped()) {
            chosen.stream().filter(mapping -> !shipped.ships(mapping)).forEach(shipped::restore);
        }
        List<String> reset = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (TableMapping mapping : chosen) {
            if (command.shipped() && !shipped.ships(mapping)) {
                leftOut.add(new LeftOut(mapping.id(), "it is not shipped with Koppel; its file is yours"));
            } else {
                reset(mapping.id(), command.shipped());
                reset.add(mapping.id());
            }
        }
        return new ResetMappings(
                reset, missing, leftOut, queue.all().stream().map(JobView::of).toList());
    }

    private void ready(TableMapping mapping) {
        JobDefinition job = queue.of(mapping);
        if (job != null && mappings.require(mapping.id()).enabled()) {
            queue.restart(job);
        }
    }

    /**
     * Looks at everything in the mapping's filter again.
     *
     * @param unconditional whether records are written even where nothing has changed; only for one-way mappings
     * @return number of the run
     */
    public long full(String mappingId, boolean unconditional, String startedBy) {
        TableMapping mapping = mappings.requireEnabled(mappingId);
        if (unconditional && mapping.direction() == Direction.BIDIRECTIONAL) {
            throw OperationException.invalid(mapping.id()
                    + " goes both ways, so an unconditional run would not know which side wins; choose records and a"
                    + " direction instead");
        }
        forgetWatermarks(mapping);
        return runner.start(
                new SynchronizeRequest(mapping.id(), null, List.of(), List.of(), unconditional, null, startedBy));
    }

    /** Synchronizes the modified records of all mappings, each after those it depends on; answers the number of the run. */
    public long all(String startedBy) {
        return runner.startAll(
                mappings.all().stream()
                        .filter(mapping -> mapping.enabled() && !mapping.isLines())
                        .toList(),
                startedBy);
    }

    private void forgetWatermarks(TableMapping mapping) {
        engine.watermarks().clear(engine.scope(mapping.id()));
        for (AlsoWhen also : mapping.alsoWhen()) {
            engine.watermarks().clear(engine.scope(mapping.id() + "/" + also.entitySet()));
        }
    }
}
