package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fields",
        description = {
            "The field rows of a mapping: lists them, switches one, or adds some to the mapping's file",
            "A row is named by its two columns: number=accountnumber; one that writes a constant by =COLUMN or PROPERTY="
        })
public final class FieldsCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "The mapping")
    private String mapping = "";

    @Option(names = "--row", paramLabel = "PROPERTY=COLUMN", description = "The row to switch")
    private @Nullable String row;

    @Option(names = "--enable", description = "Transfer the row")
    private boolean enable;

    @Option(names = "--disable", description = "Do not transfer it")
    private boolean disable;

    @Option(names = "--direction", description = "bidirectional, to-dataverse or from-dataverse")
    private @Nullable String direction;

    @Option(names = "--not-null", arity = "1", paramLabel = "true|false", description = "Keep empty lookups back")
    private @Nullable Boolean notNull;

    @Option(
            names = "--clear-on-failure",
            arity = "1",
            paramLabel = "true|false",
            description = "Write a lookup empty that cannot be resolved, instead of failing")
    private @Nullable Boolean clearOnFailure;

    @Option(
            names = "--validate",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether Business Central validates the field; over OData it always does")
    private @Nullable Boolean validate;

    @Option(names = "--constant", paramLabel = "VALUE", description = "Another value for a row that writes a constant")
    private @Nullable String constant;

    @Option(
            names = "--add",
            paramLabel = "PROPERTY=COLUMN",
            description = "Add this row, disabled; may be given several times")
    private List<String> add = List.of();

    @Option(names = "--options", description = "Instead: the codes a choice mapping has coupled to options")
    private boolean options;

    @Override
    JsonNode ask(RestClient client) {
        String path = "/api/mappings/" + Query.encode(mapping);
        if (options) {
            return client.get(path + "/options");
        }
        if (enable && disable) {
            throw new CommandFailure("choose --enable or --disable");
        }
        if (!add.isEmpty()) {
            if (row != null) {
                throw new CommandFailure("choose --row or --add");
            }
            return client.post(
                    path + "/fields",
                    Map.of("rows", add.stream().map(FieldsCommand::columns).toList()));
        }
        if (row == null) {
            if (enable || disable || !wishes().isEmpty()) {
                throw new CommandFailure("name the row with --row PROPERTY=COLUMN");
            }
            return client.get(path);
        }
        Map<String, Object> body = columns(row);
        body.putAll(wishes());
        return client.patch(path + "/fields", body);
    }

    private Map<String, Object> wishes() {
        Map<String, Object> wishes = new LinkedHashMap<>();
        if (enable || disable) {
            wishes.put("enabled", enable);
        }
        put(wishes, "direction", direction);
        put(wishes, "notNull", notNull);
        put(wishes, "clearOnFailure", clearOnFailure);
        put(wishes, "validate", validate);
        put(wishes, "constant", constant);
        return wishes;
    }

    private static void put(Map<String, Object> wishes, String name, @Nullable Object value) {
        if (value != null) {
            wishes.put(name, value);
        }
    }

    private static Map<String, Object> columns(String row) {
        int between = row.indexOf('=');
        if (between < 0 || row.length() == 1) {
            throw new CommandFailure("expected PROPERTY=COLUMN, found '" + row + "'");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        put(columns, "businessCentral", between == 0 ? null : row.substring(0, between));
        put(columns, "dataverse", between == row.length() - 1 ? null : row.substring(between + 1));
        return columns;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("value")) {
            TextTable table = new TextTable("code", "column", "value", "label");
            answer.path("value")
                    .forEach(option -> table.row(
                            text(option, "code"),
                            text(option, "column"),
                            text(option, "value"),
                            text(option, "label")));
            table.print(out);
            return;
        }
        fields(answer, out);
    }

    /** The field rows of a mapping. */
    static void fields(JsonNode mapping, PrintWriter out) {
        TextTable fields = new TextTable("Business Central", "Dataverse", "direction", "conversion", "");
        mapping.path("fields")
                .forEach(field -> fields.row(
                        text(field, "businessCentral"),
                        text(field, "dataverse"),
                        text(field, "direction"),
                        text(field, "conversion"),
                        marks(field)));
        fields.print(out);
    }

    private static String marks(JsonNode field) {
        StringBuilder marks = new StringBuilder(field.path("enabled").asBoolean() ? "" : "disabled ");
        marks.append(field.path("notNull").asBoolean() ? "not-null " : "");
        marks.append(field.path("clearOnFailure").asBoolean() ? "clear-on-failure" : "");
        return marks.toString().trim();
    }
}
