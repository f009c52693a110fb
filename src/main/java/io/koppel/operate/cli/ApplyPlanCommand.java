package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Does exactly what a plan says, and leaves alone what has moved since it was made",
        footer = "Exit status 1 when a record was refused or failed.")
public final class ApplyPlanCommand extends ClientCommand {
    @Parameters(paramLabel = "PLAN", description = "File that koppel plan --format json wrote")
    private @Nullable Path file;

    @Override
    JsonNode ask(RestClient client) {
        if (file == null) {
            throw new CommandFailure("name the file with the plan");
        }
        try {
            return client.post("/api/apply", Map.of("plan", new ObjectMapper().readTree(file.toFile())));
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read as a plan: " + e.getMessage());
        }
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        answer.path("records").forEach(row -> {
            String why = text(row, "why");
            String name = text(row, "record");
            out.println(text(row, "mapping") + " " + (name.isEmpty() ? text(row, "businessCentralId") : name) + " "
                    + text(row, "direction") + ": " + text(row, "outcome") + " " + text(row, "result")
                    + (why.isEmpty() ? "" : ": " + why));
        });
        out.println(text(answer, "applied") + " applied, " + text(answer, "refused") + " refused, "
                + text(answer, "failed") + " failed"
                + (text(answer, "run").isEmpty() ? "; there was nothing to do" : "; run " + text(answer, "run")));
    }

    @Override
    int status(JsonNode answer) {
        return answer.path("refused").asLong() + answer.path("failed").asLong() == 0 ? 0 : 1;
    }
}
