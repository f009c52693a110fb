package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Pass;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The passes of a run: which there are, in which mode, and how they come along while they are under way. */
final class MappingPasses {
    private final PassRunner passes;
    private final RunningPasses running;
    private volatile ProgressListener listener = ProgressListener.NONE;

    MappingPasses(PassRunner passes, RunningPasses running) {
        this.passes = passes;
        this.running = running;
    }

    /** Tells somebody how passes come along. */
    void listen(ProgressListener newListener) {
        listener = newListener;
    }

    /** Reports the progress of all running passes. */
    void report() {
        running.report(listener);
    }

    /** The directions a request means, to Dataverse first. */
    static List<Direction> directions(TableMapping mapping, SynchronizeRequest request) {
        Direction chosen = request.direction();
        List<Direction> directions = new ArrayList<>();
        for (Direction direction : mapping.passes()) {
            boolean wanted = chosen == null || chosen.includes(direction);
            boolean named = !request.chosen() || !ids(direction, request).isEmpty();
            if (wanted && named) {
                directions.add(direction);
            }
        }
        return directions;
    }

    private static List<String> ids(Direction direction, SynchronizeRequest request) {
        return direction.source() == Side.BUSINESS_CENTRAL ? request.businessCentralIds() : request.dataverseIds();
    }

    /** One pass of a request; {@code mode} null for what the request itself says. */
    JobLogRow pass(
            long run, TableMapping mapping, Direction direction, SynchronizeRequest request, @Nullable PassMode mode) {
        return watched(started -> passes.run(
                new PassRunner.Order(
                        mapping,
                        direction,
                        mode == null ? mode(mapping, request) : mode,
                        ids(direction, request),
                        run,
                        request.startedBy(),
                        request.confirmed(),
                        request.recheck()),
                started));
    }

    private static PassMode mode(TableMapping mapping, SynchronizeRequest request) {
        if (request.sweep()) {
            return PassMode.SWEEP;
        }
        Boolean asked = request.creates();
        boolean creates = asked == null ? !mapping.onlyCoupled() : asked;
        return request.chosen() || request.force()
                ? PassMode.chosenRecords(creates, request.force())
                : PassMode.scheduled(!creates);
    }

    /** One pass that writes what was approved. */
    JobLogRow approved(long run, ApprovedPass approved, String startedBy) {
        return watched(started -> passes.run(
                new PassRunner.Order(
                        approved.mapping(), approved.direction(), approved.mode(), approved.ids(), run, startedBy),
                approved.approval(),
                started));
    }

    private JobLogRow watched(Function<Consumer<Pass>, JobLogRow> work) {
        AtomicReference<@Nullable Pass> started = new AtomicReference<>();
        try {
            return work.apply(pass -> {
                started.set(pass);
                running.started(pass);
            });
        } finally {
            Pass pass = started.get();
            if (pass != null) {
                listener.progress(running.last(pass));
                running.ended(pass);
            }
        }
    }
}
