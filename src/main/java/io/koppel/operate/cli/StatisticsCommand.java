package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "statistics", description = "Sends the figures of a customer to Sales, and the states of its invoices")
public final class StatisticsCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The customer: its number or its SystemId")
    private String customer = "";

    @Override
    JsonNode ask(RestClient client) {
        return client.post("/api/customers/" + Query.encode(customer) + "/statistics", Map.of());
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        out.println("customer " + text(answer, "number") + ": statistics " + text(answer, "statistics") + ", "
                + text(answer, "invoices") + " invoice(s) brought up to date");
    }
}
