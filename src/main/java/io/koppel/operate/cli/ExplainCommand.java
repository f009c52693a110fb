package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Why a record did or did not synchronize, and the next step")
public final class ExplainCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "Id of the mapping, for example CUSTOMER")
    private String mapping = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "Number, name or id on either side")
    private String record = "";

    @Override
    JsonNode ask(RestClient client) {
        return client.get(new Query("/api/explain")
                .with("mapping", mapping)
                .with("record", record)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println(text(answer, "summary"));
        out.println("  next: " + text(answer, "next"));
        out.println();
        answer.path("findings").forEach(finding -> {
            String direction = text(finding, "direction");
            out.printf(
                    "%-13s %s%s%n",
                    text(finding, "topic"), direction.isEmpty() ? "" : direction + ": ", text(finding, "says"));
            finding.path("fields")
                    .forEach(field -> out.printf("%-13s   %s: %s%n", "", text(field, "field"), Change.words(field)));
        });
    }
}
