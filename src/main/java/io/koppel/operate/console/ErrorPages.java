package io.koppel.operate.console;

import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.errors.ErrorGroup;
import java.util.List;

/** What fails, by cause; and every failed attempt. */
final class ErrorPages implements Section {
    private static final int ROWS = 50;
    private static final int MOST_GROUPS = 1000;

    private final Operations operations;

    ErrorPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/errors", "Errors", "errors", this::groups),
                Page.below("/errors", "/errors/all", "errors-all", this::all),
                Page.below("/errors", "/errors/groups/:group", "error-group", this::group));
    }

    @Override
    public List<Act> acts() {
        return List.of(Act.operator(
                "/console/errors/groups/:group/retry",
                "retryErrorGroup",
                ask -> Outcome.run(operations.insights().errors().retry(ask.path("group"), ask.person()))));
    }

    private Model groups(Ask ask) {
        String mapping = ask.query("mapping");
        return Model.titled("Errors")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with(
                        "groups",
                        operations.insights().errors().list(mapping, ROWS).value());
    }

    private Model all(Ask ask) {
        String mapping = ask.query("mapping");
        return Model.titled("Failed attempts")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("address", Ask.address("/errors/all", "mapping", mapping))
                .with("errors", operations.journal().errors(mapping, null, ask.after(), ROWS));
    }

    private Model group(Ask ask) {
        String id = ask.path("group");
        ErrorGroup group = operations.insights().errors().list(null, MOST_GROUPS).value().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OperationException.notFound("No record fails for that cause any more."));
        return Model.titled(group.mapping() + ": " + group.records() + (group.records() == 1 ? " record" : " records"))
                .with("group", group)
                .with("address", "/errors/groups/" + id + "?")
                .with("errors", operations.insights().errors().records(id, ask.after(), ROWS));
    }
}
