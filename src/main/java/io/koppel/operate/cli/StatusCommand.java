package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Whether a process runs on the data folder, and whether it is well")
public final class StatusCommand extends ClientCommand {
    @Override
    JsonNode ask(RestClient client) {
        return client.get("/observe/health");
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println(text(answer, "status"));
    }
}
