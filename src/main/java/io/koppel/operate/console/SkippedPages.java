package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.Released;
import io.koppel.operate.SkippedView;
import io.koppel.operate.SynchronizeCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are left out until somebody, or a change, releases them. */
final class SkippedPages implements Section {
    private static final String PATH = "/skipped";
    private static final int ROWS = 50;

    private final Operations operations;

    SkippedPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry(PATH, "Skipped", "skipped", this::list));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator(
                        "/console/skipped/retry-all",
                        "retryAllSkipped",
                        ask -> released(operations.skipped().retryAll(ask.field("mapping")), ask.field("mapping"))),
                Act.operator(
                        "/console/skipped/find-deleted",
                        "findDeleted",
                        ask -> Outcome.run(operations
                                .synchronization()
                                .start(
                                        ask.required("mapping"),
                                        new SynchronizeCommand(null, null, null, null, true, null),
                                        ask.person()))),
                Act.operator(
                        "/console/skipped/:coupling/retry",
                        "retrySkipped",
                        ask -> released(operations.skipped().retry(ask.path("coupling")), null)));
    }

    private static Outcome released(Released released, @Nullable String mapping) {
        return new Outcome(
                Ask.address(PATH, "mapping", mapping),
                released.released() + (released.released() == 1 ? " record is" : " records are")
                        + " released; the next run takes up what was released.");
    }

    private Model list(Ask ask) {
        String mapping = ask.query("mapping");
        var skipped = operations.skipped().list(mapping, ask.query("after"), ROWS);
        List<SkippedView> rows = skipped.value();
        return Model.titled("Skipped records")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("rows", rows)
                .with("next", skipped.next())
                .with("address", Ask.address(PATH, "mapping", mapping));
    }
}
