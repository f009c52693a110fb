package io.koppel.job;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.LostRecords;

/** Runs that look for pairs of one-way mappings whose Business Central record is lost (sync-semantics.md §4.1). */
public final class FindDeleted {
    private static final String KIND = "find deleted";

    /** An order is gone from Business Central once it is posted; that is no loss. */
    private static final String ORDERS = "salesorder";

    private final Engine engine;
    private final Runner runner;

    public FindDeleted(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
    }

    /** Whether the search is for this mapping: the others meet what is lost from their other side. */
    public static boolean concerns(TableMapping mapping) {
        return mapping.direction() != Direction.BIDIRECTIONAL
                && mapping.enabled()
                && !mapping.isLines()
                && !mapping.dataverse().table().equals(ORDERS);
    }

    /** Starts the search in the background; answers the number of the run. */
    public long start(TableMapping mapping, String startedBy) {
        Direction reads = mapping.passes().get(0);
        return runner.startWork(
                mapping, KIND, startedBy, run -> new LoggedWork(engine, mapping, reads, KIND, startedBy, run)
                        .log(job -> {
                            new LostRecords(engine).skip(mapping, job, runner::stopping);
                            return LoggedWork.End.SUCCESS;
                        }));
    }
}
