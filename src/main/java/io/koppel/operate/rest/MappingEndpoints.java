package io.koppel.operate.rest;

import io.koppel.mapping.Side;
import io.koppel.operate.MappingDetail;
import io.koppel.operate.NowOperations.NowCommand;
import io.koppel.operate.NowOperations.QuestionView;
import io.koppel.operate.NowOperations.Scheduled;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.access.Role;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Synchronizing chosen records, whole mappings and all of them, and switching mappings, over REST. */
final class MappingEndpoints {
    private static final Parameter MAPPING = Parameter.path("mapping", "Id of a mapping, for example CUSTOMER");

    private static final Map<String, String> OPERATION_IDS =
            Map.of("create-new", "setCreateNew", "multi-company", "setMultiCompany");

    private final Operations operations;
    private final RunAnswers runs;

    /** @param unconditional whether records are written even where nothing has changed; only for one-way mappings */
    record FullCommand(boolean unconditional) {}

    /** @param shipped whether the file itself is put back as it is shipped */
    record ResetCommand(boolean shipped) {}

    /** @param createNew whether scheduled runs create what is not coupled */
    record CreateNewCommand(boolean createNew) {}

    /** @param multiCompany whether several companies share the mapping's Dataverse rows */
    record MultiCompanyCommand(boolean multiCompany) {}

    private MappingEndpoints(Operations operations) {
        this.operations = operations;
        this.runs = new RunAnswers(operations);
    }

    static List<Endpoint> of(Operations operations) {
        return new MappingEndpoints(operations).all();
    }

    private List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/mappings/{mapping}/question",
                        "askDirection",
                        "What is asked before a record is synchronized now, and what is proposed",
                        List.of(
                                MAPPING,
                                Parameter.query("businessCentralId", "The record, by SystemId, number or name"),
                                Parameter.query("dataverseId", "or the row, by id or name")),
                        QuestionView.class,
                        this::question),
                scheduled(
                        "/api/mappings/{mapping}/synchronize-now",
                        "synchronizeNow",
                        "Synchronizes chosen records in a direction that wins",
                        call -> operations
                                .now()
                                .now(call.path("mapping"), call.body(NowCommand.class), call.callerName())),
                scheduled(
                        "/api/mappings/{mapping}/create",
                        "createOnOtherSide",
                        "Creates chosen records on the other side",
                        call -> operations
                                .now()
                                .create(call.path("mapping"), call.body(NowCommand.class), call.callerName())),
                started(
                        "/api/mappings/{mapping}/full",
                        "synchronizeFully",
                        "Looks at everything in the mapping's filter again",
                        List.of(MAPPING, Parameter.WAIT),
                        FullCommand.class,
                        call -> runs.started(call, () -> operations
                                .switches()
                                .full(
                                        call.path("mapping"),
                                        call.body(FullCommand.class, new FullCommand(false))
                                                .unconditional(),
                                        call.callerName()))),
                started(
                        "/api/synchronize",
                        "synchronizeAll",
                        "Synchronizes the modified records of all mappings",
                        List.of(Parameter.WAIT),
                        null,
                        call -> runs.started(call, () -> operations.switches().all(call.callerName()))),
                changed(
                        "enable",
                        "Lets a mapping take part in jobs and full synchronization",
                        null,
                        (call, id) -> operations.switches().enable(id)),
                changed(
                        "disable",
                        "Keeps a mapping out of jobs and full synchronization",
                        null,
                        (call, id) -> operations.switches().disable(id)),
                changed(
                        "create-new",
                        "Says whether scheduled runs create what is not coupled",
                        CreateNewCommand.class,
                        (call, id) -> operations
                                .switches()
                                .createNew(id, call.body(CreateNewCommand.class).createNew())),
                changed(
                        "multi-company",
                        "Says whether several companies share the mapping's Dataverse rows",
                        MultiCompanyCommand.class,
                        (call, id) -> operations
                                .switches()
                                .multiCompany(
                                        id, call.body(MultiCompanyCommand.class).multiCompany())),
                changed(
                        "reset",
                        "Sets a mapping back to what its file says, or to the file as it is shipped, and forgets its"
                                + " watermarks; couplings are kept",
                        ResetCommand.class,
                        (call, id) -> operations
                                .switches()
                                .reset(
                                        id,
                                        call.body(ResetCommand.class, new ResetCommand(false))
                                                .shipped())));
    }

    private Answer question(Call call) {
        String record = call.query("businessCentralId");
        String row = call.query("dataverseId");
        if ((record == null) == (row == null)) {
            throw OperationException.invalid("name one record: businessCentralId or dataverseId");
        }
        Side side = record == null ? Side.DATAVERSE : Side.BUSINESS_CENTRAL;
        return Answer.ok(
                operations.now().question(call.path("mapping"), side, String.valueOf(record == null ? row : record)));
    }

    private interface Start {
        Scheduled start(Call call);
    }

    private static Endpoint scheduled(String path, String id, String summary, Start start) {
        return new Endpoint(
                "POST",
                path,
                Role.OPERATOR,
                id,
                summary,
                List.of(MAPPING),
                NowCommand.class,
                202,
                Scheduled.class,
                false,
                call -> new Answer.Now(202, start.start(call)));
    }

    private static Endpoint started(
            String path,
            String id,
            String summary,
            List<Parameter> parameters,
            @org.jspecify.annotations.Nullable Class<?> body,
            Endpoint.Handler handler) {
        return new Endpoint(
                "POST", path, Role.OPERATOR, id, summary, parameters, body, 202, RunView.class, true, handler);
    }

    private Endpoint changed(
            String verb,
            String summary,
            @org.jspecify.annotations.Nullable Class<?> body,
            BiConsumer<Call, String> change) {
        return new Endpoint(
                "POST",
                "/api/mappings/{mapping}/" + verb,
                Role.ADMINISTRATOR,
                OPERATION_IDS.getOrDefault(verb, verb + "Mapping"),
                summary,
                List.of(MAPPING),
                body,
                200,
                MappingDetail.class,
                false,
                call -> {
                    change.accept(call, call.path("mapping"));
                    return Answer.ok(operations.mappings().show(call.path("mapping")));
                });
    }
}
