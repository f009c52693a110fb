package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "log", description = "Job log: passes with their counters, newest first; removing old ones")
public final class LogCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @Option(names = "--kind", description = "Only of this kind: synchronization, coupling, uncoupling and others")
    private @Nullable String kind;

    @Mixin
    private Paging paging = new Paging();

    @Option(names = "--delete", description = "Delete entries and their errors; what a skipped record refers to stays")
    private boolean delete;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "With --delete: only entries of at least so many days; all without it")
    private @Nullable Integer olderThan;

    @Override
    JsonNode ask(RestClient client) {
        if (delete) {
            return client.delete(new Query("/api/job-log")
                    .with("olderThan", olderThan == null ? null : "P" + olderThan + "D")
                    .toString());
        }
        if (olderThan != null) {
            throw new CommandFailure("--older-than goes with --delete");
        }
        return client.get(
                paging.of(new Query("/api/job-log").with("mapping", mapping).with("kind", kind)));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("deleted")) {
            out.println(answer.path("deleted").asInt() + " entries are deleted");
            return;
        }
        table(answer, out);
    }

    static void table(JsonNode answer, PrintWriter out) {
        TextTable table = Counts.table("job", "started", "mapping", "direction", "status");
        answer.path("value")
                .forEach(row -> Counts.row(
                        table,
                        row.path("counters"),
                        text(row, "id"),
                        text(row, "started"),
                        text(row, "mapping"),
                        text(row, "direction"),
                        text(row, "status")));
        table.print(out);
    }
}
