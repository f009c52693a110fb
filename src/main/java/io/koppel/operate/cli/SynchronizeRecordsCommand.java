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
        name = "synchronize",
        description = "Synchronizes modified records of a mapping, or these records now",
        footer = "Exit status 1 when a record failed.")
public final class SynchronizeRecordsCommand extends ClientCommand {
    @Parameters(paramLabel = "MAPPING", description = "Id of the mapping, for example CUSTOMER")
    private String mapping = "";

    @Option(
            names = "--record",
            paramLabel = "RECORD",
            description =
                    "Only this record, by id, number or name; may be repeated. With --direction from-dataverse it names"
                            + " a row of Dataverse, else a record of Business Central")
    private List<String> records = new ArrayList<>();

    @Option(names = "--direction", paramLabel = "DIRECTION", description = "to-dataverse or from-dataverse")
    private @Nullable String direction;

    @Option(names = "--force", description = "Write also where the target was changed since")
    private boolean force;

    @Option(names = "--sweep", description = "Search for coupled records that were deleted, instead of synchronizing")
    private boolean sweep;

    @Option(
            names = "--confirm-mass-change",
            description = "Go on even if more records change than a run may change without being asked")
    private boolean confirm;

    @Option(names = "--no-wait", description = "Return at once and print the number of the run")
    private boolean noWait;

    @Override
    JsonNode ask(RestClient client) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("force", force);
        body.put("sweep", sweep);
        body.put("confirm", confirm);
        if (direction != null) {
            body.put("direction", direction);
        }
        body.put("from-dataverse".equals(direction) ? "dataverseIds" : "businessCentralIds", records);
        JsonNode started = client.post("/api/mappings/" + Query.encode(mapping) + "/synchronize", body);
        return noWait ? started : Runs.finished(client, started);
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        Runs.show(answer, out);
    }

    @Override
    int status(JsonNode answer) {
        return noWait ? 0 : Runs.status(answer);
    }
}
