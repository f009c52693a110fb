package io.koppel.operate.explain;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobQueue;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.explain.Findings.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** When a mapping's job runs next. */
final class JobFindings {
    private final JobQueue queue;
    private final Supplier<Instant> now;

    JobFindings(JobQueue queue, Supplier<Instant> now) {
        this.queue = queue;
        this.now = now;
    }

    /** Tells when the job runs, and answers it in words. */
    String add(TableMapping mapping, Findings findings) {
        JobDefinition job = queue.of(mapping);
        JobQueue.Standing standing = job == null ? null : queue.find(job.name()).orElse(null);
        String command = "koppel synchronize " + mapping.id();
        if (standing == null) {
            findings.add("next attempt", "the mapping has no schedule; " + command + " runs it");
            return command + " runs the mapping, which has no schedule";
        }
        Instant next = standing.held() ? null : standing.next();
        String status = standing.entry().status().text();
        if (next != null && standing.entry().status().runsByItself()) {
            String when = "the job " + standing.job().name() + " (" + status + ") runs next at " + next + ", "
                    + in(Duration.between(now.get(), next));
            findings.add("next attempt", when);
            return when + "; " + command + " does it now";
        }
        String why = standing.held()
                ? "a full synchronization is running"
                : standing.entry().message() == null
                        ? "it does not run by itself"
                        : standing.entry().message();
        findings.add("next attempt", "the job " + standing.job().name() + " is " + status + ": " + why);
        findings.obstacle(
                Obstacle.HELD_JOB,
                "the job " + standing.job().name() + " does not run: " + status + ", " + why,
                "koppel jobs restart " + standing.job().name() + ", or " + command + " for once");
        return command;
    }

    private static String in(Duration time) {
        long minutes = time.toMinutes();
        return time.isNegative() || minutes < 1
                ? "in a moment"
                : minutes < 120 ? "in " + minutes + " minutes" : "in " + time.toHours() + " hours";
    }
}
