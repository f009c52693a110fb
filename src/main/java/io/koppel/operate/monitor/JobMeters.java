package io.koppel.operate.monitor;

import io.koppel.operate.JobView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Meters of the job queue: how each job stands, how often it failed in a row, and how long until it runs. */
final class JobMeters {
    private final MultiGauge status;
    private final MultiGauge attempts;
    private final MultiGauge next;
    private final InstantSource clock;

    JobMeters(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        status = MultiGauge.builder("koppel.job.status")
                .description("1 for the status a job has right now")
                .register(registry);
        attempts = MultiGauge.builder("koppel.job.attempts")
                .description("failed attempts in a row")
                .register(registry);
        next = MultiGauge.builder("koppel.job.next")
                .description("time until a job runs by itself; negative: overdue, none: it does not")
                .baseUnit("seconds")
                .register(registry);
    }

    void show(List<JobView> jobs) {
        Instant now = clock.instant();
        status.register(
                jobs.stream()
                        .map(job -> MultiGauge.Row.of(Tags.of("job", job.job(), "status", job.status()), 1))
                        .toList(),
                true);
        attempts.register(
                jobs.stream()
                        .map(job -> MultiGauge.Row.of(Tags.of("job", job.job()), job.attempts()))
                        .toList(),
                true);
        next.register(
                jobs.stream()
                        .filter(job -> job.next() != null)
                        .map(job -> MultiGauge.Row.of(Tags.of("job", job.job()), seconds(now, job)))
                        .toList(),
                true);
    }

    private static long seconds(Instant now, JobView job) {
        Instant when = job.next();
        return when == null ? 0 : Duration.between(now, when).toSeconds();
    }
}
