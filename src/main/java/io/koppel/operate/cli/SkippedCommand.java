package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "skipped",
        description = {
            "Records that failed twice for the same reason and are left out until they are released",
            "RECORD is an id of the list, or with MAPPING a number, name or SystemId; options that take one may be repeated"
        })
public final class SkippedCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only of this mapping")
    private @Nullable String mapping;

    @ArgGroup
    private Act act = new Act();

    @Option(
            names = "--direction",
            paramLabel = "DIRECTION",
            description = "With --synchronize: to-dataverse or from-dataverse; a one-way mapping goes its own way")
    private @Nullable String direction;

    @Option(names = "--record", paramLabel = "ID", description = "Show only this record")
    private @Nullable String record;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Continue behind this row")
    private @Nullable String after;

    /** One of these, or none for the list. */
    static final class Act {
        @Option(
                names = "--retry",
                paramLabel = "RECORD",
                required = true,
                description = "Release this record; the next run takes it up again")
        private List<String> retry = new ArrayList<>();

        @Option(names = "--retry-all", required = true, description = "Release all of them")
        private boolean retryAll;

        @Option(
                names = "--synchronize",
                paramLabel = "RECORD",
                required = true,
                description = "Release this record and synchronize it now")
        private List<String> synchronize = new ArrayList<>();

        @Option(
                names = "--restore",
                paramLabel = "RECORD",
                required = true,
                description = "Create the missing record of a pair that has lost one")
        private List<String> restore = new ArrayList<>();

        @Option(
                names = "--delete",
                paramLabel = "RECORD",
                required = true,
                description = "Delete the surviving record of a pair that has lost one")
        private List<String> delete = new ArrayList<>();

        @Option(
                names = "--uncouple",
                paramLabel = "RECORD",
                required = true,
                description = "Dissolve the coupling; no record is deleted")
        private List<String> uncouple = new ArrayList<>();

        @Option(
                names = "--find-deleted",
                required = true,
                description =
                        "Search one-way mappings for pairs whose Business Central record is gone or outside the filter")
        private boolean findDeleted;

        private Map<String, List<String>> chosen() {
            Map<String, List<String>> chosen = new LinkedHashMap<>();
            chosen.put("retry", retry);
            chosen.put("synchronize", synchronize);
            chosen.put("restore", restore);
            chosen.put("delete", delete);
            chosen.put("uncouple", uncouple);
            chosen.values().removeIf(List::isEmpty);
            return chosen;
        }
    }

    @Override
    JsonNode ask(RestClient client) {
        if (act.retryAll) {
            return client.post(
                    new Query("/api/skipped/retry-all").with("mapping", mapping).toString(), null);
        }
        if (act.findDeleted) {
            return client.post(
                    new Query("/api/skipped/find-deleted")
                            .with("mapping", mapping)
                            .with("wait", "PT30M")
                            .toString(),
                    null);
        }
        for (Map.Entry<String, List<String>> chosen : act.chosen().entrySet()) {
            return client.post(
                    "/api/skipped/" + chosen.getKey() + waiting(chosen.getKey()), body(client, chosen.getValue()));
        }
        if (record != null) {
            return client.get(
                    new Query("/api/skipped").with("record", id(client, record)).toString());
        }
        return page(client, after, limit, null);
    }

    private static String waiting(String verb) {
        return verb.equals("retry") || verb.equals("delete") ? "" : "?wait=PT30M";
    }

    private Map<String, Object> body(RestClient client, List<String> records) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("records", records.stream().map(one -> id(client, one)).toList());
        if (direction != null) {
            body.put("direction", direction);
        }
        return body;
    }

    private JsonNode page(RestClient client, @Nullable String behind, int rows, @Nullable String live) {
        return client.get(new Query("/api/skipped")
                .with("mapping", mapping)
                .with("limit", rows)
                .with("after", behind)
                .with("live", live)
                .toString());
    }

    private String id(RestClient client, String name) {
        String behind = null;
        do {
            JsonNode page = page(client, behind, 1000, "no");
            for (JsonNode row : page.path("value")) {
                if (name.equalsIgnoreCase(text(row, "id"))
                        || (mapping != null
                                && (name.equalsIgnoreCase(text(row, "number"))
                                        || name.equalsIgnoreCase(text(row, "name"))
                                        || name.equalsIgnoreCase(text(row, "businessCentralId"))))) {
                    return text(row, "id");
                }
            }
            behind = page.path("next").isTextual() ? page.path("next").asText() : null;
        } while (behind != null);
        throw new CommandFailure(
                name + " is not skipped" + (mapping == null ? "; name it by its id, or name its mapping too" : ""));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("released")) {
            out.println(answer.path("released").asText() + " released; the next run takes them up again");
        } else if (answer.has("deleted")) {
            out.println(answer.path("deleted").asText() + " deleted, and their couplings with them");
        } else if (answer.has("runs")) {
            runs(answer, out);
            return;
        } else {
            list(answer, out);
        }
        leftOut(answer, out);
    }

    static void runs(JsonNode answer, PrintWriter out) {
        answer.path("runs")
                .forEach(run -> out.println(text(run, "mapping") + ": run " + text(run, "run") + " over "
                        + text(run, "records") + " records; koppel log " + text(run, "mapping") + " shows it"));
        leftOut(answer, out);
    }

    private static void leftOut(JsonNode answer, PrintWriter out) {
        answer.path("leftOut")
                .forEach(
                        left -> out.println("left out: " + text(left, "record") + ", because " + text(left, "reason")));
    }

    private static void list(JsonNode answer, PrintWriter out) {
        TextTable table =
                new TextTable("record", "number", "name", "in BC", "in Sales", "direction", "since", "failure");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "id"),
                        text(row, "number"),
                        text(row, "name"),
                        exists(row, "businessCentralExists"),
                        exists(row, "dataverseExists"),
                        text(row, "direction"),
                        text(row, "since"),
                        text(row, "failure")));
        table.print(out);
        if (answer.path("next").isTextual()) {
            out.println("there are more: koppel skipped --after "
                    + answer.path("next").asText());
        }
    }

    private static String exists(JsonNode row, String column) {
        return row.path(column).isNull() ? "" : row.path(column).asBoolean() ? "yes" : "no";
    }

    @Override
    int status(JsonNode answer) {
        return answer.path("leftOut").isEmpty() ? 0 : 1;
    }
}
