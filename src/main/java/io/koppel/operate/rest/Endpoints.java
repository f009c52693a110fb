package io.koppel.operate.rest;

import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobLogRow;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.ConnectionOperations.DisableCommand;
import io.koppel.operate.HistoryView;
import io.koppel.operate.Journal;
import io.koppel.operate.MappingDetail;
import io.koppel.operate.MappingView;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.SynchronizeCommand;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Role;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every REST operation there is. */
final class Endpoints {
    private static final Parameter MAPPING = Parameter.query("mapping", "Only of this mapping");
    private static final Parameter LIMIT = Parameter.LIMIT;
    private static final Parameter AFTER = Parameter.AFTER;
    static final Parameter WAIT = Parameter.WAIT;

    private final Operations operations;
    private final RunAnswers runs;
    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints(Operations operations) {
        this.operations = operations;
        this.runs = new RunAnswers(operations);
    }

    static List<Endpoint> of(Operations operations, Accounts accounts) {
        Endpoints endpoints = new Endpoints(operations);
        endpoints.mappings();
        endpoints.all.addAll(JobEndpoints.of(operations));
        endpoints.all.addAll(SkippedEndpoints.of(operations));
        endpoints.all.addAll(OrderEndpoints.of(operations));
        endpoints.all.addAll(StatisticsEndpoints.of(operations));
        endpoints.all.addAll(CustomerEndpoints.of(operations));
        endpoints.all.addAll(QuoteEndpoints.of(operations));
        endpoints.all.addAll(MappingEndpoints.of(operations));
        endpoints.all.addAll(FieldEndpoints.of(operations));
        endpoints.all.addAll(CouplingEndpoints.of(operations));
        endpoints.journal();
        endpoints.all.addAll(FullSynchronizationEndpoints.of(operations));
        endpoints.connection();
        endpoints.all.addAll(AccountEndpoints.of(operations, accounts));
        endpoints.all.addAll(InsightEndpoints.of(operations));
        endpoints.all.addAll(RecordEndpoints.of(operations));
        return List.copyOf(endpoints.all);
    }

    private void mappings() {
        Parameter id = Parameter.path("mapping", "Id of a mapping, for example CUSTOMER");
        get(
                "/api/mappings",
                "listMappings",
                "All table mappings",
                List.of(),
                Types.listing(MappingView.class),
                call -> Answer.ok(operations.mappings().list()));
        get(
                "/api/mappings/{mapping}",
                "showMapping",
                "One table mapping",
                List.of(id),
                MappingDetail.class,
                call -> Answer.ok(operations.mappings().show(call.path("mapping"))));
        all.add(new Endpoint(
                "POST",
                "/api/mappings/{mapping}/synchronize",
                Role.OPERATOR,
                "synchronize",
                "Synchronizes modified records, or the records named",
                List.of(id, WAIT),
                SynchronizeCommand.class,
                202,
                RunView.class,
                true,
                this::synchronize));
        all.add(new Endpoint(
                "GET",
                "/api/runs/{run}",
                Role.VIEWER,
                "showRun",
                "One run with its passes and counters",
                List.of(Parameter.path("run", "Number of a run"), WAIT),
                null,
                200,
                RunView.class,
                false,
                this::showRun));
    }

    /** With patience, the answer comes when the run is finished or the patience ends, whichever is first. */
    private Answer showRun(Call call) {
        long run = runNumber(call.path("run"));
        Answer.Now standing = new Answer.Now(200, operations.synchronization().run(run));
        Duration patience = call.patience();
        return patience.isZero()
                ? standing
                : new Answer.Later(
                        () -> runs.finished(run),
                        patience,
                        () -> new Answer.Now(200, operations.synchronization().run(run)));
    }

    private Answer synchronize(Call call) {
        SynchronizeCommand command = call.body(SynchronizeCommand.class, SynchronizeCommand.MODIFIED);
        return runs.started(
                call, () -> operations.synchronization().start(call.path("mapping"), command, call.callerName()));
    }

    private void journal() {
        get(
                "/api/job-log",
                "listJobLog",
                "Passes, newest first",
                List.of(
                        MAPPING,
                        Parameter.query("kind", "Only of this kind: synchronization, coupling, uncoupling and others"),
                        LIMIT,
                        AFTER),
                Types.listing(JobLogRow.class),
                call -> Answer.ok(operations
                        .journal()
                        .jobLog(mapping(call), call.query("kind"), call.number("after"), call.limit())));
        all.add(new Endpoint(
                "DELETE",
                "/api/job-log",
                Role.ADMINISTRATOR,
                "deleteJobLog",
                "Deletes entries of the job log with their errors; what a skipped record refers to stays",
                List.of(Parameter.query("olderThan", "How old they are at least, for example P7D; all without it")),
                null,
                200,
                Journal.DeletedLog.class,
                false,
                call -> Answer.ok(operations.journal().deleteLog(call.duration("olderThan")))));
        get(
                "/api/errors",
                "listErrors",
                "Failed records, newest first",
                List.of(MAPPING, Parameter.number("job", "Only of this entry of the job log"), LIMIT, AFTER),
                Types.listing(ErrorRow.class),
                call -> Answer.ok(operations
                        .journal()
                        .errors(mapping(call), call.number("job"), call.number("after"), call.limit())));
        get(
                "/api/history",
                "listHistory",
                "Every write to a remote service, newest first",
                List.of(
                        MAPPING,
                        Parameter.query(
                                "record",
                                "Only of this record: its id on either side, or with the mapping its number or name"),
                        Parameter.number("run", "Only of this run"),
                        LIMIT,
                        AFTER),
                Types.listing(HistoryView.class),
                call -> Answer.ok(operations
                        .journal()
                        .history(
                                mapping(call),
                                call.query("record"),
                                call.number("run"),
                                call.number("after"),
                                call.limit())));
    }

    private void connection() {
        get(
                "/api/connection",
                "showConnection",
                "Both connections, without their secrets",
                List.of(),
                Types.listing(ConnectionOperations.ConnectionView.class),
                call -> Answer.ok(operations.connection().show()));
        get(
                "/api/connection/state",
                "showConnectionState",
                "Whether the services are talked to",
                List.of(),
                ConnectionOperations.State.class,
                call -> Answer.ok(operations.connection().state()));
        all.add(switched(
                "enable",
                "Tries both services and talks to them again; jobs that were held for it are ready",
                null,
                call -> Answer.ok(operations.connection().enable())));
        all.add(switched(
                "disable",
                "Sends no request any more and holds all jobs; couplings stay",
                DisableCommand.class,
                call -> Answer.ok(operations
                        .connection()
                        .disable(call.body(DisableCommand.class, new DisableCommand(null)), call.callerName()))));
        all.add(new Endpoint(
                "POST",
                "/api/connection/test",
                Role.ADMINISTRATOR,
                "testConnection",
                "Tries both connections",
                List.of(),
                null,
                200,
                ConnectionOperations.Tested.class,
                false,
                call -> Answer.ok(operations.connection().test())));
    }

    private static Endpoint switched(String verb, String summary, @Nullable Class<?> body, Endpoint.Handler handler) {
        return new Endpoint(
                "POST",
                "/api/connection/" + verb,
                Role.ADMINISTRATOR,
                verb + "Connection",
                summary,
                List.of(),
                body,
                200,
                ConnectionOperations.State.class,
                false,
                handler);
    }

    private @Nullable String mapping(Call call) {
        String mapping = call.query("mapping");
        return mapping == null
                ? null
                : operations.mappings().show(mapping).mapping().id();
    }

    static long runNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw io.koppel.operate.OperationException.notFound("there is no run '" + text + "'; runs have numbers");
        }
    }

    private void get(
            String path, String id, String summary, List<Parameter> parameters, Type answer, Endpoint.Handler handler) {
        all.add(new Endpoint("GET", path, Role.VIEWER, id, summary, parameters, null, 200, answer, false, handler));
    }
}
