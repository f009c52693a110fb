package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "match",
        description = "Couples records that have their match fields in common",
        footer = "Exit status 1 when records found no partner.")
public final class MatchCommand extends ClientCommand {
    @Parameters(paramLabel = "MAPPING", description = "Id of the mapping, for example CUSTOMER")
    private String mapping = "";

    @Option(names = "--preview", description = "Only tell what would be coupled")
    private boolean preview;

    @Option(
            names = "--record",
            paramLabel = "RECORD",
            description = "Only this Business Central record, by SystemId, number or name; may be repeated")
    private List<String> records = new ArrayList<>();

    @Option(names = "--create-new", description = "Create in Dataverse what has no match")
    private @Nullable Boolean createNew;

    @Option(names = "--synchronize", description = "Synchronize what was coupled at once")
    private boolean synchronize;

    @Override
    JsonNode ask(RestClient client) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!records.isEmpty()) {
            body.put("businessCentralIds", records);
        }
        if (createNew != null) {
            body.put("createNew", createNew);
        }
        body.put("synchronize", synchronize);
        String path = "/api/mappings/" + Query.encode(mapping) + "/match";
        return preview ? client.post(path + "/preview", body) : Runs.finished(client, client.post(path, body));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (!preview) {
            Runs.show(answer, out);
            return;
        }
        out.println(text(answer, "exact") + " to couple, " + text(answer, "ambiguous") + " ambiguous, "
                + text(answer, "none") + " without a match");
        TextTable table = new TextTable("number", "finding", "Dataverse", "priority");
        answer.path("records")
                .forEach(row ->
                        table.row(text(row, "number"), text(row, "finding"), text(row, "name"), text(row, "priority")));
        table.print(out);
    }

    @Override
    int status(JsonNode answer) {
        return preview ? 0 : Runs.status(answer);
    }
}
