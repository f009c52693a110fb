package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "full-sync", description = "Plans, starts and follows the full synchronization")
public final class FullSyncCommand extends ClientCommand {
    private static final String ALL = "all";

    @Option(names = "--start", description = "Start it, or go on with an unfinished one")
    private boolean start;

    @Option(names = "--recommend", description = "Make the plan with what is recommended for each mapping")
    private boolean recommend;

    @Option(
            names = "--set",
            paramLabel = "MAPPING=ACTION",
            description = "What a line is to do: none, full, couple or couple-and-create; may be repeated")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--restart",
            arity = "0..1",
            fallbackValue = ALL,
            paramLabel = "MAPPING",
            description = "Try again what ended in error: one line, or all of them")
    private @Nullable String restart;

    @Option(names = "--reset", description = "Forget the plan")
    private boolean reset;

    @Option(
            names = "--jobs-create",
            arity = "1",
            paramLabel = "true|false",
            description = "Answer the question at the end: may jobs create what is not coupled?")
    private @Nullable Boolean jobsCreate;

    @Option(
            names = "--action",
            description =
                    "With --start, what lines do that nobody has planned: couple-and-create (default), couple or full")
    private @Nullable String action;

    @Override
    JsonNode ask(RestClient client) {
        if (reset) {
            client.post("/api/full-synchronization/reset", Map.of());
        }
        if (recommend) {
            client.post("/api/full-synchronization/recommend", Map.of());
        }
        set.forEach((mapping, chosen) ->
                client.put("/api/full-synchronization/" + Query.encode(mapping), Map.of("action", chosen)));
        if (restart != null) {
            client.post(
                    "/api/full-synchronization/restart", restart.equals(ALL) ? Map.of() : Map.of("mapping", restart));
        }
        if (start) {
            client.post("/api/full-synchronization/start", action == null ? Map.of() : Map.of("action", action));
        }
        return jobsCreate == null
                ? client.get("/api/full-synchronization")
                : client.post("/api/full-synchronization/answer", Map.of("createNew", jobsCreate));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println("full synchronization: " + text(answer, "state"));
        TextTable table =
                new TextTable("mapping", "action", "recommended", "status", "to Dataverse", "from Dataverse", "");
        answer.path("lines")
                .forEach(line -> table.row(
                        text(line, "mapping"),
                        text(line, "action"),
                        text(line, "recommended"),
                        text(line, "status"),
                        text(line, "toDataverse"),
                        text(line, "fromDataverse"),
                        text(line, "message")));
        table.print(out);
        answer.path("lines").forEach(line -> {
            JsonNode progress = line.path("progress");
            if (progress.isObject()) {
                out.printf(
                        "%s %s: %s of %s, %.0f a second, %s left%n",
                        text(line, "mapping"),
                        text(progress, "direction"),
                        text(progress, "done"),
                        text(progress, "total"),
                        progress.path("recordsPerSecond").asDouble(),
                        text(progress, "timeLeft"));
            }
        });
        List<String> question = new ArrayList<>();
        answer.path("question").forEach(mapping -> question.add(mapping.asText()));
        if (!question.isEmpty()) {
            out.println("may the jobs of " + String.join(", ", question)
                    + " create what is not coupled? Answer with koppel full-sync --jobs-create true or false");
        }
    }

    @Override
    int status(JsonNode answer) {
        return text(answer, "state").equals("failed") ? 1 : 0;
    }
}
