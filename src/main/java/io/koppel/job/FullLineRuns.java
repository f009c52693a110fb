package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs the lines of a plan in the order of what they depend on, and keeps in the plan how each went. */
final class FullLineRuns {
    /** More at a time would not be faster: all share the services' limits. */
    private static final int SIDE_BY_SIDE = 3;

    private final Engine engine;
    private final Runner runner;
    private final FullLines lines;
    private final Executor executor;

    FullLineRuns(Engine engine, Runner runner, FullLines lines, Executor executor) {
        this.engine = engine;
        this.runner = runner;
        this.lines = lines;
        this.executor = executor;
    }

    /** Lines that wait for nothing run side by side; whenever one ends, those that waited for it follow. */
    void run(String startedBy) {
        Map<String, CompletableFuture<Boolean>> underWay = new LinkedHashMap<>();
        boolean goOn = true;
        while (goOn) {
            for (FullLine line : FullPlan.startable(lines.all(), underWay.keySet())) {
                if (underWay.size() < SIDE_BY_SIDE) {
                    underWay.put(line.mapping(), CompletableFuture.supplyAsync(() -> run(line, startedBy), executor));
                }
            }
            goOn = !underWay.isEmpty() && ended(underWay);
        }
        underWay.values().forEach(CompletableFuture::join);
    }

    /** Waits for a line to end; answers false when the run was stopped. */
    private static boolean ended(Map<String, CompletableFuture<Boolean>> underWay) {
        CompletableFuture.anyOf(underWay.values().toArray(CompletableFuture[]::new))
                .join();
        boolean goOn = true;
        for (Map.Entry<String, CompletableFuture<Boolean>> line : List.copyOf(underWay.entrySet())) {
            if (line.getValue().isDone()) {
                underWay.remove(line.getKey());
                goOn &= line.getValue().join();
            }
        }
        return goOn;
    }

    /** Answers false when the run was stopped: then the line stays in process, to be taken up again. */
    private boolean run(FullLine line, String startedBy) {
        TableMapping mapping = engine.mappings().apply(line.mapping());
        if (mapping == null) {
            lines.delete(line.mapping());
            return true;
        }
        if (line.action() == FullAction.NONE) {
            lines.put(line.ended(
                    LineStatus.NO_RECORDS,
                    null,
                    null,
                    null,
                    null,
                    engine.clock().instant()));
            return true;
        }
        FullLine begun = line.begun(engine.clock().instant());
        lines.put(begun);
        RunStatus status = runner.run(mapping, line.action().mode(), startedBy, told(begun));
        if (status.run().status() == JobStatus.STOPPED) {
            return false;
        }
        lines.put(begun.ended(
                status.run().status() == JobStatus.ERROR ? LineStatus.ERROR : LineStatus.FINISHED,
                pass(status, Direction.TO_DATAVERSE),
                pass(status, Direction.FROM_DATAVERSE),
                status.run().id(),
                status.run().message(),
                engine.clock().instant()));
        return true;
    }

    /** The line leads to its run while it is under way, and with that to how its passes stand. */
    private RunWatch told(FullLine line) {
        return new RunWatch() {
            @Override
            public void opened(long run) {
                lines.put(line.under(run));
            }
        };
    }

    private static @Nullable String pass(RunStatus status, Direction direction) {
        return status.passes().stream()
                .filter(pass -> pass.direction().equals(direction.key()))
                .map(JobLogRow::status)
                .map(JobStatus::text)
                .findFirst()
                .orElse(null);
    }
}
