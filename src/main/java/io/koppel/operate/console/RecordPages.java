package io.koppel.operate.console;

import io.koppel.mapping.Side;
import io.koppel.odata.ServiceException;
import io.koppel.operate.CouplingView;
import io.koppel.operate.NowOperations.NowCommand;
import io.koppel.operate.NowOperations.QuestionView;
import io.koppel.operate.NowOperations.Scheduled;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.SkippedOperations;
import io.koppel.operate.SkippedView;
import io.koppel.operate.explain.Comparison;
import io.koppel.operate.explain.Explanation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record: both sides beside what they last agreed on, why it stands as it does, every write, and what can be done. */
final class RecordPages implements Section {
    private static final int ROWS = 50;

    private final Operations operations;

    RecordPages(Operations operations) {
        this.operations = operations;
    }

    static String address(String mapping, String record) {
        return "/records/" + mapping + "/" + Ask.encode(record).replace("+", "%20");
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.below("/couplings", "/records/:mapping/:record", "record", this::record),
                Page.below(
                        "/couplings",
                        "/records/:mapping/:record/explain",
                        "explain",
                        ask -> explanation(
                                operations.insights().explain().explain(ask.path("mapping"), ask.path("record")))));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator("/console/records/:mapping/:record/synchronize", "synchronizeNow", this::synchronize),
                Act.operator("/console/records/:mapping/:record/create", "createOnOtherSide", this::create));
    }

    static Model explanation(Explanation why) {
        String id = why.businessCentralId() != null ? why.businessCentralId() : why.dataverseId();
        return Model.titled(why.mapping() + " " + why.record())
                .with("why", why)
                .with("address", id == null ? "" : address(why.mapping(), id));
    }

    private Model record(Ask ask) {
        Comparison comparison = operations.insights().compare().compare(ask.path("mapping"), ask.path("record"));
        String mapping = comparison.mapping();
        CouplingView coupling = coupling(comparison);
        UUID ours = comparison.businessCentralId();
        UUID id = ours != null ? ours : comparison.dataverseId();
        if (id == null) {
            throw OperationException.notFound(
                    "neither service has a record '" + ask.path("record") + "' of " + mapping);
        }
        String number = coupling == null ? null : coupling.number();
        return Model.titled(mapping + " " + comparison.record())
                .with("mapping", operations.mappings().show(mapping).mapping())
                .with("record", id.toString())
                .with("address", address(mapping, id.toString()))
                .with("comparison", comparison)
                .with("coupling", coupling)
                .with("offers", coupling != null && coupling.skipped() ? offers(coupling) : List.of())
                .with("question", coupling == null ? null : question(mapping, coupling))
                .with("inBusinessCentral", operations.insights().records().inBusinessCentral(mapping, number))
                .with("inDataverse", operations.insights().records().inDataverse(mapping, comparison.dataverseId()))
                .with(
                        "sales",
                        coupling != null && operations.insights().customers().concerns(mapping)
                                ? operations
                                        .insights()
                                        .customers()
                                        .figures(coupling.businessCentralId().toString())
                                : null)
                .with("history", operations.journal().history(mapping, id.toString(), null, null, ROWS));
    }

    private @Nullable CouplingView coupling(Comparison comparison) {
        UUID id = comparison.businessCentralId();
        try {
            return id == null ? null : operations.couplings().find(comparison.mapping(), id.toString());
        } catch (OperationException e) {
            if (e.reason() == OperationException.Reason.NOT_FOUND) {
                return null; // it has no partner, which the page says
            }
            throw e;
        }
    }

    /** What may be done about a skipped record, by what is left of it on both sides. */
    private List<String> offers(CouplingView coupling) {
        return operations
                .skipped()
                .page(new SkippedOperations.Query(null, coupling.id(), true), null, 1)
                .value()
                .stream()
                .findFirst()
                .map(SkippedView::offers)
                .orElse(List.of());
    }

    /** Which direction is proposed; null where a record is gone or a service does not answer, which the comparison says. */
    private @Nullable QuestionView question(String mapping, CouplingView coupling) {
        try {
            return operations
                    .now()
                    .question(
                            mapping,
                            Side.BUSINESS_CENTRAL,
                            coupling.businessCentralId().toString());
        } catch (OperationException | ServiceException e) {
            return null;
        }
    }

    private Outcome synchronize(Ask ask) {
        return started(
                ask,
                operations
                        .now()
                        .now(
                                ask.path("mapping"),
                                new NowCommand(ask.field("direction"), List.of(ask.path("record")), null),
                                ask.person()));
    }

    private Outcome create(Ask ask) {
        boolean here = "business-central".equals(ask.field("side"));
        List<String> records = List.of(ask.path("record"));
        return started(
                ask,
                operations
                        .now()
                        .create(
                                ask.path("mapping"),
                                new NowCommand(null, here ? records : null, here ? null : records),
                                ask.person()));
    }

    private static Outcome started(Ask ask, Scheduled scheduled) {
        Long run = scheduled.run();
        return run != null
                ? Outcome.run(run)
                : new Outcome(
                        address(ask.path("mapping"), ask.path("record")),
                        "Nothing was done: "
                                + String.join(
                                        "; ",
                                        scheduled.leftOut().stream()
                                                .map(left -> left.record() + ": " + left.reason())
                                                .toList()));
    }
}
