package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Every write to a remote service, newest first")
public final class HistoryCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @Option(names = "--record", paramLabel = "ID", description = "Only of this record, by its id on either side")
    private @Nullable String record;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "20")
    private int limit;

    @Option(names = "--after", description = "Continue behind this row")
    private @Nullable Long after;

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/history")
                .with("mapping", mapping)
                .with("record", record)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("row", "at", "mapping", "side", "operation", "changes");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "at"),
                        text(row, "mapping"),
                        text(row, "side"),
                        text(row, "operation"),
                        changes(row.path("changes"))));
        table.print(out);
    }

    private static String changes(JsonNode changes) {
        StringBuilder words = new StringBuilder();
        for (JsonNode change : changes) {
            words.append(words.length() == 0 ? "" : ", ")
                    .append(text(change, "field"))
                    .append(": ")
                    .append(quoted(change.path("before")))
                    .append(" -> ")
                    .append(quoted(change.path("after")));
        }
        return words.toString();
    }

    private static String quoted(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "(empty)" : value.toString();
    }
}
