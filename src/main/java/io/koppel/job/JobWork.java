package io.koppel.job;

/** A job of the queue that is not a table mapping. A route calls {@code jobs.run(name)} for it. */
public interface JobWork {
    /** What it is. */
    JobDefinition definition();

    /** Opens a run, does the work and closes it; never throws for what a service says. */
    RunStatus work(String startedBy);
}
