package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "A record field by field: what both sides last agreed on, and what each holds now")
public final class CompareCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "Id of the mapping, for example CUSTOMER")
    private String mapping = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "Number, name or id on either side")
    private String record = "";

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/compare")
                .with("mapping", mapping)
                .with("record", record)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        answer.path("problems").forEach(problem -> out.println(problem.asText()));
        fields(answer, out);
        for (JsonNode line : answer.path("lines")) {
            out.println();
            out.println("line " + text(line, "line") + ": " + text(line, "state"));
            fields(line, out);
        }
    }

    private static void fields(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("field", "last agreed", "Business Central", "Dataverse", "state");
        answer.path("fields")
                .forEach(field -> table.row(
                        text(field, "businessCentralField") + " / " + text(field, "dataverseField"),
                        text(field, "base"),
                        text(field, "businessCentral"),
                        text(field, "dataverse"),
                        text(field, "state")));
        table.print(out);
    }
}
