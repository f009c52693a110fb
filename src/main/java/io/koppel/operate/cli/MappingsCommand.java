package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mappings", description = "Table mappings: definition, direction, counts, last run")
public final class MappingsCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "MAPPING", description = "Only this one, with its fields")
    private @Nullable String mapping;

    @Option(names = "--enable", description = "Let the mapping take part in jobs and full synchronization")
    private boolean enable;

    @Option(names = "--disable", description = "Keep it out of them")
    private boolean disable;

    @Option(
            names = "--create-new",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether its job creates what is not coupled")
    private @Nullable Boolean createNew;

    @Option(
            names = "--multi-company",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether several companies share its Dataverse rows")
    private @Nullable Boolean multiCompany;

    @Option(names = "--reset", description = "Back to what its file says; forgets its watermarks, keeps its couplings")
    private boolean reset;

    @Option(
            names = "--shipped",
            description = "With --reset: also put the file back as it is shipped; an edited one stays beside it")
    private boolean shipped;

    @Option(names = "--all", description = "With --reset: all mappings; asks first")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Override
    JsonNode ask(RestClient client) {
        if (all) {
            return resetAll(client);
        }
        String verb = verb();
        if (shipped && !reset) {
            throw new CommandFailure("--shipped goes with --reset");
        }
        if (verb != null) {
            if (mapping == null) {
                throw new CommandFailure("name the mapping, for example: koppel mappings CUSTOMER --" + verb);
            }
            return client.post("/api/mappings/" + Query.encode(mapping) + "/" + verb, body());
        }
        return client.get(mapping == null ? "/api/mappings" : "/api/mappings/" + Query.encode(mapping));
    }

    private @Nullable String verb() {
        if (enable || disable) {
            return enable ? "enable" : "disable";
        }
        if (reset) {
            return "reset";
        }
        return createNew != null ? "create-new" : multiCompany != null ? "multi-company" : null;
    }

    private Map<String, Boolean> body() {
        if (shipped) {
            return Map.of("shipped", true);
        }
        if (createNew != null) {
            return Map.of("createNew", createNew);
        }
        return multiCompany != null ? Map.of("multiCompany", multiCompany) : Map.of();
    }

    private JsonNode resetAll(RestClient client) {
        if (!reset || mapping != null) {
            throw new CommandFailure("--all goes with --reset, without a mapping");
        }
        if (!yes
                && !Asked.confirmed("All mappings go back to " + (shipped ? "what is shipped" : "what their files say")
                        + ", and the next runs look at everything again. Couplings are kept.")) {
            throw new CommandFailure("nothing was changed; say --yes to do it without being asked");
        }
        return client.post("/api/mappings/reset", Map.of("shipped", shipped));
    }

    private static void showReset(JsonNode answer, PrintWriter out) {
        out.println(answer.path("reset").size() + " mappings are set back");
        answer.path("files").forEach(file -> out.println("put back: " + file.asText()));
        answer.path("leftOut")
                .forEach(left -> out.println("left out: " + text(left, "record") + ": " + text(left, "reason")));
        TextTable jobs = new TextTable("job", "status", "next");
        answer.path("jobs").forEach(job -> jobs.row(text(job, "job"), text(job, "status"), text(job, "next")));
        jobs.print(out);
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("reset")) {
            showReset(answer, out);
            return;
        }
        if (answer.has("value")) {
            TextTable table =
                    new TextTable("mapping", "direction", "Business Central", "Dataverse", "coupled", "last run");
            answer.path("value").forEach(row -> line(table, row));
            table.print(out);
            return;
        }
        TextTable table = new TextTable("mapping", "direction", "Business Central", "Dataverse", "coupled", "last run");
        line(table, answer.path("mapping"));
        table.print(out);
        out.println("defined at " + text(answer, "definedAt"));
        FieldsCommand.fields(answer, out);
    }

    private static void line(TextTable table, JsonNode row) {
        table.row(
                text(row, "id"),
                text(row, "direction"),
                text(row, "businessCentral"),
                text(row, "dataverse"),
                text(row, "couplings"),
                text(row, "lastRunStarted"));
    }
}
