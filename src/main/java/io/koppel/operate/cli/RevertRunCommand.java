package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revert",
        description =
                "Puts back what a run changed, where the records have not moved on since; says first what that is",
        footer = "Exit status 1 when something stays as it is.")
public final class RevertRunCommand extends ClientCommand {
    @Option(names = "--run", paramLabel = "NUMBER", required = true, description = "The run, as koppel log names it")
    private long run;

    @ArgGroup
    private @Nullable How how;

    @Option(names = "--delete-created", description = "Also deletes records the run created and nobody changed since")
    private boolean deleteCreated;

    /** Whether it is only said, or done. */
    static final class How {
        @Option(names = "--plan", description = "Only says what would be done; the default")
        private boolean plan;

        @Option(names = "--apply", description = "Does it")
        private boolean apply;
    }

    @Override
    JsonNode ask(RestClient client) {
        boolean apply = how != null && how.apply && !how.plan;
        return client.post("/api/runs/" + run + "/revert", Map.of("preview", !apply, "deleteCreated", deleteCreated));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        boolean preview = answer.path("preview").asBoolean();
        answer.path("records").forEach(row -> {
            String why = text(row, "why");
            String name = text(row, "record");
            String id = text(row, "businessCentralId").isEmpty()
                    ? text(row, "dataverseId")
                    : text(row, "businessCentralId");
            out.println(text(row, "mapping") + " " + (name.isEmpty() ? id : name) + " in " + text(row, "side") + ": "
                    + (preview && !text(row, "result").equals("kept") ? "would be " : "") + text(row, "result")
                    + (why.isEmpty() ? "" : ": " + why));
            row.path("fields")
                    .forEach(field -> out.println("    " + text(field, "field") + ": "
                            + (text(field, "why").isEmpty()
                                    ? Change.words(field, "now", "back")
                                    : text(field, "why"))));
        });
        out.println(
                preview
                        ? text(answer, "possible") + " record(s) would be put back or deleted, " + text(answer, "kept")
                                + " stay as they are; --apply does it"
                        : text(answer, "possible") + " record(s) put back or deleted, " + text(answer, "kept")
                                + " stay as they are; run " + text(answer, "revertRun"));
    }

    @Override
    int status(JsonNode answer) {
        return answer.path("kept").asLong() == 0 ? 0 : 1;
    }
}
