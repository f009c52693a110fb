package io.koppel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.SandboxMain;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sandbox in a process of its own, with as much memory as it wants. */
final class SandboxProcess implements AutoCloseable {
    private static final Map<String, Integer> AROUND =
            Map.of("salespeople", 0, "currencies", 5, "paymentTerms", 8, "shipmentMethods", 6, "shippingAgents", 5);

    private final BenchProcess process;
    private final String base;
    private final SandboxClient person;

    private SandboxProcess(BenchProcess process, String base) {
        this.process = process;
        this.base = base;
        this.person = new SandboxClient(base, "person");
    }

    static SandboxProcess start(Path folder) throws IOException {
        BenchProcess process =
                BenchProcess.start("4g", folder.resolve("sandbox.log"), SandboxMain.class.getName(), "0", "empty");
        return new SandboxProcess(process, process.await("The sandbox serves Business Central and Dataverse on "));
    }

    String base() {
        return base;
    }

    /** Empties it and makes customers, whose stamps then lie further back than any overlap. */
    void fill(int customers) {
        limits(0, 0);
        person.admin("POST", "reset", null);
        AROUND.forEach((what, count) -> person.admin("POST", "seed", Map.of(what, count)));
        person.admin("POST", "seed", Map.of("customers", customers));
        advance();
    }

    /** Both clocks, past any overlap. */
    void advance() {
        person.admin("PUT", "clock", Map.of("advance", "PT10M"));
    }

    void limits(int latencyMillis, int perRecordMillis) {
        person.admin(
                "PUT",
                "limits",
                Map.of("latency", seconds(latencyMillis), "perRecord", seconds(perRecordMillis), "throttling", "off"));
    }

    private static String seconds(int millis) {
        return "PT" + millis / 1000.0 + "S";
    }

    /** A person gives customers, spread over all there are, another phone number. */
    void change(int customers, int all, int round) {
        int step = Math.max(1, all / customers);
        for (int changed = 0; changed < customers; changed++) {
            String number = String.format("S%07d", changed * step + 1);
            List<JsonNode> found = person.bcList("customers", "number eq '" + number + "'");
            person.bcChange(
                    "customers",
                    found.get(0).get("systemId").asText(),
                    Map.of("phoneNumber", "+49 30 " + round + changed));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
