package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "audit", description = "Who did what through console, REST, command line or JMX, newest first")
public final class AuditCommand extends ClientCommand {
    @Option(names = "--person", description = "Only of this account; 'local' is the command line")
    private @Nullable String person;

    @Mixin
    private Paging paging = new Paging();

    @Override
    JsonNode ask(RestClient client) {
        return client.get(paging.of(new Query("/api/audit").with("person", person)));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("at", "person", "through", "act", "outcome", "what");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "at"),
                        text(row, "person"),
                        text(row, "face"),
                        text(row, "act"),
                        text(row, "outcome").isEmpty() ? "unknown" : text(row, "outcome"),
                        text(row, "subject")));
        table.print(out);
    }
}
