package io.koppel.operate.console;

import io.koppel.operate.CouplingOperations.UncoupleCommand;
import io.koppel.operate.Operations;
import io.koppel.operate.SynchronizeCommand;
import java.util.List;

/** Table mappings: how they are defined, how they stand, and what can be done to a whole one. */
final class MappingPages implements Section {
    private static final int FEW = 10;
    private static final int SECONDS = 5;

    private final Operations operations;

    MappingPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/mappings", "Mappings", "mappings", ask -> list()).every(SECONDS),
                Page.below("/mappings", "/mappings/:mapping", "mapping", this::show));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator(
                        "/console/synchronize-all",
                        "synchronizeAll",
                        ask -> Outcome.run(operations.switches().all(ask.person()))),
                Act.operator("/console/mappings/:mapping/synchronize", "synchronize", this::synchronize),
                Act.operator(
                        "/console/mappings/:mapping/full",
                        "synchronizeFully",
                        ask -> Outcome.run(operations
                                .switches()
                                .full(ask.path("mapping"), ask.checked("unconditional"), ask.person()))),
                Act.operator(
                        "/console/mappings/:mapping/uncouple",
                        "uncoupleMany",
                        ask -> Outcome.run(operations
                                .couplings()
                                .uncoupleMany(ask.path("mapping"), UncoupleCommand.ALL, ask.person()))),
                Act.administrator("/console/mappings/:mapping/enable", "enableMapping", ask -> {
                    operations.switches().enable(ask.path("mapping"));
                    return did(ask, "is enabled");
                }),
                Act.administrator("/console/mappings/:mapping/disable", "disableMapping", ask -> {
                    operations.switches().disable(ask.path("mapping"));
                    return did(ask, "is disabled");
                }),
                Act.administrator("/console/mappings/:mapping/create-new", "setCreateNew", ask -> {
                    boolean creates = ask.checked("creates");
                    operations.switches().createNew(ask.path("mapping"), creates);
                    return did(ask, creates ? "creates new records from now on" : "synchronizes coupled records only");
                }),
                Act.administrator("/console/mappings/:mapping/reset", "resetMapping", ask -> {
                    operations.switches().reset(ask.path("mapping"), ask.checked("toShipped"));
                    return did(ask, "is as its file says, and looks at everything again");
                }));
    }

    private static Outcome did(Ask ask, String what) {
        return new Outcome("/mappings/" + ask.path("mapping"), ask.path("mapping") + " " + what);
    }

    private Model list() {
        return Model.titled("Mappings")
                .with("mappings", operations.mappings().list().value())
                .with("full", operations.fullSynchronization().status());
    }

    private Model show(Ask ask) {
        var mapping = operations.mappings().show(ask.path("mapping"));
        String id = mapping.mapping().id();
        return Model.titled(id)
                .with("mapping", mapping)
                .with("log", operations.journal().jobLog(id, null, FEW));
    }

    private Outcome synchronize(Ask ask) {
        SynchronizeCommand command = ask.checked("confirmMassChange")
                ? new SynchronizeCommand(null, null, null, null, null, true)
                : SynchronizeCommand.MODIFIED;
        return Outcome.run(operations.synchronization().start(ask.path("mapping"), command, ask.person()));
    }
}
