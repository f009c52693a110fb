package io.koppel.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs that nobody waits for, unless somebody asks when they are done. */
final class BackgroundRuns {
    private final Executor executor;
    private final Map<Long, CompletableFuture<RunStatus>> underWay = new ConcurrentHashMap<>();

    BackgroundRuns(Executor executor) {
        this.executor = executor;
    }

    /** Carries a run out on another thread. */
    void start(long run, Supplier<RunStatus> work) {
        CompletableFuture<RunStatus> end = new CompletableFuture<>();
        underWay.put(run, end);
        executor.execute(() -> {
            try {
                end.complete(work.get());
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
                throw e;
            } finally {
                underWay.remove(run);
            }
        });
    }

    /** Returns when the run is done or the time is up; its row says how it stands. */
    void await(long run, Duration timeout) {
        CompletableFuture<RunStatus> end = underWay.get(run);
        if (end == null) {
            return;
        }
        try {
            end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return;
        }
    }
}
