package io.koppel.operate.rest;

import io.koppel.operate.ChosenCouplings;
import io.koppel.operate.CoupleCommand;
import io.koppel.operate.CouplingOperations.UncoupleCommand;
import io.koppel.operate.CouplingProposals;
import io.koppel.operate.CouplingView;
import io.koppel.operate.MatchOperations.MatchCommand;
import io.koppel.operate.MatchOperations.MatchView;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.access.Role;
import io.koppel.operate.record.PairField;
import java.util.List;

/** Couplings over REST: one by one, many, and by match. */
final class CouplingEndpoints {
    private static final Parameter MAPPING = Parameter.path("mapping", "Id of a mapping, for example CUSTOMER");

    private final Operations operations;
    private final RunAnswers runs;

    private CouplingEndpoints(Operations operations) {
        this.operations = operations;
        this.runs = new RunAnswers(operations);
    }

    static List<Endpoint> of(Operations operations) {
        return new CouplingEndpoints(operations).all();
    }

    private List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/couplings",
                        "listCouplings",
                        "Couplings of a mapping",
                        List.of(
                                Parameter.query("mapping", "Id of the mapping; required"),
                                Parameter.query("search", "Only where number or name contains this"),
                                Parameter.LIMIT,
                                Parameter.AFTER),
                        Types.listing(CouplingView.class),
                        call -> Answer.ok(operations
                                .couplings()
                                .list(call.required("mapping"), call.query("search"), call.id("after"), call.limit()))),
                Endpoint.get(
                        "/api/mappings/{mapping}/proposal",
                        "proposeCoupling",
                        "What is proposed before a Business Central record is coupled",
                        List.of(
                                MAPPING,
                                Parameter.query("businessCentralId", "Record by SystemId, number or name; required"),
                                Parameter.query("dataverse", "Row picked: its id, name or the beginning of its name"),
                                Parameter.query("createNew", "true: a new row is wanted instead"),
                                Parameter.query("then", "What the person wants synchronized after coupling")),
                        CouplingProposals.Proposal.class,
                        call -> Answer.ok(operations
                                .proposals()
                                .of(
                                        call.path("mapping"),
                                        call.required("businessCentralId"),
                                        new CouplingProposals.Choices(
                                                call.query("dataverse"),
                                                "true".equals(call.query("createNew")),
                                                call.query("then"))))),
                Endpoint.get(
                        "/api/couplings/{coupling}/fields",
                        "compareFields",
                        "The mapped fields of a pair with the values both services have right now",
                        List.of(Parameter.path("coupling", "Id of a coupling as listed")),
                        Types.listing(PairField.class),
                        call -> Answer.ok(operations.insights().records().fields(call.path("coupling")))),
                Endpoint.get(
                        "/api/mappings/{mapping}/candidates",
                        "listCandidates",
                        "Records inside the mapping to pick from",
                        List.of(
                                MAPPING,
                                Parameter.query("side", "business-central or dataverse; required"),
                                Parameter.query("search", "Only those whose number or name begins so"),
                                Parameter.LIMIT),
                        Types.listing(CouplingProposals.Candidate.class),
                        call -> Answer.ok(operations
                                .proposals()
                                .candidates(
                                        call.path("mapping"),
                                        call.required("side"),
                                        call.query("search"),
                                        call.limit()))),
                new Endpoint(
                        "POST",
                        "/api/couplings",
                        Role.OPERATOR,
                        "couple",
                        "Couples two records, or one with a new one on the other side",
                        List.of(),
                        CoupleCommand.class,
                        201,
                        CouplingView.class,
                        false,
                        call -> Answer.created(
                                operations.couplings().couple(call.body(CoupleCommand.class), call.callerName()))),
                new Endpoint(
                        "POST",
                        "/api/couplings/synchronize",
                        Role.OPERATOR,
                        "synchronizeCouplings",
                        "Synchronizes chosen couplings, also of several mappings, in a direction that wins",
                        List.of(),
                        ChosenCouplings.SelectionCommand.class,
                        202,
                        ChosenCouplings.SelectionScheduled.class,
                        false,
                        call -> new Answer.Now(
                                202,
                                new ChosenCouplings(operations.now())
                                        .synchronize(
                                                call.body(ChosenCouplings.SelectionCommand.class), call.callerName()))),
                new Endpoint(
                        "DELETE",
                        "/api/couplings/{coupling}",
                        Role.OPERATOR,
                        "uncouple",
                        "Dissolves a coupling; neither record is deleted",
                        List.of(Parameter.path("coupling", "Id of a coupling as listed")),
                        null,
                        204,
                        null,
                        false,
                        call -> {
                            operations.couplings().uncouple(call.path("coupling"), call.callerName());
                            return Answer.nothing();
                        }),
                started(
                        "/api/mappings/{mapping}/uncouple",
                        "uncoupleMany",
                        "Dissolves the couplings of these records, or of all of a mapping",
                        UncoupleCommand.class,
                        call -> runs.started(call, () -> operations
                                .couplings()
                                .uncoupleMany(
                                        call.path("mapping"),
                                        call.body(UncoupleCommand.class, UncoupleCommand.ALL),
                                        call.callerName()))),
                Endpoint.post(
                        "/api/mappings/{mapping}/match/preview",
                        "previewMatch",
                        "What match-based coupling would couple; nothing is written",
                        List.of(MAPPING),
                        MatchCommand.class,
                        MatchView.class,
                        call -> Answer.ok(operations
                                .matches()
                                .preview(call.path("mapping"), call.body(MatchCommand.class, MatchCommand.ALL)))),
                started(
                        "/api/mappings/{mapping}/match",
                        "match",
                        "Couples records that have their match fields in common",
                        MatchCommand.class,
                        call -> runs.started(call, () -> operations
                                .matches()
                                .start(
                                        call.path("mapping"),
                                        call.body(MatchCommand.class, MatchCommand.ALL),
                                        call.callerName()))));
    }

    private static Endpoint started(String path, String id, String summary, Class<?> body, Endpoint.Handler handler) {
        return new Endpoint(
                "POST",
                path,
                Role.OPERATOR,
                id,
                summary,
                List.of(MAPPING, Parameter.WAIT),
                body,
                202,
                RunView.class,
                true,
                handler);
    }
}
