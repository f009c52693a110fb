package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "record",
        description = "How one record stands: coupled, last results, standing error, where to open it")
public final class RecordCommand extends ClientCommand {
    @Parameters(
            index = "0",
            paramLabel = "MAPPING",
            description = "Id of the mapping; with --back-link the Dataverse table")
    private String mapping = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "Number, name or id on either side")
    private String record = "";

    @Option(names = "--log", description = "Its entries in the job log instead, the failed one first")
    private boolean log;

    @Option(names = "--link", description = "Only where Sales shows it")
    private boolean link;

    @Option(
            names = "--back-link",
            description = "The Business Central record that this row (its id) of a table belongs to")
    private boolean backLink;

    @Override
    JsonNode ask(RestClient client) {
        if (backLink) {
            return client.get(new Query("/api/back-link")
                    .with("table", mapping)
                    .with("id", record)
                    .toString());
        }
        String path = log ? "/api/record/log" : link ? "/api/record/link" : "/api/record";
        return client.get(
                new Query(path).with("mapping", mapping).with("record", record).toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (backLink) {
            out.println(text(answer, "mapping") + " " + text(answer, "number") + " " + text(answer, "url"));
        } else if (link) {
            out.println(text(answer, "url"));
        } else if (log) {
            LogCommand.table(answer, out);
        } else {
            status(answer, out);
        }
    }

    private static void status(JsonNode answer, PrintWriter out) {
        JsonNode coupling = answer.path("coupling");
        out.println(text(answer, "mapping") + " " + text(answer, "record") + ": "
                + (coupling.isNull() ? "not coupled" : "coupled with " + text(coupling, "name")));
        line(out, "", text(answer, "notice"));
        JsonNode error = answer.path("error");
        if (!error.isNull()) {
            out.println("last error (" + text(error, "direction") + ", " + text(error, "at") + "): "
                    + text(error, "message"));
        }
        answer.path("attempts")
                .forEach(attempt -> out.println(text(attempt, "direction") + ": " + text(attempt, "result") + ", job "
                        + text(attempt, "job") + " " + text(attempt, "at")));
        line(out, "Business Central: ", text(answer, "businessCentralUrl"));
        line(out, "Sales: ", text(answer, "dataverseUrl"));
    }

    private static void line(PrintWriter out, String begins, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            out.println(begins + text);
        }
    }
}
