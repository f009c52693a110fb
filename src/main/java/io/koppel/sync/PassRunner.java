package io.koppel.sync;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one pass from its first read to its row in the job log. */
public final class PassRunner {
    private final Engine engine;
    private final Steps steps;
    private final Selections selections;
    private final Unsettled unsettled;
    private final PassCourse course;
    private final AtomicLong previews = new AtomicLong();

    public PassRunner(Engine engine, PassRoutes routes, Steps steps) {
        this.engine = engine;
        this.steps = steps;
        this.selections = new Selections(engine, routes);
        this.unsettled = new Unsettled(engine);
        this.course = new PassCourse(engine, routes, steps, selections, unsettled);
    }

    /**
     * What a pass is to do.
     *
     * @param ids records on the source side, or empty for what changed (or everything, if the mode says so)
     * @param confirmed whether a person said that a mass change is meant
     * @param recheck whether records are compared although their versions are known
     */
    public record Order(
            TableMapping mapping,
            Direction direction,
            PassMode mode,
            List<String> ids,
            long run,
            String startedBy,
            boolean confirmed,
            boolean recheck) {
        /** Without confirmation of a mass change. */
        public Order(
                TableMapping mapping,
                Direction direction,
                PassMode mode,
                List<String> ids,
                long run,
                String startedBy) {
            this(mapping, direction, mode, ids, run, startedBy, false, false);
        }
    }

    /**
     * Runs a pass; never throws: what stands against it is in the row's status and message.
     *
     * @param started called with the pass before its first read, to watch or stop it
     */
    public JobLogRow run(Order order, Consumer<Pass> started) {
        return run(order, null, started);
    }

    /** Runs a pass over named records that makes the approved writes and no others. */
    public JobLogRow run(Order order, @Nullable Approval approval, Consumer<Pass> started) {
        if (approval == null && !isWriteBack(order)) {
            settleOpposite(order);
        }
        return run(order, approval, started, pass -> course.run(pass, order));
    }

    /**
     * What a dead process, or a lost answer, left open in the other direction. It goes first: this pass must not take for a
     * person's what Koppel wrote itself, or for a stranger what it created.
     */
    private void settleOpposite(Order order) {
        Direction opposite = order.direction().opposite();
        if (!order.mapping().direction().includes(opposite)) {
            return;
        }
        List<String> inDoubt = unsettled.inDoubt(order.mapping(), order.direction());
        if (unsettled.open(order.mapping(), opposite) || !inDoubt.isEmpty()) {
            PassMode mode = PassMode.chosenRecords(order.mode().creates(), false);
            run(
                    new Order(order.mapping(), opposite, mode, inDoubt, order.run(), order.startedBy()),
                    null,
                    pass -> {},
                    pass -> {
                        unsettled.resume(pass, selections);
                        selections.ids(pass, inDoubt, false);
                    });
        }
    }

    private JobLogRow run(Order order, @Nullable Approval approval, Consumer<Pass> started, Consumer<Pass> work) {
        TableMapping mapping = order.mapping();
        int scope = engine.scope(mapping.id());
        long job = engine.jobLog()
                .open(
                        scope,
                        engine.company().name(),
                        mapping.id(),
                        order.direction().key(),
                        order.mode().kind(),
                        order.startedBy(),
                        order.run(),
                        engine.clock().instant());
        String message = null;
        JobStatus status;
        try {
            Pass pass = pass(order, scope, job);
            pass.recheck(order.recheck());
            if (approval != null) {
                pass.approvedBy(approval);
                pass.recheck(true);
            }
            started.accept(pass);
            work.accept(pass);
            Throwable error = pass.error();
            if (error != null) {
                status = JobStatus.ERROR;
                message = error.getMessage() == null ? error.toString() : error.getMessage();
            } else if (pass.confirmation() != null) {
                status = JobStatus.NEEDS_CONFIRMATION;
                message = pass.confirmation();
            } else if (pass.stopping()) {
                status = JobStatus.STOPPED;
                message = "stopped on request; what was confirmed is kept";
            } else {
                status = pass.counters().counters().failed() > 0 ? JobStatus.RECORDS_FAILED : JobStatus.SUCCESS;
                message = pass.remark();
            }
        } catch (RuntimeException e) {
            status = JobStatus.ERROR;
            message = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        engine.jobLog().close(job, engine.clock().instant(), status, message);
        JobLogRow row = engine.jobLog().find(job).orElseThrow();
        engine.passEnded(row);
        return row;
    }

    /**
     * Shows what a pass would do, batch by batch, and writes nothing: neither to a service nor to the store. It reads what
     * the pass would read, and the records go through the same route.
     *
     * @throws RuntimeException if a service cannot be read
     */
    public void preview(Order order, boolean recheck, Preview preview) {
        Pass pass = pass(order, engine.scope(order.mapping().id()), -previews.incrementAndGet());
        pass.showTo(preview);
        pass.recheck(recheck);
        try {
            course.run(pass, order);
        } finally {
            steps.matcher().end(pass);
        }
        Throwable error = pass.error();
        if (error != null) {
            throw error instanceof RuntimeException runtime ? runtime : new IllegalStateException(error);
        }
    }

    private Pass pass(Order order, int scope, long job) {
        MappingRuntime runtime = engine.runtime(order.mapping(), order.direction());
        Side source = order.direction().source();
        long watermark = engine.watermarks().of(scope, source).orElse(0);
        String ownUser = engine.company().user(order.direction().target());
        return new Pass(runtime, order.mode(), order.run(), job, order.startedBy(), watermark, ownUser);
    }

    /**
     * It runs while the opposite pass is under way, whose open intents and follow-ups are none that a dead process left behind.
     */
    static boolean isWriteBack(Order order) {
        return order.mode().equals(PassMode.WRITE_BACK);
    }
}
