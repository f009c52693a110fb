package io.koppel.operate.console;

import io.koppel.operate.Operations;
import java.util.List;

/** Every write to one of the services. */
final class HistoryPages implements Section {
    private static final int ROWS = 50;

    private final Operations operations;

    HistoryPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry("/history", "History", "history", this::list));
    }

    private Model list(Ask ask) {
        String mapping = ask.query("mapping");
        String record = mapping == null ? null : ask.query("record");
        return Model.titled("History")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("record", record == null ? "" : record)
                .with("address", Ask.address("/history", "mapping", mapping, "record", record))
                .with("history", operations.journal().history(mapping, record, null, ask.after(), ROWS));
    }
}
