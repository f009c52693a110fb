package io.koppel.route;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobLogRow;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * A job whose work is a route: {@code direct:NAME} beside {@code quartz:koppel/NAME}. The body is the number of the run, and so is
 * the header {@code koppelRun}; {@code koppelStartedBy} says who wants it.
 */
final class RouteJob implements JobWork {
    private final JobDefinition definition;
    private final ProducerTemplate producer;
    private final JobLog jobLog;

    RouteJob(JobDefinition definition, ProducerTemplate producer, JobLog jobLog) {
        this.definition = definition;
        this.producer = producer;
        this.jobLog = jobLog;
    }

    @Override
    public JobDefinition definition() {
        return definition;
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        try {
            producer.requestBodyAndHeaders(
                    "direct:" + definition.name(), run, Map.of("koppelRun", run, "koppelStartedBy", startedBy));
        } catch (CamelExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(definition.name() + ": " + cause.getMessage(), cause);
        }
        return jobLog.ofRun(run);
    }
}
