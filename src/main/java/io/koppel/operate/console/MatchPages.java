package io.koppel.operate.console;

import io.koppel.operate.MatchOperations.MatchCommand;
import io.koppel.operate.Operations;
import java.util.List;

/** Match-based coupling: first what would be coupled, then the button that does it. */
final class MatchPages implements Section {
    private static final int SHOWN = 200;

    private final Operations operations;

    MatchPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.below("/mappings", "/mappings/:mapping/match", "match", this::preview));
    }

    @Override
    public List<Act> acts() {
        return List.of(Act.operator(
                "/console/mappings/:mapping/match",
                "match",
                ask -> Outcome.run(operations
                        .matches()
                        .start(
                                ask.path("mapping"),
                                new MatchCommand(null, ask.checked("createNew"), ask.checked("synchronize")),
                                ask.person()))));
    }

    private Model preview(Ask ask) {
        var mapping = operations.mappings().show(ask.path("mapping")).mapping();
        var preview = operations.matches().preview(mapping.id(), MatchCommand.ALL);
        return Model.titled("Match " + mapping.id())
                .with("mapping", mapping)
                .with("preview", preview)
                .with("lines", preview.records().stream().limit(SHOWN).toList());
    }
}
