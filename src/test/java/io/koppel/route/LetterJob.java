package io.koppel.route;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.journal.JobLogRow;
import java.time.Duration;
import java.util.List;

/** An integrator's own job, as a bean of a route file: it has work whenever a letter lies in its box. */
public final class LetterJob implements JobWork {
    private volatile int waiting;
    private volatile int sent;

    @Override
    public JobDefinition definition() {
        return JobDefinition.other("LETTERS", "Sends letters", Duration.ofMinutes(10), Duration.ZERO);
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        sent += waiting;
        waiting = 0;
        return List.of();
    }

    @Override
    public boolean pending() {
        return waiting > 0;
    }

    void write() {
        waiting++;
    }

    int sent() {
        return sent;
    }
}
