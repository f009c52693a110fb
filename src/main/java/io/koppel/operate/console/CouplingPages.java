package io.koppel.operate.console;

import io.koppel.operate.CoupleCommand;
import io.koppel.operate.CouplingView;
import io.koppel.operate.Operations;
import java.util.List;

/** Pairs of records, and making one by hand. */
final class CouplingPages implements Section {
    private static final int ROWS = 50;

    private final Operations operations;

    CouplingPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/couplings", "Couplings", "couplings", this::list),
                Page.below("/couplings", "/couple", "couple", this::couple));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator("/console/couple", "couple", this::coupled),
                Act.operator("/console/uncouple", "uncouple", this::uncoupled));
    }

    private Model list(Ask ask) {
        List<String> ids = operations.mappings().ids();
        String mapping = ask.query("mapping", ids.contains("CUSTOMER") ? "CUSTOMER" : ids.isEmpty() ? "" : ids.get(0));
        String search = ask.query("search");
        var couplings = operations.couplings().list(mapping, search, ask.afterId(), ROWS);
        return Model.titled("Couplings")
                .with("mappings", ids)
                .with("mapping", mapping)
                .with(
                        "figures",
                        operations.connection().state().enabled()
                                && operations.insights().customers().concerns(mapping))
                .with("search", search == null ? "" : search)
                .with("address", Ask.address("/couplings", "mapping", mapping, "search", search))
                .with("next", couplings.next())
                .with("couplings", couplings.value());
    }

    private Model couple(Ask ask) {
        List<String> ids = operations.mappings().ids();
        return Model.titled("Couple two records")
                .with("mappings", ids)
                .with("mapping", ask.query("mapping", ids.isEmpty() ? "" : ids.get(0)))
                .with("businessCentral", ask.query("businessCentral", ""))
                .with("dataverse", ask.query("dataverse", ""));
    }

    private Outcome coupled(Ask ask) {
        CouplingView coupling = operations
                .couplings()
                .couple(
                        new CoupleCommand(
                                ask.required("mapping"),
                                ask.field("businessCentral"),
                                ask.field("dataverse"),
                                ask.checked("createNew"),
                                ask.field("then")),
                        ask.person());
        return new Outcome(
                RecordPages.address(
                        coupling.mapping(), coupling.businessCentralId().toString()),
                coupling.mapping() + " " + name(coupling) + " is coupled.");
    }

    private Outcome uncoupled(Ask ask) {
        CouplingView coupling = operations.couplings().find(ask.required("mapping"), ask.required("record"));
        operations.couplings().uncouple(coupling.id(), ask.person());
        return new Outcome(
                "/couplings?mapping=" + coupling.mapping(),
                coupling.mapping() + " " + name(coupling) + " is uncoupled. Both records are still there.");
    }

    private static String name(CouplingView coupling) {
        String number = coupling.number();
        return number == null ? coupling.businessCentralId().toString() : number;
    }
}
