package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    @Parameters(
            arity = "0..1",
            paramLabel = "MAPPING",
            description = "Id of the mapping, for example CUSTOMER; left out, all mappings")
    private @Nullable String mapping;

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

    @Option(
            names = "--now",
            description =
                    "The records named, in the direction named (or --direction merge), which wins over the other side")
    private boolean now;

    @Option(names = "--ask", description = "Only tell what would be asked before the record named is synchronized")
    private boolean ask;

    @Option(names = "--create", description = "Create the records named on the other side")
    private boolean create;

    @Option(names = "--full", description = "Look at everything in the mapping's filter again")
    private boolean full;

    @Option(names = "--unconditional", description = "With --full: write also where nothing has changed")
    private boolean unconditional;

    @Option(names = "--no-wait", description = "Return at once and print the number of the run")
    private boolean noWait;

    @Override
    JsonNode ask(RestClient client) {
        if (mapping == null) {
            return followed(client, client.post("/api/synchronize", Map.of()));
        }
        String path = "/api/mappings/" + Query.encode(mapping);
        boolean rows = "from-dataverse".equals(direction);
        String side = rows ? "dataverseIds" : "businessCentralIds";
        if (ask) {
            return client.get(new Query(path + "/question")
                    .with(rows ? "dataverseId" : "businessCentralId", one())
                    .toString());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (full) {
            body.put("unconditional", unconditional);
            return followed(client, client.post(path + "/full", body));
        }
        if (!now && !create) {
            body.put("force", force);
            body.put("sweep", sweep);
            body.put("confirm", confirm);
        }
        if (direction != null) {
            body.put("direction", direction);
        }
        body.put(side, records);
        return followed(
                client, client.post(path + (now ? "/synchronize-now" : create ? "/create" : "/synchronize"), body));
    }

    private String one() {
        if (records.size() != 1) {
            throw new CommandFailure("name one record with --record");
        }
        return records.get(0);
    }

    private JsonNode followed(RestClient client, JsonNode started) {
        boolean nothing = started.path("run").isNull();
        JsonNode end = noWait || nothing ? started : Runs.finished(client, started);
        if (!nothing && started.has("leftOut") && end instanceof ObjectNode finished) {
            finished.set("leftOut", started.path("leftOut"));
        }
        return end;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("kind") && answer.has("offered")) {
            out.println(text(answer, "message"));
            List<String> offered = new ArrayList<>();
            answer.path("offered").forEach(each -> offered.add(each.asText()));
            out.println("possible: " + String.join(", ", offered) + "; proposed: " + text(answer, "proposed"));
            return;
        }
        answer.path("leftOut")
                .forEach(left -> out.println(text(left, "record") + " is left out: " + text(left, "reason")));
        if (!answer.path("run").isNull()) {
            Runs.show(answer, out);
        }
    }

    @Override
    int status(JsonNode answer) {
        return noWait || ask || answer.path("run").isNull() ? 0 : Runs.status(answer);
    }
}
