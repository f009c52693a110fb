package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "full-sync", description = "Follows the full synchronization, or starts it with --start")
public final class FullSyncCommand extends ClientCommand {
    @Option(names = "--start", description = "Start it, or go on with an unfinished one")
    private boolean start;

    @Option(
            names = "--action",
            description = "What its lines do: couple-and-create (default), couple or full",
            defaultValue = "couple-and-create")
    private String action = "couple-and-create";

    @Override
    JsonNode ask(RestClient client) {
        if (start) {
            client.post("/api/full-synchronization/start", Map.of("action", action));
        }
        return client.get("/api/full-synchronization");
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println("full synchronization: " + text(answer, "state"));
        TextTable table = new TextTable("mapping", "action", "status", "to Dataverse", "from Dataverse", "");
        answer.path("lines")
                .forEach(line -> table.row(
                        text(line, "mapping"),
                        text(line, "action"),
                        text(line, "status"),
                        text(line, "toDataverse"),
                        text(line, "fromDataverse"),
                        text(line, "message")));
        table.print(out);
    }

    @Override
    int status(JsonNode answer) {
        return text(answer, "state").equals("failed") ? 1 : 0;
    }
}
