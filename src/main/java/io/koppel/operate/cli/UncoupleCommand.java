package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "uncouple", description = "Dissolves couplings; no record is deleted")
public final class UncoupleCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "Id of the mapping")
    private String mapping = "";

    @Parameters(
            index = "1..*",
            paramLabel = "RECORD",
            description = "Records by SystemId, number or name; several are uncoupled in one run")
    private List<String> records = new ArrayList<>();

    @Option(names = "--all", description = "Every record of the mapping; rows left behind lose the company as well")
    private boolean all;

    @Override
    JsonNode ask(RestClient client) {
        if (all || records.size() > 1) {
            Map<String, Object> body = all ? Map.of() : Map.of("records", records);
            return Runs.finished(client, client.post("/api/mappings/" + Query.encode(mapping) + "/uncouple", body));
        }
        if (records.isEmpty()) {
            throw new CommandFailure("name a record, or say --all for the whole mapping");
        }
        return one(client, records.get(0));
    }

    private JsonNode one(RestClient client, String record) {
        String id = record.matches("[0-9a-fA-F-]{36}") ? mapping + "." + record : named(client, record);
        client.delete("/api/couplings/" + Query.encode(id));
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("uncoupled", id);
    }

    private String named(RestClient client, String record) {
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
        if (answer.has("uncoupled")) {
            out.println("uncoupled " + text(answer, "uncoupled"));
        } else {
            Runs.show(answer, out);
        }
    }

    @Override
    int status(JsonNode answer) {
        return answer.has("uncoupled") ? 0 : Runs.status(answer);
    }
}
