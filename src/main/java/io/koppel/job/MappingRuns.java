package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.PassMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an opened run of a mapping: its passes one after the other, the worst of their ends as the run's. Whoever calls holds
 * the mapping's category.
 */
final class MappingRuns {
    private final Mismatch mismatch;
    private final MappingPasses passes;
    private final RunningPasses running;
    private final RunRows rows;
    private final RunPermission permission;

    MappingRuns(
            Mismatch mismatch, MappingPasses passes, RunningPasses running, RunRows rows, RunPermission permission) {
        this.mismatch = mismatch;
        this.passes = passes;
        this.running = running;
        this.rows = rows;
        this.permission = permission;
    }

    /** @param mode null for what the request itself says */
    RunStatus work(
            long run, TableMapping mapping, SynchronizeRequest request, @Nullable PassMode mode, RunWatch watch) {
        JobStatus status = JobStatus.SUCCESS;
        String message = null;
        try {
            watch.began();
            String refusal = permission.refusal();
            List<Direction> directions = refusal == null ? MappingPasses.directions(mapping, request) : List.of();
            if (refusal != null) {
                message = refusal;
                status = JobStatus.ERROR;
            } else if (directions.isEmpty() && request.chosen()) {
                message = mismatch.log(run, mapping, request);
                status = JobStatus.ERROR;
            }
            for (Direction direction : directions) {
                if (running.stopping()) {
                    status = status.and(JobStatus.STOPPED);
                    continue;
                }
                JobLogRow pass = passes.pass(run, mapping, direction, request, mode);
                status = status.and(pass.status());
                message = message == null ? pass.message() : message;
            }
        } catch (RuntimeException | Error e) {
            status = JobStatus.ERROR;
            message = RunRows.words(e);
            throw e;
        } finally {
            rows.close(run, status, message);
        }
        return rows.of(run);
    }

    /** Passes that belong to a run that is under way, and is closed by whoever opened it; answers how many there were. */
    int passes(long run, TableMapping mapping, SynchronizeRequest request) {
        int done = 0;
        for (Direction direction : MappingPasses.directions(mapping, request)) {
            if (!running.stopping()) {
                passes.pass(run, mapping, direction, request, null);
                done++;
            }
        }
        return done;
    }
}
