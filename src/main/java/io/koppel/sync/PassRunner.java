package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Unconfirmed;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.ChangeDetection;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one pass from its first read to its row in the job log. */
public final class PassRunner {
    private final Engine engine;
    private final PassRoutes routes;
    private final Steps steps;
    private final AtomicLong previews = new AtomicLong();

    public PassRunner(Engine engine, PassRoutes routes, Steps steps) {
        this.engine = engine;
        this.routes = routes;
        this.steps = steps;
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
        return run(order, approval, started, pass -> work(pass, order));
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
        boolean open = engine.intents().unconfirmed(engine.scope(order.mapping().id())).stream()
                .anyMatch(batch -> batch.direction() == opposite);
        List<String> inDoubt = inDoubt(order);
        if (open || !inDoubt.isEmpty()) {
            PassMode mode = PassMode.chosenRecords(order.mode().creates(), false);
            run(
                    new Order(order.mapping(), opposite, mode, inDoubt, order.run(), order.startedBy()),
                    null,
                    pass -> {},
                    pass -> {
                        resumeIntents(pass);
                        send(pass, inDoubt, false);
                    });
        }
    }

    /**
     * Records whose partner may have come into being on the side this pass reads, under an id that nobody knows (promises.md
     * P1); by their ids on the other side.
     */
    private List<String> inDoubt(Order order) {
        boolean known = order.direction() != Direction.TO_DATAVERSE
                || order.mapping().dataverse().isChoice()
                || new Records(order.mapping()).acceptsChosenId(Side.BUSINESS_CENTRAL);
        if (known) {
            return List.of();
        }
        int scope = engine.scope(order.mapping().id());
        // Whatever is pending and has no intent any more waits to be taken up again.
        List<UUID> waiting = engine.retries().of(scope, Direction.FROM_DATAVERSE);
        return waiting.isEmpty()
                ? List.of()
                : engine
                        .database()
                        .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, waiting))
                        .values()
                        .stream()
                        .filter(coupling -> coupling.state().isPending())
                        .map(coupling -> coupling.dataverseId().toString())
                        .toList();
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
            work(pass, order);
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
    private static boolean isWriteBack(Order order) {
        return order.mode().equals(PassMode.WRITE_BACK);
    }

    private void work(Pass pass, Order order) {
        long started = engine.now();
        if (isWriteBack(order)) {
            send(pass, order.ids(), false);
            return;
        }
        if (!pass.isPreview()) {
            engine.followUpRunner().runLeftOver(pass);
        }
        engine.releases().before(pass);
        if (pass.approval() == null && (order.ids().isEmpty() || !pass.isPreview())) {
            resumeIntents(pass);
        }
        pass.unsettledCreates(!inDoubt(order).isEmpty());
        if (!order.ids().isEmpty()) {
            // Records of a plan are known by their versions, and who asks about a record wants it in any case.
            chosen(pass, order);
        } else if (pass.mode().everything()) {
            everything(pass);
        } else if (pass.mode().equals(PassMode.SWEEP)) {
            sweep(pass, order);
        } else {
            List<UUID> failed =
                    new ArrayList<>(engine.retries().of(pass.runtime().scope(), pass.direction()));
            failed.addAll(releasedInPlan(pass));
            failed.removeIf(pass::isSettled);
            pass.openRetries(failed);
            modified(pass, order);
            if (!failed.isEmpty()) {
                failedBefore(pass, started);
            }
            alsoChanged(pass);
        }
        steps.matcher().end(pass);
    }

    private void chosen(Pass pass, Order order) {
        boolean guided = pass.approval() != null || pass.isPreview();
        pass.openRetries(order.ids().stream()
                .filter(Literals::isGuid)
                .map(UUID::fromString)
                .toList());
        send(pass, order.ids(), !guided);
        if (!guided && !pass.stopping()) {
            routes.failed(new GoneSources(engine).note(pass, pass.openRetries()));
        }
    }

    /** Records whose write a dead process started and nobody confirmed: they go through the pass by id. */
    private void resumeIntents(Pass pass) {
        List<UUID> batches = new ArrayList<>();
        Map<UUID, OpenAttempt> attempts = new LinkedHashMap<>();
        for (Unconfirmed batch : engine.intents().unconfirmed(pass.runtime().scope())) {
            if (batch.direction() == pass.direction()) {
                batches.add(batch.batch());
                for (Intent intent : batch.intents()) {
                    attempts.merge(
                            pass.source() == Side.BUSINESS_CENTRAL ? intent.businessCentralId() : intent.dataverseId(),
                            new OpenAttempt(List.of(batch.batch()), intent, List.of(), false),
                            (earlier, later) -> later.after(earlier));
                }
            }
        }
        if (batches.isEmpty() || pass.stopping()) {
            return;
        }
        pass.resumed(attempts);
        try {
            send(pass, attempts.keySet().stream().map(UUID::toString).toList(), false);
        } finally {
            pass.resumed(Map.of());
        }
        if (!pass.stopping() && !pass.isPreview()) {
            engine.database().inTransaction(connection -> {
                for (UUID batch : batches) {
                    engine.intents().close(connection, batch);
                }
                return true;
            });
        }
    }

    /** Records that failed last time and were not among those that changed: by id, whatever the filter says. */
    private void failedBefore(Pass pass, long started) {
        List<String> failed = pass.openRetries().stream().map(UUID::toString).toList();
        send(pass, failed, false);
        if (!pass.stopping() && !pass.isPreview()) {
            engine.retries().forgetBefore(pass.runtime().scope(), pass.direction(), started);
        }
    }

    /** What a release would have put among the records to be tried again, had it not only been planned. */
    private List<UUID> releasedInPlan(Pass pass) {
        Set<UUID> released = pass.wouldBeReleased();
        return released.isEmpty()
                ? List.of()
                : engine
                        .database()
                        .read(connection -> engine.couplings()
                                .find(connection, pass.runtime().scope(), Side.BUSINESS_CENTRAL, released))
                        .values()
                        .stream()
                        .map(coupling -> coupling.id(pass.source()))
                        .toList();
    }

    private void sweep(Pass pass, Order order) {
        Sweep sweep = new Sweep(engine);
        Sweep.Found found = sweep.find(pass);
        long limit = engine.settings().safeguards().limit(pass.mapping(), found.looked);
        if (!order.confirmed() && found.missing() > limit) {
            pass.needsConfirmation("the records of " + found.missing() + " of " + found.looked
                    + " couplings are gone; nothing was done about it. If they were deleted on purpose, confirm it with koppel"
                    + " synchronize " + pass.mapping().id() + " --sweep --confirm-mass-change");
        }
        if (pass.stopping()) {
            return;
        }
        sweep.forget(pass, found.bothGone);
        sweep.sourceGone(pass, found.sourceGone);
        pass.recheck(true);
        try {
            send(pass, Sweep.sources(pass, found.targetGone), true);
        } finally {
            pass.recheck(false);
        }
        if (!pass.stopping()) {
            sweep.done(pass, found);
        }
        pass.remark(found.looked + " couplings looked at with " + found.requests + " requests, " + found.missing()
                + " without one of their records");
    }

    private void alsoChanged(Pass pass) {
        if (pass.source() != Side.BUSINESS_CENTRAL || pass.mapping().alsoWhen().isEmpty()) {
            return;
        }
        Set<String> ids = new LinkedHashSet<>();
        AlsoWhenReader reader = new AlsoWhenReader(engine);
        List<Runnable> confirmations = new ArrayList<>();
        for (AlsoWhen also : pass.mapping().alsoWhen()) {
            confirmations.add(reader.read(pass, also, ids));
        }
        boolean before = pass.recheck();
        pass.recheck(true);
        try {
            send(pass, List.copyOf(ids), true);
        } finally {
            pass.recheck(before);
        }
        if (!pass.stopping() && !pass.isPreview()) {
            confirmations.forEach(Runnable::run);
        }
    }

    private void modified(Pass pass, Order order) {
        boolean stamped = pass.runtime().records().stampColumn(pass.source()) != null
                && !(pass.source() == Side.BUSINESS_CENTRAL
                        && pass.mapping().changes() == ChangeDetection.FULL_READ_AND_HASH);
        long overlap = engine.settings().overlap().toMillis();
        long seen = Math.max(
                pass.watermark(), engine.watermarks().seenAt(pass.runtime().scope(), pass.source()));
        long from = stamped && pass.watermark() > 0 ? Math.max(1, seen - overlap) : 0;
        if (!order.confirmed() && !pass.isPreview() && MassChangeGuard.guards(engine, pass)) {
            pass.guard(new MassChangeGuard(engine, pass, new Selection.Changes(from)));
        }
        sendTracked(pass, from);
        noteSeen(pass);
    }

    private void everything(Pass pass) {
        int scope = pass.runtime().scope();
        if (pass.isPreview()) {
            previewEverything(pass);
            return;
        }
        PassProgress progress = engine.progress();
        if (progress.unfinished(scope, pass.direction()).isEmpty()) {
            progress.begin(scope, pass.direction());
        }
        PassProgress.Unfinished place =
                progress.unfinished(scope, pass.direction()).orElseThrow();
        if (place.matched()) {
            steps.matcher().alreadyIndexed(pass);
        }
        sendTracked(pass, place.stamp());
        if (!pass.stopping()) {
            progress.finish(pass);
            noteSeen(pass);
            steps.matcher().clear(scope);
        }
    }

    private void previewEverything(Pass pass) {
        try {
            sendTracked(pass, 0);
        } finally {
            steps.matcher().clear(Matcher.indexScope(pass));
        }
    }

    private void sendTracked(Pass pass, long from) {
        if (pass.stopping()) {
            return;
        }
        pass.tracked(true);
        try {
            routes.send(pass, new Selection.Changes(from));
        } finally {
            pass.tracked(false);
        }
    }

    private void noteSeen(Pass pass) {
        OptionalLong end = pass.tracker().end();
        if (end.isPresent()
                && !pass.stopping()
                && !pass.isPreview()
                && pass.runtime().records().stampColumn(pass.source()) != null) {
            engine.watermarks().seen(pass.runtime().scope(), pass.source(), end.getAsLong());
        }
    }

    private void send(Pass pass, List<String> ids, boolean inFilterOnly) {
        for (int at = 0; at < ids.size() && !pass.stopping(); at += Selection.Ids.BLOCK) {
            List<String> block = ids.subList(at, Math.min(ids.size(), at + Selection.Ids.BLOCK));
            routes.send(pass, new Selection.Ids(Objects.requireNonNull(block), inFilterOnly));
        }
    }
}
