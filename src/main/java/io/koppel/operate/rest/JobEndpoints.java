package io.koppel.operate.rest;

import io.koppel.operate.JobOperations;
import io.koppel.operate.JobSummary;
import io.koppel.operate.JobView;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.access.Role;
import java.util.List;

/** The job queue over REST. */
final class JobEndpoints {
    private static final Parameter JOB = Parameter.path("job", "Name of a job; for a mapping's, the mapping's id");

    private static final Parameter KIND =
            Parameter.query("kind", "Only these: mapping (jobs of table mappings) or other (jobs that Sales adds)");

    private final JobOperations jobs;
    private final RunAnswers runs;

    private JobEndpoints(Operations operations) {
        this.jobs = operations.jobs();
        this.runs = new RunAnswers(operations);
    }

    static List<Endpoint> of(Operations operations) {
        return new JobEndpoints(operations).all();
    }

    private List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/jobs",
                        "listJobs",
                        "All jobs of the queue",
                        List.of(KIND),
                        Types.listing(JobView.class),
                        call -> Answer.ok(jobs.list(call.query("kind")))),
                Endpoint.get(
                        "/api/job-summary",
                        "summarizeJobs",
                        "How many jobs are ready or in process, and what the others are about",
                        List.of(KIND),
                        JobSummary.class,
                        call -> Answer.ok(jobs.summary(call.query("kind")))),
                Endpoint.get(
                        "/api/jobs/{job}",
                        "showJob",
                        "One job of the queue",
                        List.of(JOB),
                        JobView.class,
                        call -> Answer.ok(jobs.show(call.path("job")))),
                Endpoint.get(
                        "/api/jobs/{job}/runs",
                        "listJobRuns",
                        "What a job did, newest run first",
                        List.of(JOB, Parameter.LIMIT, Parameter.AFTER),
                        Types.listing(RunView.class),
                        call -> Answer.ok(jobs.history(call.path("job"), call.number("after"), call.limit()))),
                new Endpoint(
                        "POST",
                        "/api/jobs/{job}/run",
                        Role.OPERATOR,
                        "runJob",
                        "Runs a job now",
                        List.of(JOB, Parameter.WAIT),
                        null,
                        202,
                        RunView.class,
                        true,
                        call -> runs.started(call, () -> jobs.run(call.path("job"), call.callerName()))),
                Endpoint.get(
                        "/api/failed-jobs",
                        "countFailedJobs",
                        "How many mapping jobs stopped after their last attempt, since the count was set back",
                        List.of(),
                        JobOperations.FailedJobs.class,
                        call -> Answer.ok(jobs.failed())),
                Endpoint.post(
                        "/api/failed-jobs/reset",
                        "resetFailedJobs",
                        "Counts failed jobs anew from now on",
                        List.of(),
                        null,
                        JobOperations.FailedJobs.class,
                        call -> Answer.ok(jobs.resetFailed())),
                Endpoint.post(
                        "/api/jobs/{job}/hold",
                        "holdJob",
                        "Stops a job from running by itself; a run under way comes to its end",
                        List.of(JOB),
                        null,
                        JobView.class,
                        call -> Answer.ok(jobs.hold(call.path("job"), call.callerName()))),
                Endpoint.post(
                        "/api/jobs/{job}/restart",
                        "restartJob",
                        "Makes a job ready again, whatever stopped it, and due now",
                        List.of(JOB),
                        null,
                        JobView.class,
                        call -> Answer.ok(jobs.restart(call.path("job")))));
    }
}
