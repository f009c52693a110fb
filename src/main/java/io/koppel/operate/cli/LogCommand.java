package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
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

    @Option(
            names = "--clean-up",
            arity = "0..1",
            paramLabel = "AGE",
            fallbackValue = "P7D",
            description = {
                "Remove rows of job log and error log older than AGE (default: P7D; PT0S for all)",
                "Rows that skipped records refer to stay"
            })
    private @Nullable String cleanUp;

    @Override
    JsonNode ask(RestClient client) {
        if (cleanUp != null) {
            return client.post("/api/job-log/clean-up", Map.of("olderThan", cleanUp));
        }
        return client.get(
                paging.of(new Query("/api/job-log").with("mapping", mapping).with("kind", kind)));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (cleanUp != null) {
            out.println("removed " + text(answer, "passes") + " passes and " + text(answer, "errors")
                    + " errors of before " + text(answer, "before"));
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
