package io.koppel.route;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.journal.JobLogRow;
import java.time.Duration;
import java.util.List;

/** An integrator's own job whose library is missing where it runs. */
public final class BrokenJob implements JobWork {
    @Override
    public JobDefinition definition() {
        return JobDefinition.other("BROKEN", "Prints labels", Duration.ofMinutes(10), Duration.ZERO);
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        throw new NoClassDefFoundError("com/example/Printer");
    }
}
