package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "couple", description = "Couples two records, or one with a new one on the other side")
public final class CoupleRecordsCommand extends ClientCommand {
    @Parameters(paramLabel = "MAPPING", description = "Id of the mapping")
    private String mapping = "";

    @Option(names = "--business-central", paramLabel = "RECORD", description = "Id, number or name in Business Central")
    private @Nullable String businessCentral;

    @Option(names = "--dataverse", paramLabel = "ROW", description = "Id, number or name in Dataverse")
    private @Nullable String dataverse;

    @Option(names = "--create-new", description = "Create the record that is not named")
    private boolean createNew;

    @Option(
            names = "--then",
            paramLabel = "DIRECTION",
            description = "Synchronize at once: to-dataverse, from-dataverse or none (default)")
    private @Nullable String then;

    @Option(names = "--ask", description = "Only tell what is proposed for the Business Central record named")
    private boolean ask;

    @Override
    JsonNode ask(RestClient client) {
        if (ask) {
            return client.get(new Query("/api/mappings/" + Query.encode(mapping) + "/proposal")
                    .with("businessCentralId", businessCentral)
                    .with("dataverse", dataverse)
                    .with("createNew", createNew ? "true" : null)
                    .with("then", then)
                    .toString());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mapping", mapping);
        body.put("createNew", createNew);
        put(body, "businessCentralId", businessCentral);
        put(body, "dataverseId", dataverse);
        put(body, "then", then);
        return client.post("/api/couplings", body);
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (ask) {
            out.println(text(answer, "number") + ": with "
                    + (text(answer, "dataverseName").isEmpty() ? "no row yet" : text(answer, "dataverseName"))
                    + ", then " + text(answer, "then") + "; a new row "
                    + (answer.path("createNew").asBoolean() ? "may" : "cannot") + " be created for it");
            return;
        }
        out.println("coupled " + text(answer, "id") + " with " + text(answer, "dataverseId"));
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
