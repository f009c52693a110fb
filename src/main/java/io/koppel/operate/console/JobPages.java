package io.koppel.operate.console;

import io.koppel.operate.ConnectionOperations.DisableCommand;
import io.koppel.operate.JobView;
import io.koppel.operate.Operations;
import java.util.List;

/** The job queue. */
final class JobPages implements Section {
    private static final int ROWS = 50;
    private static final int SECONDS = 3;

    private final Operations operations;

    JobPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/jobs", "Jobs", "jobs", ask -> Model.titled("Jobs")
                                .with("connection", operations.connection().state())
                                .with("summary", operations.jobs().summary(null))
                                .with("jobs", operations.jobs().list().value()))
                        .every(SECONDS),
                Page.below("/jobs", "/jobs/:job", "job", this::show).every(SECONDS));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator(
                        "/console/jobs/:job/run",
                        "runJob",
                        ask -> Outcome.run(operations.jobs().run(ask.path("job"), ask.person()))),
                Act.operator(
                        "/console/jobs/:job/hold",
                        "holdJob",
                        ask -> stands(operations.jobs().hold(ask.path("job"), ask.person()))),
                Act.operator(
                        "/console/jobs/:job/restart",
                        "restartJob",
                        ask -> stands(operations.jobs().restart(ask.path("job")))),
                Act.administrator("/console/connection/disable", "disableConnection", ask -> {
                    operations.connection().disable(new DisableCommand(ask.field("reason")), ask.person());
                    return new Outcome(
                            "/jobs", "The connection is disabled: nothing is sent, and all jobs are on hold.");
                }),
                Act.administrator("/console/connection/enable", "enableConnection", ask -> {
                    operations.connection().enable();
                    return new Outcome(
                            "/jobs", "The connection is enabled, and the jobs that were held for it are ready.");
                }));
    }

    private static Outcome stands(JobView job) {
        return new Outcome("/jobs/" + job.job(), "The job " + job.job() + " is " + job.status() + ".");
    }

    private Model show(Ask ask) {
        JobView job = operations.jobs().show(ask.path("job"));
        var runs = operations.jobs().history(job.job(), ask.after(), ROWS);
        return Model.titled("Job " + job.job())
                .with("job", job)
                .with("runs", runs)
                .with("address", "/jobs/" + job.job() + "?");
    }
}
