package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.revert.RevertCommand;
import io.koppel.operate.revert.Reverted;
import java.time.Duration;
import java.util.List;

/** Passes and runs: what they did, and taking it back. */
final class RunPages implements Section {
    /** The kinds people look for; others are found without a filter. */
    private static final List<String> KINDS =
            List.of("synchronization", "full-synchronization", "coupling", "uncoupling");

    private static final int ROWS = 50;
    private static final int FEW = 10;
    private static final int SHOWN = 200;
    private static final int SECONDS = 3;

    private final Operations operations;

    RunPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/job-log", "Job log", "job-log", this::log).every(SECONDS),
                Page.below("/job-log", "/runs/:run", "run", this::run).every(1),
                Page.below("/job-log", "/runs/:run/revert", "revert", this::preview));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.operator("/console/runs/:run/revert", "revertRun", this::revert),
                Act.administrator("/console/job-log/delete", "deleteJobLog", this::delete));
    }

    private Outcome delete(Ask ask) {
        var deleted = operations.journal().deleteLog(Duration.parse(ask.required("olderThan")));
        return new Outcome(
                "/job-log",
                deleted.deleted()
                        + " entries are deleted with their errors. What skipped records refer to is still there.");
    }

    private Model log(Ask ask) {
        String mapping = ask.query("mapping");
        String kind = ask.query("kind");
        return Model.titled("Job log")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("kinds", KINDS)
                .with("kind", kind == null ? "" : kind)
                .with("address", Ask.address("/job-log", "mapping", mapping, "kind", kind))
                .with("log", operations.journal().jobLog(mapping, kind, ask.after(), ROWS));
    }

    private static long number(Ask ask) {
        return Ask.number("run", ask.path("run"));
    }

    private Model run(Ask ask) {
        RunView run = operations.synchronization().run(number(ask));
        return Model.titled("Run " + run.run())
                .with("run", run)
                .with(
                        "writes",
                        operations
                                .journal()
                                .history(null, null, run.run(), null, FEW)
                                .value())
                .with(
                        "errors",
                        run.passes().stream()
                                .flatMap(pass ->
                                        operations
                                                .journal()
                                                .errors(pass.mapping(), pass.job(), null, FEW)
                                                .value()
                                                .stream())
                                .toList());
    }

    private Model preview(Ask ask) {
        boolean deletes = "true".equals(ask.query("deleteCreated"));
        Reverted preview =
                operations.insights().reverts().revert(number(ask), new RevertCommand(true, deletes), ask.person());
        return Model.titled("Take run " + preview.run() + " back")
                .with("preview", preview)
                .with("deleteCreated", deletes)
                .with("records", preview.records().stream().limit(SHOWN).toList());
    }

    private Outcome revert(Ask ask) {
        Reverted done = operations
                .insights()
                .reverts()
                .revert(number(ask), new RevertCommand(false, ask.checked("deleteCreated")), ask.person());
        Long run = done.revertRun();
        return new Outcome(
                "/runs/" + (run == null ? done.run() : run),
                done.possible() + (done.possible() == 1 ? " record" : " records") + " taken back, " + done.kept()
                        + " stay as they are.");
    }
}
