package io.koppel.operate.console;

import io.koppel.operate.FullSynchronizationOperations.AnswerCommand;
import io.koppel.operate.FullSynchronizationOperations.RestartCommand;
import io.koppel.operate.FullSynchronizationOperations.StartCommand;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.Operations;
import java.util.List;

/** The full synchronization: its plan, and following it. */
final class FullSynchronizationPages implements Section {
    private static final String PATH = "/full-synchronization";
    private static final int SECONDS = 2;

    private final Operations operations;

    FullSynchronizationPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry(PATH, "Full synchronization", "full-synchronization", ask -> {
                    FullSynchronizationView full =
                            operations.fullSynchronization().status();
                    return Model.titled("Full synchronization")
                            .with("full", full)
                            .with("actions", List.of("full", "couple", "couple-and-create", "none"));
                })
                .every(SECONDS));
    }

    @Override
    public List<Act> acts() {
        var full = operations.fullSynchronization();
        return List.of(
                Act.operator("/console/full-synchronization/recommend", "recommendFullSynchronization", ask -> {
                    full.recommend();
                    return on("The plan says for each mapping what to do, and why.");
                }),
                Act.operator("/console/full-synchronization/choose", "chooseFullSynchronization", ask -> {
                    String mapping = ask.required("mapping");
                    String action = ask.required("action");
                    full.choose(mapping, new StartCommand(action));
                    return on(mapping + ": " + action + ".");
                }),
                Act.operator("/console/full-synchronization/start", "startFullSynchronization", ask -> {
                    full.start(new StartCommand(ask.field("action")), ask.person());
                    return on("The full synchronization was started; the jobs are on hold until it is over.");
                }),
                Act.operator("/console/full-synchronization/restart", "restartFullSynchronization", ask -> {
                    String mapping = ask.field("mapping");
                    boolean all = mapping == null || mapping.isEmpty();
                    full.restart(new RestartCommand(all ? null : mapping), ask.person());
                    return on(all ? "What ended in error is tried again." : mapping + " is tried again.");
                }),
                Act.operator("/console/full-synchronization/reset", "resetFullSynchronization", ask -> {
                    full.reset();
                    return on("The plan is forgotten.");
                }),
                Act.operator("/console/full-synchronization/answer", "answerFullSynchronization", ask -> {
                    boolean creates = ask.checked("createNew");
                    full.answer(new AnswerCommand(creates, null));
                    return on(creates ? "Jobs create new records from now on." : "Jobs leave uncoupled records alone.");
                }));
    }

    private static Outcome on(String said) {
        return new Outcome(PATH, said);
    }
}
