package io.koppel.route;

import io.koppel.job.WakePoll;
import io.koppel.journal.Retention;
import io.koppel.setup.JobSettings;
import org.apache.camel.builder.RouteBuilder;

/** Koppel's own timers, which no route file shows: progress, notifications, wake-up, and removing what is too old. */
final class OwnRoutes extends RouteBuilder {
    private final KoppelContext koppel;
    private final JobSettings jobs;
    private final WakePoll poll;
    private final Retention retention;

    OwnRoutes(KoppelContext koppel, JobSettings jobs, WakePoll poll, Retention retention) {
        this.koppel = koppel;
        this.jobs = jobs;
        this.poll = poll;
        this.retention = retention;
    }

    @Override
    public void configure() {
        from("timer:koppel.progress?period=1000&synchronous=true")
                .routeId("koppel.progress")
                .bean(koppel.runner(), "reportProgress");
        jobs.webhookUrl().ifPresent(url -> from("timer:koppel.webhooks?delay=2000&period=3600000")
                .routeId("koppel.webhooks")
                .bean(koppel.webhooks(url), "tend"));
        if (!jobs.pollEvery().isZero()) {
            // The first look is taken at once: a job may have slept through what happened while nothing ran.
            from("timer:koppel.wake?delay=1000&period=" + jobs.pollEvery().toMillis())
                    .routeId("koppel.wake")
                    .bean(poll, "look");
        }
        from("timer:koppel.retention?delay=60000&period=21600000")
                .routeId("koppel.retention")
                .bean(retention, "clean");
    }
}
