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

    @Option(names = "--reset", description = "Back to what its file says; forgets its watermarks, keeps its couplings")
    private boolean reset;

    @Option(
            names = "--shipped",
            description = "With --reset: also put the file back as it is shipped; an edited one stays beside it")
    private boolean shipped;

    @Override
    JsonNode ask(RestClient client) {
        String verb =
                enable ? "enable" : disable ? "disable" : reset ? "reset" : createNew == null ? null : "create-new";
        if (shipped && !reset) {
            throw new CommandFailure("--shipped goes with --reset");
        }
        if (verb != null) {
            if (mapping == null) {
                throw new CommandFailure("name the mapping, for example: koppel mappings CUSTOMER --" + verb);
            }
            return client.post(
                    "/api/mappings/" + Query.encode(mapping) + "/" + verb,
                    shipped ? Map.of("shipped", true) : createNew == null ? Map.of() : Map.of("createNew", createNew));
        }
        return client.get(mapping == null ? "/api/mappings" : "/api/mappings/" + Query.encode(mapping));
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
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
        TextTable fields = new TextTable("Business Central", "Dataverse", "direction", "conversion", "");
        answer.path("fields")
                .forEach(field -> fields.row(
                        text(field, "businessCentral"),
                        text(field, "dataverse"),
                        text(field, "direction"),
                        text(field, "conversion"),
                        field.path("enabled").asBoolean() ? "" : "disabled"));
        fields.print(out);
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
