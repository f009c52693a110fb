package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "couplings", description = "Coupled records of a mapping")
public final class CouplingsCommand extends ClientCommand {
    @Parameters(paramLabel = "MAPPING", description = "Id of the mapping")
    private String mapping = "";

    @Option(names = "--search", paramLabel = "TEXT", description = "Only where number or name contains this")
    private @Nullable String search;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", description = "Continue behind this SystemId")
    private @Nullable String after;

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/couplings")
                .with("mapping", mapping)
                .with("search", search)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("coupling", "number", "name", "Dataverse", "to", "from", "state");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "number"),
                        text(row, "name"),
                        text(row, "dataverseId"),
                        text(row, "lastToDataverse"),
                        text(row, "lastFromDataverse"),
                        row.path("skipped").asBoolean() ? "skipped" : text(row, "state")));
        table.print(out);
    }
}
