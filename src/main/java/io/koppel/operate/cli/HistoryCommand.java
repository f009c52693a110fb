package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Every write to a remote service, newest first")
public final class HistoryCommand extends ClientCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RECORD",
            description = "Only of this record, by number or name, or by its id on either side")
    private @Nullable String named;

    @Option(names = "--record", paramLabel = "ID", description = "The same for an id, where no mapping is named")
    private @Nullable String record;

    @Option(names = "--run", paramLabel = "NUMBER", description = "Only of this run")
    private @Nullable Long run;

    @Mixin
    private Paging paging = new Paging();

    @Override
    JsonNode ask(RestClient client) {
        return client.get(paging.of(new Query("/api/history")
                .with("mapping", mapping)
                .with("record", named == null ? record : named)
                .with("run", run)));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable(
                "row", "at", "mapping", "record", "direction", "operation", "why", "run", "by", "changes");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "at"),
                        text(row, "mapping"),
                        text(row, "record"),
                        text(row, "direction"),
                        text(row, "operation"),
                        text(row, "reason"),
                        text(row, "run"),
                        text(row, "startedBy"),
                        changes(row.path("changes"))));
        table.print(out);
    }

    private static String changes(JsonNode changes) {
        StringBuilder words = new StringBuilder();
        for (JsonNode change : changes) {
            words.append(words.length() == 0 ? "" : ", ")
                    .append(text(change, "field"))
                    .append(": ")
                    .append(Change.words(change));
        }
        return words.toString();
    }
}
