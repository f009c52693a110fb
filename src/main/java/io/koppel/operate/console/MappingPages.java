package io.koppel.operate.console;

import io.koppel.operate.CouplingOperations.UncoupleCommand;
import io.koppel.operate.FieldOperations.AddFieldsCommand;
import io.koppel.operate.FieldOperations.FieldCommand;
import io.koppel.operate.FieldOperations.NewFieldRow;
import io.koppel.operate.MappingSwitches.ResetCommand;
import io.koppel.operate.Operations;
import io.koppel.operate.SynchronizeCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                Act.administrator("/console/mappings/:mapping/multi-company", "setMultiCompany", ask -> {
                    boolean shared = ask.checked("shared");
                    operations.switches().multiCompany(ask.path("mapping"), shared);
                    return did(ask, shared ? "shares its rows with other companies" : "sees the rows of this company");
                }),
                Act.administrator("/console/reset-mappings", "resetMappings", this::resetAll),
                Act.administrator("/console/mappings/:mapping/field", "changeField", this::changeField),
                Act.administrator("/console/mappings/:mapping/fields", "addFields", ask -> {
                    String here = ask.required("businessCentral");
                    String there = ask.required("dataverse");
                    operations
                            .fields()
                            .add(
                                    ask.path("mapping"),
                                    new AddFieldsCommand(List.of(new NewFieldRow(here, there, null))));
                    return did(ask, "has a row " + here + " · " + there + ", which is disabled until you enable it");
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
                .with("options", operations.fields().options(id).value())
                .with("log", operations.journal().jobLog(id, null, FEW));
    }

    private Outcome resetAll(Ask ask) {
        var reset = operations.switches().reset(new ResetCommand(null, ask.checked("shipped")));
        String files = reset.files().isEmpty() ? "" : "; put back: " + String.join(", ", reset.files());
        return new Outcome(
                "/jobs", reset.reset().size() + " mappings are set back" + files + ". These are the jobs now.");
    }

    /** A row is named by its two columns in fields of their own, or by both in one. */
    private Outcome changeField(Ask ask) {
        String row = ask.field("row");
        String[] both = row == null ? new String[0] : row.split("=", -1);
        String here = row == null ? ask.field("businessCentral") : blank(both[0]);
        String there = row == null ? ask.field("dataverse") : blank(both[both.length - 1]);
        operations
                .fields()
                .change(
                        ask.path("mapping"),
                        new FieldCommand(
                                here,
                                there,
                                flag(ask, "enabled"),
                                ask.field("direction"),
                                flag(ask, "notNull"),
                                flag(ask, "clearOnFailure"),
                                null,
                                ask.field("constant")));
        return did(ask, "has its row " + words(here) + " · " + words(there) + " changed, from the next run on");
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String words(@Nullable String column) {
        return column == null ? "(constant)" : column;
    }

    private static @Nullable Boolean flag(Ask ask, String field) {
        String value = ask.field(field);
        return value == null ? null : Boolean.valueOf(value);
    }

    private Outcome synchronize(Ask ask) {
        SynchronizeCommand command = ask.checked("confirmMassChange")
                ? new SynchronizeCommand(null, null, null, null, null, true)
                : SynchronizeCommand.MODIFIED;
        return Outcome.run(operations.synchronization().start(ask.path("mapping"), command, ask.person()));
    }
}
