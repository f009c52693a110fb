package io.koppel.job;

import io.koppel.sync.Pass;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The passes that run now: to report their progress and to stop them. */
final class RunningPasses {
    private final Map<Pass, Long> running = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean stopping;
    private volatile Duration limit = Duration.ZERO;

    RunningPasses(Clock clock) {
        this.clock = clock;
    }

    void started(Pass pass) {
        running.put(pass, clock.millis());
        if (stopping) {
            pass.stop();
        }
    }

    void ended(Pass pass) {
        running.remove(pass);
    }

    /** Ends every pass after the batches in flight, and those that start later before their first batch. */
    void stopAll() {
        stopping = true;
        running.keySet().forEach(Pass::stop);
    }

    boolean stopping() {
        return stopping;
    }

    /** How long a pass of a job may take; zero for no limit. */
    void limit(Duration newLimit) {
        limit = newLimit;
    }

    void report(ProgressListener listener) {
        running.forEach((pass, since) -> {
            if (overdue(pass, since)) {
                pass.fail(new IllegalStateException("stopped after " + limit
                        + ", the time limit of jobs; what was confirmed is kept, and the next run goes on from there"));
            }
            listener.progress(progress(pass, since, false));
        });
    }

    /** A job that hangs would keep its category from all others (sync-semantics.md §8); what reads everything may take its time. */
    private boolean overdue(Pass pass, long since) {
        return !limit.isZero()
                && !pass.mode().everything()
                && !pass.stopping()
                && clock.millis() - since > limit.toMillis();
    }

    List<Progress> now() {
        List<Progress> all = new ArrayList<>();
        running.forEach((pass, since) -> all.add(progress(pass, since, false)));
        return all;
    }

    Progress last(Pass pass) {
        Long since = running.get(pass);
        return progress(pass, since == null ? clock.millis() : since, true);
    }

    private Progress progress(Pass pass, long since, boolean finished) {
        long done = pass.counters().looked();
        long expected = pass.counters().total();
        @Nullable Long total = expected < 0 ? null : Long.valueOf(Math.max(expected, done));
        double seconds = Math.max(0.001, (clock.millis() - since) / 1000.0);
        double rate = done / seconds;
        Duration left = total == null || rate == 0 ? null : Duration.ofMillis((long) ((total - done) / rate * 1000));
        return new Progress(pass.mapping().id(), pass.direction(), done, total, rate, left, finished);
    }
}
