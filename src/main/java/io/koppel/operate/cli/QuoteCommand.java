package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "quote",
        description = {
            "Active and won quotes of Sales: lists them, or processes one into Business Central",
            "Without QUOTE it lists; with it, the quote is created, revised, or settled with its order"
        })
public final class QuoteCommand extends ClientCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "QUOTE",
            description = "The quote to process: its number in Sales, or its quoteid")
    private @Nullable String quote;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Quotes in this state only: waiting, intended, refused, created, settled")
    private @Nullable String state;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", paramLabel = "NUMBER", description = "Continue behind this number")
    private @Nullable String after;

    @Override
    JsonNode ask(RestClient client) {
        if (quote != null) {
            return client.post("/api/quotes/" + Query.encode(quote) + "/process", Map.of());
        }
        return client.get(new Query("/api/quotes")
                .with("state", state)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("processed")) {
            out.println("quote " + text(answer, "number")
                    + (answer.path("processed").asBoolean() ? " was processed" : " stands as it was")
                    + (text(answer, "message").isEmpty() ? "" : ": " + text(answer, "message")));
            return;
        }
        TextTable table = new TextTable("quote", "revision", "name", "in Sales", "state", "in Business Central", "");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "number"),
                        text(row, "revision"),
                        text(row, "name"),
                        text(row, "inSales"),
                        text(row, "state"),
                        text(row, "businessCentralNumber"),
                        text(row, "message")));
        table.print(out);
    }
}
