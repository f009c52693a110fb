package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "errors", description = "Error log: records that failed, newest first")
public final class ErrorsCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @Option(names = "--job", description = "Only of this entry of the job log")
    private @Nullable Long job;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "20")
    private int limit;

    @Option(names = "--after", description = "Continue behind this row")
    private @Nullable Long after;

    @Option(names = "--grouped", description = "By cause: only what still fails, with the number of records")
    private boolean grouped;

    @Option(names = "--group", paramLabel = "CAUSE", description = "The records that fail for a cause of --grouped")
    private @Nullable String group;

    @Option(names = "--retry", description = "With --group: releases and synchronizes these records now")
    private boolean retry;

    @Option(
            names = "--uncouple",
            paramLabel = "ERROR",
            description = "Dissolve the coupling of this row's record; may be repeated. No record is deleted")
    private List<Long> uncouple = new ArrayList<>();

    @Override
    JsonNode ask(RestClient client) {
        if (!uncouple.isEmpty()) {
            return client.post("/api/errors/uncouple?wait=PT30M", Map.of("errors", uncouple));
        }
        if (group != null && retry) {
            String path = "/api/errors/groups/" + Query.encode(group) + "/retry";
            return Runs.finished(client, client.post(path, null));
        }
        if (group != null || grouped) {
            return client.get(new Query("/api/errors/groups" + (group == null ? "" : "/" + Query.encode(group)))
                    .with("mapping", group == null ? mapping : null)
                    .with("limit", limit)
                    .with("after", group == null ? null : after)
                    .toString());
        }
        return client.get(new Query("/api/errors")
                .with("mapping", mapping)
                .with("job", job)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    int status(JsonNode answer) {
        return answer.has("passes") ? Runs.status(answer) : 0;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("passes")) {
            Runs.show(answer, out);
            return;
        }
        if (answer.has("runs")) {
            SkippedCommand.runs(answer, out);
            return;
        }
        if (grouped && group == null) {
            answer.path("value").forEach(row -> out.println(text(row, "id") + "  " + text(row, "says")));
            out.println(
                    answer.path("value").isEmpty()
                            ? "no record fails"
                            : "koppel errors --group CAUSE lists the records, and with --retry tries them again");
            return;
        }
        TextTable table = new TextTable("error", "job", "at", "class", "message");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "job"),
                        text(row, "at"),
                        text(row, "errorClass"),
                        text(row, "message")));
        table.print(out);
    }
}
