package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
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

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/errors")
                .with("mapping", mapping)
                .with("job", job)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
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
