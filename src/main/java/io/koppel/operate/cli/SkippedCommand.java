package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "skipped",
        description = "Records that failed twice for the same reason and are left out until they are released")
public final class SkippedCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @Option(
            names = "--retry",
            paramLabel = "RECORD",
            description =
                    "Release this record, named by its id in the list, or with MAPPING by number, name or SystemId;"
                            + " may be repeated. The next run takes it up again")
    private List<String> retry = new ArrayList<>();

    @Option(names = "--retry-all", description = "Release all of them")
    private boolean retryAll;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Continue behind this row")
    private @Nullable String after;

    @Override
    JsonNode ask(RestClient client) {
        if (retryAll) {
            return client.post(
                    new Query("/api/skipped/retry-all").with("mapping", mapping).toString(), null);
        }
        if (!retry.isEmpty()) {
            int released = 0;
            for (String record : retry) {
                released += client.post("/api/skipped/" + Query.encode(id(client, record)) + "/retry", null)
                        .path("released")
                        .asInt();
            }
            return JsonNodeFactory.instance.objectNode().put("released", released);
        }
        return page(client, after, limit);
    }

    private JsonNode page(RestClient client, @Nullable String behind, int rows) {
        return client.get(new Query("/api/skipped")
                .with("mapping", mapping)
                .with("limit", rows)
                .with("after", behind)
                .toString());
    }

    private String id(RestClient client, String record) {
        String behind = null;
        do {
            JsonNode page = page(client, behind, 1000);
            for (JsonNode row : page.path("value")) {
                if (record.equalsIgnoreCase(text(row, "id"))
                        || (mapping != null
                                && (record.equalsIgnoreCase(text(row, "number"))
                                        || record.equalsIgnoreCase(text(row, "name"))
                                        || record.equalsIgnoreCase(text(row, "businessCentralId"))))) {
                    return text(row, "id");
                }
            }
            behind = page.path("next").isTextual() ? page.path("next").asText() : null;
        } while (behind != null);
        throw new CommandFailure(
                record + " is not skipped" + (mapping == null ? "; name it by its id, or name its mapping too" : ""));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("released")) {
            out.println(answer.path("released").asText() + " released; the next run takes them up again");
            return;
        }
        TextTable table = new TextTable("record", "number", "name", "direction", "since", "failure");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "number"),
                        text(row, "name"),
                        text(row, "direction"),
                        text(row, "since"),
                        text(row, "failure")));
        table.print(out);
    }
}
