package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "What a pass would do, field by field; nothing is written",
        footer = {
            "",
            "koppel plan CUSTOMER --format json > plan.json",
            "koppel apply plan.json        does exactly that, or refuses what has moved"
        })
public final class PlanCommand extends ClientCommand {
    /** How the plan is printed. */
    enum Format {
        text,
        json,
        csv
    }

    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Id of a mapping; all enabled ones if left out")
    private @Nullable String mapping;

    @Option(names = "--direction", paramLabel = "DIRECTION", description = "to-dataverse or from-dataverse")
    private @Nullable String direction;

    @Option(
            names = "--record",
            paramLabel = "RECORD",
            description = "Only this record, by number, name or id on the side that is read; needs --direction")
    private @Nullable String record;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "modified (what the job would do), couple, couple-and-create or full (default: modified)")
    private @Nullable String mode;

    @Option(names = "--format", description = "text, json or csv (default: ${DEFAULT-VALUE})", defaultValue = "text")
    private Format format = Format.text;

    @Option(names = "--limit", description = "Records in the plan; further ones are only counted")
    private @Nullable Integer limit;

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/plan")
                .with("mapping", mapping)
                .with("direction", direction)
                .with("record", record)
                .with("mode", mode)
                .with("limit", limit)
                .toString());
    }

    @Override
    boolean asJson() {
        return super.asJson() || format == Format.json;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (format == Format.csv) {
            csv(answer, out);
        } else {
            text(answer, out);
        }
    }

    private static void text(JsonNode answer, PrintWriter out) {
        for (JsonNode row : answer.path("records")) {
            out.println(text(row, "mapping") + " " + name(row) + " " + text(row, "direction") + ": "
                    + text(row, "outcome") + (text(row, "why").isEmpty() ? "" : ": " + text(row, "why")));
            row.path("fields")
                    .forEach(field -> out.println("    " + text(field, "field") + ": " + Change.words(field)));
            for (JsonNode line : row.path("lines")) {
                out.println("    " + line(line));
                line.path("fields")
                        .forEach(field -> out.println("        " + text(field, "field") + ": " + Change.words(field)));
            }
            row.path("also")
                    .forEach(field -> out.println("    also " + text(field, "field") + ": " + Change.words(field)));
        }
        TextTable table = new TextTable(
                "mapping",
                "direction",
                "insert",
                "modify",
                "couple",
                "uncouple",
                "conflict",
                "skip",
                "fail",
                "unchanged");
        answer.path("passes")
                .forEach(pass -> table.row(
                        text(pass, "mapping"),
                        text(pass, "direction"),
                        text(pass, "insert"),
                        text(pass, "modify"),
                        text(pass, "couple"),
                        text(pass, "uncouple"),
                        text(pass, "conflict"),
                        text(pass, "skip"),
                        text(pass, "fail"),
                        text(pass, "unchanged")));
        table.print(out);
        long omitted = answer.path("omitted").asLong();
        out.println("plan " + text(answer, "id")
                + (omitted == 0
                        ? ""
                        : "; " + omitted + " further record(s) are counted but not in it, raise --limit to have them"));
    }

    private static String name(JsonNode row) {
        String name = text(row, "record");
        return !name.isEmpty() ? name : text(row, "businessCentralId") + text(row, "dataverseId");
    }

    private static String line(JsonNode line) {
        return text(line, "outcome") + " line" + (text(line, "line").isEmpty() ? "" : " " + text(line, "line"));
    }

    /** One line per field, those of a document's lines included, and one for a record without fields. */
    private static void csv(JsonNode answer, PrintWriter out) {
        List<String> columns =
                List.of("mapping", "direction", "outcome", "record", "businessCentralId", "dataverseId", "why");
        out.println(String.join(",", columns) + ",field,from,before,after");
        for (JsonNode row : answer.path("records")) {
            StringBuilder start = new StringBuilder();
            columns.forEach(column -> start.append(Csv.cell(text(row, column))).append(','));
            boolean none = row.path("fields").isEmpty()
                    && row.path("lines").isEmpty()
                    && row.path("also").isEmpty();
            if (none) {
                out.println(start + ",,,");
            }
            row.path("fields").forEach(field -> out.println(start + cells("", field)));
            for (JsonNode line : row.path("lines")) {
                if (line.path("fields").isEmpty()) {
                    out.println(start + Csv.cell(line(line)) + ",,,");
                }
                line.path("fields").forEach(field -> out.println(start + cells(line(line) + ": ", field)));
            }
            row.path("also").forEach(field -> out.println(start + cells("also ", field)));
        }
    }

    private static String cells(String begins, JsonNode field) {
        return Csv.cell(begins + text(field, "field")) + "," + Csv.cell(text(field, "from")) + ","
                + Csv.cell(text(field, "before")) + "," + Csv.cell(text(field, "after"));
    }
}
