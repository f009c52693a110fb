package io.koppel.job;

import java.util.function.BooleanSupplier;

/** What the {@code quartz:} routes call: one job queue entry per mapping. */
public final class Jobs {
    private final Runner runner;
    private final BooleanSupplier held;

    /** @param held whether regular jobs are held, as while a full synchronization runs (sync-semantics.md §11) */
    public Jobs(Runner runner, BooleanSupplier held) {
        this.runner = runner;
        this.held = held;
    }

    /** Runs the modified records of a mapping; does nothing while jobs are held. */
    public void run(String mapping) {
        if (!held.getAsBoolean()) {
            runner.run(SynchronizeRequest.modified(mapping, "schedule"));
        }
    }
}
