package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.Released;
import io.koppel.operate.SkippedCommand;
import io.koppel.operate.SkippedDeletion;
import io.koppel.operate.SkippedOperations;
import io.koppel.operate.SkippedView;
import io.koppel.operate.StartedRuns;
import java.util.List;
import java.util.stream.Collectors;
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
        var skipped = operations.skipped();
        return List.of(
                Act.operator(
                        "/console/skipped/retry-all",
                        "retryAllSkipped",
                        ask -> released(skipped.retryAll(ask.field("mapping")), ask.field("mapping"))),
                Act.operator(
                        "/console/skipped/find-deleted",
                        "findDeleted",
                        ask -> started(skipped.findDeleted(ask.field("mapping"), ask.person()))),
                Act.operator(
                        "/console/skipped/:coupling/retry",
                        "retrySkipped",
                        ask -> released(skipped.retry(ask.path("coupling")), null)),
                Act.operator(
                        "/console/skipped/:coupling/synchronize",
                        "synchronizeSkipped",
                        ask -> started(skipped.synchronize(command(ask), ask.person()))),
                Act.operator(
                        "/console/skipped/:coupling/restore",
                        "restoreSkipped",
                        ask -> started(skipped.restore(command(ask), ask.person()))),
                Act.operator("/console/skipped/:coupling/delete", "deleteSkipped", ask -> {
                    SkippedDeletion done = skipped.delete(command(ask), ask.person());
                    SkippedOperations.refuse(ask.path("coupling"), done.leftOut(), done.deleted() > 0);
                    return new Outcome(PATH, "The surviving record and its coupling are deleted.");
                }),
                Act.operator(
                        "/console/skipped/:coupling/uncouple",
                        "uncoupleSkipped",
                        ask -> started(skipped.uncouple(command(ask), ask.person()))));
    }

    private static SkippedCommand command(Ask ask) {
        return new SkippedCommand(List.of(ask.path("coupling")), ask.field("direction"));
    }

    private static Outcome started(StartedRuns started) {
        return started.runs().isEmpty()
                ? new Outcome(
                        PATH,
                        "Nothing was done. "
                                + started.leftOut().stream()
                                        .map(left -> left.record() + ": " + left.reason())
                                        .collect(Collectors.joining("; ")))
                : started.runs().size() == 1
                        ? Outcome.run(started.runs().get(0).run())
                        : new Outcome("/job-log", started.runs().size() + " mappings are looked at.");
    }

    private static Outcome released(Released released, @Nullable String mapping) {
        return new Outcome(
                Ask.address(PATH, "mapping", mapping),
                released.released() + (released.released() == 1 ? " record is" : " records are")
                        + " released; the next run takes up what was released.");
    }

    private Model list(Ask ask) {
        String mapping = ask.query("mapping");
        var skipped =
                operations.skipped().page(new SkippedOperations.Query(mapping, null, false), ask.query("after"), ROWS);
        List<SkippedView> rows = skipped.value();
        return Model.titled("Skipped records")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("rows", rows)
                .with("next", skipped.next())
                .with("address", Ask.address(PATH, "mapping", mapping));
    }
}
