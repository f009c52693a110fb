package io.koppel.job;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.ChildCouplings;
import io.koppel.sync.Engine;
import io.koppel.sync.PairsUncoupler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs that dissolve couplings: of one record, of several, or of a whole mapping (sync-semantics.md §10). */
public final class Uncoupling {
    private static final String KIND = "uncoupling";
    private static final int BATCH = 100;

    private final Engine engine;
    private final Runner runner;

    public Uncoupling(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
    }

    /** Dissolves these couplings now, those of their children with them. */
    public RunStatus now(TableMapping mapping, List<Coupling> couplings, String startedBy) {
        return runner.workNow(mapping, KIND, startedBy, run -> work(run, mapping, couplings, startedBy));
    }

    /**
     * Starts dissolving couplings in the background.
     *
     * @param businessCentralIds SystemIds of the records to uncouple; records that are not coupled are passed over. Null for
     *     the whole mapping: then rows that carry this company without being coupled lose it as well
     * @return number of the run
     */
    public long start(TableMapping mapping, @Nullable List<UUID> businessCentralIds, String startedBy) {
        return runner.startWork(mapping, KIND, startedBy, run -> {
            if (businessCentralIds != null) {
                work(run, mapping, coupled(mapping, businessCentralIds), startedBy);
            } else {
                all(run, mapping, startedBy);
            }
        });
    }

    private List<Coupling> coupled(TableMapping mapping, List<UUID> businessCentralIds) {
        return List.copyOf(engine.database().read(connection -> engine.couplings()
                .find(connection, engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, businessCentralIds)
                .values()));
    }

    private void all(long run, TableMapping mapping, String startedBy) {
        int scope = engine.scope(mapping.id());
        logged(run, mapping, startedBy, job -> {
            PairsUncoupler uncoupler = new PairsUncoupler(engine, run, job);
            UUID after = null;
            List<Coupling> page = engine.couplings().list(scope, null, null, BATCH);
            while (!page.isEmpty() && !runner.stopping()) {
                after = page.get(page.size() - 1).businessCentralId();
                count(job, batch(uncoupler, run, mapping, page, startedBy));
                page = engine.couplings().list(scope, null, after, BATCH);
            }
            count(job, new Counters(0, uncoupler.clearLeftBehind(mapping), 0, 0, 0, 0, 0, 0));
        });
    }

    private void work(long run, TableMapping mapping, List<Coupling> couplings, String startedBy) {
        logged(run, mapping, startedBy, job -> {
            PairsUncoupler uncoupler = new PairsUncoupler(engine, run, job);
            for (int at = 0; at < couplings.size() && !runner.stopping(); at += BATCH) {
                count(
                        job,
                        batch(
                                uncoupler,
                                run,
                                mapping,
                                couplings.subList(at, Math.min(couplings.size(), at + BATCH)),
                                startedBy));
            }
        });
    }

    /** Children first found, as nothing tells about them once the parents are uncoupled. */
    private Counters batch(
            PairsUncoupler uncoupler, long run, TableMapping mapping, List<Coupling> couplings, String startedBy) {
        Map<TableMapping, List<Coupling>> children = new ChildCouplings(engine).of(mapping, couplings);
        PairsUncoupler.Outcome outcome = uncoupler.uncouple(mapping, couplings);
        children.forEach((theirs, list) -> work(run, theirs, list, startedBy));
        Optional<String> failure = outcome.failures().values().stream().findFirst();
        if (failure.isPresent() && couplings.size() == 1) {
            throw new IllegalStateException(
                    mapping.id() + " " + couplings.get(0).number() + " is still coupled: " + failure.get());
        }
        return outcome.counters();
    }

    private void logged(long run, TableMapping mapping, String startedBy, LongConsumer work) {
        new LoggedWork(engine, mapping, Direction.TO_DATAVERSE, KIND, startedBy, run).log(job -> {
            work.accept(job);
            boolean failed = engine.jobLog().find(job).orElseThrow().counters().failed() > 0;
            return failed ? new LoggedWork.End(JobStatus.RECORDS_FAILED, null) : LoggedWork.End.SUCCESS;
        });
    }

    private void count(long job, Counters counters) {
        engine.database().inTransaction(connection -> {
            engine.jobLog().count(connection, job, counters);
            return job;
        });
    }
}
