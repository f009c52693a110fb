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

    @Option(
            names = "--candidates",
            paramLabel = "SIDE",
            description =
                    "Records to pick from instead: business-central or dataverse; --search takes the beginning of a name")
    private @Nullable String candidates;

    @Option(
            names = "--fields",
            paramLabel = "RECORD",
            description = "The mapped fields of this pair (SystemId) with both sides' values instead")
    private @Nullable String fields;

    @Override
    JsonNode ask(RestClient client) {
        if (fields != null) {
            return client.get("/api/couplings/" + Query.encode(mapping + "." + fields) + "/fields");
        }
        if (candidates != null) {
            return client.get(new Query("/api/mappings/" + Query.encode(mapping) + "/candidates")
                    .with("side", candidates)
                    .with("search", search)
                    .with("limit", limit)
                    .toString());
        }
        return client.get(new Query("/api/couplings")
                .with("mapping", mapping)
                .with("search", search)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (fields != null) {
            TextTable table = new TextTable("Business Central", "value", "Dataverse", "value", "direction");
            answer.path("value")
                    .forEach(row -> table.row(
                            text(row, "businessCentral"),
                            text(row, "businessCentralValue"),
                            text(row, "dataverse"),
                            text(row, "dataverseValue"),
                            text(row, "direction")));
            table.print(out);
            return;
        }
        if (candidates != null) {
            TextTable table = new TextTable("id", "name", "coupled");
            answer.path("value").forEach(row -> table.row(text(row, "id"), text(row, "name"), text(row, "coupled")));
            table.print(out);
            return;
        }
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
