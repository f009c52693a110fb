package io.koppel.operate.rest;

import io.koppel.operate.LeftOut;
import io.koppel.operate.Operations;
import io.koppel.operate.Released;
import io.koppel.operate.SkippedCommand;
import io.koppel.operate.SkippedDeletion;
import io.koppel.operate.SkippedOperations;
import io.koppel.operate.SkippedView;
import io.koppel.operate.StartedRuns;
import io.koppel.operate.errors.ErrorCouplings;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Skipped records: looking at them and everything done about them, one by one or many at once. */
final class SkippedEndpoints {
    private static final Parameter MAPPING = Parameter.query("mapping", "Only of this mapping");
    private static final Parameter COUPLING = Parameter.path("coupling", "Id of a skipped record as listed");
    private static final Parameter DIRECTION =
            Parameter.query("direction", "to-dataverse or from-dataverse; a mapping that goes one way takes its own");

    private final Operations operations;
    private final RunAnswers runs;
    private final List<Endpoint> all = new ArrayList<>();

    private SkippedEndpoints(Operations operations) {
        this.operations = operations;
        this.runs = new RunAnswers(operations);
    }

    static List<Endpoint> of(Operations operations) {
        SkippedEndpoints endpoints = new SkippedEndpoints(operations);
        endpoints.list();
        endpoints.one();
        endpoints.many();
        return endpoints.all;
    }

    private SkippedOperations skipped() {
        return operations.skipped();
    }

    private void list() {
        all.add(Endpoint.get(
                "/api/skipped",
                "listSkipped",
                "Records that are left out until they are released; those of which nothing is left are forgotten",
                List.of(
                        MAPPING,
                        Parameter.query("record", "Only this one: the id of its coupling"),
                        Parameter.query(
                                "live", "no: the services are not asked which records still exist; else they are"),
                        Parameter.LIMIT,
                        Parameter.AFTER),
                Types.listing(SkippedView.class),
                call -> Answer.ok(skipped()
                        .page(
                                new SkippedOperations.Query(
                                        call.query("mapping"), call.query("record"), !"no".equals(call.query("live"))),
                                call.query("after"),
                                call.limit()))));
    }

    private void one() {
        all.add(act(
                "/api/skipped/{coupling}/retry",
                "retrySkipped",
                "Releases a skipped record; the next run takes it up again",
                List.of(COUPLING),
                null,
                Released.class,
                call -> Answer.ok(skipped().retry(call.path("coupling")))));
        all.add(act(
                "/api/skipped/{coupling}/synchronize",
                "synchronizeSkipped",
                "Releases a skipped record and synchronizes it now; the chosen direction wins over the other side",
                List.of(COUPLING, DIRECTION, Parameter.WAIT),
                null,
                StartedRuns.class,
                call -> single(call, () -> skipped().synchronize(command(call), call.callerName()))));
        all.add(act(
                "/api/skipped/{coupling}/restore",
                "restoreSkipped",
                "Creates the missing record of a pair that has lost one",
                List.of(COUPLING, Parameter.WAIT),
                null,
                StartedRuns.class,
                call -> single(call, () -> skipped().restore(command(call), call.callerName()))));
        all.add(act(
                "/api/skipped/{coupling}/delete",
                "deleteSkipped",
                "Deletes the surviving record of a pair that has lost one, and the coupling",
                List.of(COUPLING),
                null,
                SkippedDeletion.class,
                call -> {
                    SkippedDeletion done = skipped().delete(command(call), call.callerName());
                    SkippedOperations.refuse(call.path("coupling"), done.leftOut(), done.deleted() > 0);
                    return Answer.ok(done);
                }));
        all.add(act(
                "/api/skipped/{coupling}/uncouple",
                "uncoupleSkipped",
                "Dissolves the coupling of a skipped record; no record is deleted",
                List.of(COUPLING, Parameter.WAIT),
                null,
                StartedRuns.class,
                call -> single(call, () -> skipped().uncouple(command(call), call.callerName()))));
    }

    private void many() {
        all.add(act(
                "/api/skipped/retry-all",
                "retryAllSkipped",
                "Releases all skipped records",
                List.of(MAPPING),
                null,
                Released.class,
                call -> Answer.ok(skipped().retryAll(call.query("mapping")))));
        all.add(act(
                "/api/skipped/find-deleted",
                "findDeleted",
                "Marks pairs of one-way mappings as skipped whose Business Central record is gone or outside the filter",
                List.of(MAPPING, Parameter.WAIT),
                null,
                StartedRuns.class,
                call -> later(call, () -> skipped().findDeleted(call.query("mapping"), call.callerName()))));
        all.add(act(
                "/api/errors/uncouple",
                "uncoupleErrors",
                "Dissolves the couplings of records by their rows in the error log; no record is deleted",
                List.of(Parameter.WAIT),
                ErrorCouplings.ErrorSelection.class,
                StartedRuns.class,
                call -> {
                    ErrorCouplings.ErrorSelection chosen = call.body(ErrorCouplings.ErrorSelection.class);
                    return later(call, () -> skipped().errors().uncouple(chosen, call.callerName()));
                }));
        all.add(act(
                "/api/skipped/retry",
                "retrySkippedMany",
                "Releases these records; those whose Business Central record is gone are left out",
                List.of(),
                SkippedCommand.class,
                Released.class,
                call -> Answer.ok(
                        skipped().retry(call.body(SkippedCommand.class).records()))));
        all.add(act(
                "/api/skipped/synchronize",
                "synchronizeSkippedMany",
                "Releases these records and synchronizes them now, with one run for each mapping",
                List.of(Parameter.WAIT),
                SkippedCommand.class,
                StartedRuns.class,
                call -> many(call, command -> skipped().synchronize(command, call.callerName()))));
        all.add(act(
                "/api/skipped/restore",
                "restoreSkippedMany",
                "Creates the missing records of these pairs; those that have both are left out",
                List.of(Parameter.WAIT),
                SkippedCommand.class,
                StartedRuns.class,
                call -> many(call, command -> skipped().restore(command, call.callerName()))));
        all.add(act(
                "/api/skipped/delete",
                "deleteSkippedMany",
                "Deletes the surviving records of these pairs; those that have both are left out",
                List.of(),
                SkippedCommand.class,
                SkippedDeletion.class,
                call -> Answer.ok(skipped().delete(call.body(SkippedCommand.class), call.callerName()))));
        all.add(act(
                "/api/skipped/uncouple",
                "uncoupleSkippedMany",
                "Dissolves the couplings of these records; no record is deleted",
                List.of(Parameter.WAIT),
                SkippedCommand.class,
                StartedRuns.class,
                call -> many(call, command -> skipped().uncouple(command, call.callerName()))));
    }

    private static SkippedCommand command(Call call) {
        return new SkippedCommand(List.of(call.path("coupling")), call.query("direction"));
    }

    private interface Many {
        StartedRuns start(SkippedCommand command);
    }

    private Answer many(Call call, Many start) {
        SkippedCommand command = call.body(SkippedCommand.class);
        return later(call, () -> start.start(command));
    }

    private Answer single(Call call, Supplier<StartedRuns> start) {
        return later(call, () -> {
            StartedRuns started = start.get();
            List<LeftOut> leftOut = started.leftOut();
            SkippedOperations.refuse(
                    call.path("coupling"), leftOut, !started.runs().isEmpty());
            return started;
        });
    }

    private Answer later(Call call, Supplier<StartedRuns> start) {
        java.time.Duration patience = call.patience();
        StartedRuns started = start.get();
        Answer.Now answer = new Answer.Now(200, started);
        return new Answer.Later(
                () -> started.runs().stream().allMatch(run -> runs.finished(run.run()) != null) ? answer : null,
                patience,
                () -> answer);
    }

    private static Endpoint act(
            String path,
            String id,
            String summary,
            List<Parameter> parameters,
            @org.jspecify.annotations.Nullable Class<?> body,
            Type answer,
            Endpoint.Handler handler) {
        return Endpoint.post(path, id, summary, parameters, body, answer, handler);
    }
}
