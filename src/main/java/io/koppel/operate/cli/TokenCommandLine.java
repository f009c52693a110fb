package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "token", description = "Makes a token for programs; it is shown this once")
public final class TokenCommandLine extends ClientCommand {
    @Option(
            names = "--account",
            description = "Whom it signs in as (default: ${DEFAULT-VALUE})",
            defaultValue = "admin")
    private String account = "admin";

    @Option(names = "--description", description = "What it is for", defaultValue = "")
    private String description = "";

    @Override
    JsonNode ask(RestClient client) {
        return client.post("/api/tokens", Map.of("account", account, "description", description));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println(text(answer, "token"));
    }
}
