package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "customer",
        description = {
            "What Sales has open of a customer's account: opportunities, quotes, cases",
            "Without LIST it counts them; with it, they are listed with where Sales shows them"
        })
public final class CustomerCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The customer: its number or its SystemId")
    private String customer = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "LIST", description = "opportunities, quotes or cases")
    private @Nullable String list;

    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "50")
    private int limit;

    @Option(names = "--after", paramLabel = "ROWS", description = "Rows to leave out")
    private @Nullable String after;

    @Override
    JsonNode ask(RestClient client) {
        String path = "/api/customers/" + Query.encode(customer) + "/sales";
        return list == null
                ? client.get(path)
                : client.get(new Query(path + "/" + Query.encode(list))
                        .with("limit", limit)
                        .with("after", after)
                        .toString());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (!answer.has("shown")) {
            TextTable table = new TextTable("number", "name", "state", "in Sales");
            answer.path("value")
                    .forEach(row ->
                            table.row(text(row, "number"), text(row, "name"), text(row, "state"), text(row, "url")));
            table.print(out);
        } else if (answer.path("shown").asBoolean()) {
            answer.path("figures")
                    .forEach(figure -> out.println(text(figure, "number") + " " + text(figure, "counts")));
            out.println("Sales: " + text(answer, "account"));
        } else {
            out.println("customer " + text(answer, "customer") + ": no figures; " + text(answer, "reason"));
        }
    }
}
