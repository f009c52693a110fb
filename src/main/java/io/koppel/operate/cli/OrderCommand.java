package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "order",
        description = {
            "Orders of Sales: lists those that wait, or creates one in Business Central",
            "Without ORDER it lists; with it, the order is created, or told where it was created before"
        })
public final class OrderCommand extends ClientCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ORDER",
            description = "The order to create: its number in Sales, or its salesorderid")
    private @Nullable String order;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Orders in this state: waiting (if left out), intended, refused, created, settled, posted, returned;"
                            + " where orders travel both ways: waiting, refused, coupled, failed, skipped, ending, ended")
    private @Nullable String state;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Continue behind this row")
    private @Nullable String after;

    @Override
    JsonNode ask(RestClient client) {
        if (order != null) {
            return client.post("/api/orders/" + Query.encode(order) + "/create", Map.of());
        }
        return client.get(new Query("/api/orders")
                .with("state", state)
                .with("limit", limit)
                .with("after", after)
                .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (answer.has("created")) {
            out.println((answer.path("created").asBoolean() ? "created order " : "order ")
                    + text(answer, "number")
                    + (answer.path("created").asBoolean() ? "" : " was created before"));
            return;
        }
        TextTable table = new TextTable("order", "name", "state", "in Business Central", "submitted", "");
        answer.path("value")
                .forEach(row -> table.row(
                        text(row, "number"),
                        text(row, "name"),
                        text(row, "state"),
                        text(row, "businessCentralNumber"),
                        text(row, "submitted"),
                        text(row, "error")));
        table.print(out);
    }
}
