package io.koppel.sync;

import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.ChangeDetection;
import io.koppel.mapping.Side;
import io.koppel.odata.Literals;
import io.koppel.sync.PassRunner.Order;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a pass looks at, and in which order (sync-semantics.md §2). */
final class PassCourse {
    private final Engine engine;
    private final PassRoutes routes;
    private final Steps steps;
    private final Selections selections;
    private final Unsettled unsettled;

    PassCourse(Engine engine, PassRoutes routes, Steps steps, Selections selections, Unsettled unsettled) {
        this.engine = engine;
        this.routes = routes;
        this.steps = steps;
        this.selections = selections;
        this.unsettled = unsettled;
    }

    /** Runs a pass from its first read to its last confirmation. */
    void run(Pass pass, Order order) {
        long started = engine.now();
        if (PassRunner.isWriteBack(order)) {
            selections.ids(pass, order.ids(), false);
            return;
        }
        if (!pass.isPreview()) {
            routes.failed(engine.followUpRunner().runLeftOver(pass));
        }
        engine.releases().before(pass, guids(order));
        if (pass.approval() == null && (order.ids().isEmpty() || !pass.isPreview())) {
            unsettled.resume(pass, selections);
        }
        pass.leftOpen()
                .unsettledCreates(
                        !unsettled.inDoubt(order.mapping(), order.direction()).isEmpty());
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
            failed.removeIf(pass.leftOpen()::isSettled);
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
        pass.openRetries(guids(order));
        selections.ids(pass, order.ids(), !guided);
        if (!guided && !pass.stopping()) {
            GoneSources gone = new GoneSources(engine);
            if (gone.areStrangers(pass, order.ids(), pass.openRetries())) {
                pass.fail(new IllegalArgumentException("source and destination tables do not match mapping "
                        + order.mapping().id() + " " + order.direction().key()
                        + ": none of the records named exists in "
                        + pass.source().displayName() + "; name records of the table that the mapping reads"));
                return;
            }
            routes.failed(gone.note(pass, pass.openRetries()));
        }
    }

    private static List<UUID> guids(Order order) {
        return order.ids().stream()
                .filter(Literals::isGuid)
                .map(UUID::fromString)
                .toList();
    }

    /**
     * Records that failed last time and were not among those that changed: by id, whatever the filter says, unless the filter
     * itself names the records that are meant (sync-semantics.md §2).
     */
    private void failedBefore(Pass pass, long started) {
        List<String> failed = pass.openRetries().stream().map(UUID::toString).toList();
        selections.ids(pass, failed, ChosenByFilter.is(pass));
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
            selections.ids(pass, Sweep.sources(pass, found.targetGone), true);
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
            selections.ids(pass, List.copyOf(ids), true);
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
        long seen = Math.max(
                pass.watermark(), engine.watermarks().seenAt(pass.runtime().scope(), pass.source()));
        long from = stamped && pass.watermark() > 0 ? lookingBack(seen) : 0;
        if (!order.confirmed() && !pass.isPreview() && MassChangeGuard.guards(engine, pass)) {
            pass.guard(new MassChangeGuard(engine, pass, new Selection.Changes(from)));
        }
        selections.changes(pass, from);
        selections.noteSeen(pass);
    }

    /** Long transactions become visible late, with the stamp of the moment they were written (promises.md P6). */
    private long lookingBack(long stamp) {
        return Math.max(1, stamp - engine.settings().overlap().toMillis());
    }

    /** A pass that was cut off goes on where it stood. */
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
        selections.changes(pass, place.stamp() == 0 ? 0 : lookingBack(place.stamp()));
        if (!pass.stopping()) {
            progress.finish(pass);
            selections.noteSeen(pass);
            steps.matcher().clear(scope);
        }
    }

    private void previewEverything(Pass pass) {
        try {
            selections.changes(pass, 0);
        } finally {
            steps.matcher().clear(Matcher.indexScope(pass));
        }
    }
}
