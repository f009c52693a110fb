package io.koppel.operate;

import io.koppel.job.FullLine;
import io.koppel.job.FullRecommendation;
import io.koppel.job.FullSynchronization;
import io.koppel.journal.JobLog;
import io.koppel.mapping.Direction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the lines of a full synchronization: what was recommended, how far each has come, and its passes. */
final class FullSynchronizationLines {
    private final FullSynchronization plan;
    private final JobLog jobLog;

    FullSynchronizationLines(FullSynchronization plan, JobLog jobLog) {
        this.plan = plan;
        this.jobLog = jobLog;
    }

    /** A line as it stands. */
    FullSynchronizationView.Line show(FullLine line) {
        FullRecommendation.Recommended recommended = line.recommended();
        Long run = line.run();
        List<RunView.PassView> passes = run == null
                ? List.of()
                : jobLog.ofRun(run).stream().map(RunView.PassView::of).toList();
        return new FullSynchronizationView.Line(
                line.mapping(),
                line.action().key(),
                recommended == null ? null : recommended.action().key(),
                recommended == null ? null : recommended.because(),
                line.dependsOn(),
                line.status().text(),
                tone(line.status()),
                progress(line.mapping()),
                now(line, line.toStatus(), Direction.TO_DATAVERSE, passes),
                now(line, line.fromStatus(), Direction.FROM_DATAVERSE, passes),
                run,
                line.started(),
                line.finished(),
                line.message(),
                passes);
    }

    private FullSynchronizationView.@Nullable Progress progress(String mapping) {
        return plan.progress().stream()
                .filter(pass -> pass.mapping().equals(mapping))
                .findFirst()
                .map(pass -> {
                    Duration left = pass.timeLeft();
                    return new FullSynchronizationView.Progress(
                            pass.direction().key(),
                            pass.done(),
                            pass.total(),
                            pass.recordsPerSecond(),
                            left == null ? null : left.toString());
                })
                .orElse(null);
    }

    /** How a direction ended, or how its pass stands while the line is under way (scenario FS-08). */
    private static @Nullable String now(
            FullLine line, @Nullable String ended, Direction direction, List<RunView.PassView> passes) {
        return line.status() != FullLine.LineStatus.IN_PROCESS
                ? ended
                : passes.stream()
                        .filter(pass -> pass.direction().equals(direction.key()))
                        .map(RunView.PassView::status)
                        .reduce((first, last) -> last)
                        .orElse(null);
    }

    /** Errors as bad, ends as good, what runs as needing attention, the rest muted (scenario FS-17). */
    private static String tone(FullLine.LineStatus status) {
        return switch (status) {
            case ERROR -> "bad";
            case FINISHED -> "good";
            case IN_PROCESS -> "attention";
            case BLANK, NO_RECORDS -> "muted";
        };
    }
}
