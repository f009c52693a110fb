package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "uncouple", description = "Dissolves the coupling of a record; neither record is deleted")
public final class UncoupleCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "Id of the mapping")
    private String mapping = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "The record by SystemId, number or name")
    private String record = "";

    @Override
    JsonNode ask(RestClient client) {
        String id = record.matches("[0-9a-fA-F-]{36}") ? mapping + "." + record : named(client);
        client.delete("/api/couplings/" + Query.encode(id));
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("uncoupled", id);
    }

    private String named(RestClient client) {
        List<String> fitting = new ArrayList<>();
        client.get(new Query("/api/couplings")
                        .with("mapping", mapping)
                        .with("search", record)
                        .with("limit", 1000)
                        .toString())
                .path("value")
                .forEach(row -> {
                    if (record.equalsIgnoreCase(text(row, "number")) || record.equalsIgnoreCase(text(row, "name"))) {
                        fitting.add(text(row, "id"));
                    }
                });
        if (fitting.size() != 1) {
            throw new CommandFailure(
                    fitting.isEmpty()
                            ? mapping + " " + record + " is not coupled"
                            : fitting.size() + " couplings fit '" + record + "'; name the record by its SystemId");
        }
        return fitting.get(0);
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println("uncoupled " + text(answer, "uncoupled"));
    }
}
