package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import java.util.List;

/** Who did what. */
final class AuditPages implements Section {
    private static final int ROWS = 50;

    private final Operations operations;

    AuditPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry("/audit", "Audit", "audit", this::list).from(Role.ADMINISTRATOR));
    }

    private Model list(Ask ask) {
        String person = ask.query("person");
        return Model.titled("Audit")
                .with("person", person == null ? "" : person)
                .with("address", Ask.address("/audit", "person", person))
                .with("acts", operations.journal().audit().list(person, ask.after(), ROWS));
    }
}
