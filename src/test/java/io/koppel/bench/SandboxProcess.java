package io.koppel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.koppel.sandbox.SandboxMain;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sandbox in a process of its own, with the memory it has to manage with. */
final class SandboxProcess implements AutoCloseable {
    private static final Map<String, Integer> AROUND =
            Map.of("salespeople", 0, "currencies", 5, "paymentTerms", 8, "shipmentMethods", 6, "shippingAgents", 5);

    /** Most operations in a batch of Business Central. */
    private static final int BATCH = 100;

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
                BenchProcess.start("3g", folder.resolve("sandbox.log"), SandboxMain.class.getName(), "0", "empty");
        return new SandboxProcess(process, process.await("The sandbox serves Business Central and Dataverse on "));
    }

    String base() {
        return base;
    }

    /** Empties it and makes what the work needs, but none of what is measured. */
    void prepare(BenchCase of) {
        limits(0, 0);
        person.admin("POST", "reset", null);
        AROUND.forEach((what, count) -> person.admin("POST", "seed", Map.of(what, count)));
        for (String what : List.of("customers", "items")) {
            Integer count = of.work().around().get(what);
            if (count != null) {
                person.admin("POST", "seed", Map.of(what, count));
            }
        }
        if (of.work() == Work.ITEMS) {
            person.bcCreate("unitsOfMeasure", Map.of("code", "PCS", "displayName", "Piece"));
        }
        if (of.poison() == Poison.PARENT) {
            person.bcCreate(
                    "currencies", Map.of("code", Poison.CURRENCY, "displayName", "A currency without ISO code"));
        }
        if (of.poison() == Poison.UNNAMED) {
            takeKey();
        }
        advance();
    }

    /** Empties it and makes customers, with what they need. */
    void customers(int count) {
        limits(0, 0);
        person.admin("POST", "reset", null);
        AROUND.forEach((what, some) -> person.admin("POST", "seed", Map.of(what, some)));
        person.admin("POST", "seed", Map.of("customers", count));
        advance();
    }

    /** A key that the fax number of an account is, and an account that has the number the others come with. */
    private void takeKey() {
        person.dataverseCreate(
                "accounts", Map.of("accountid", Poison.HOLDER, "name", "Holder of the key", "fax", Poison.FAX));
        ObjectNode key = JsonNodeFactory.instance.objectNode().put("SchemaName", "bench_fax");
        key.putArray("KeyAttributes").add("fax");
        var answer = new SandboxClient(base, "koppel")
                .send("POST", "/api/data/v9.2/EntityDefinitions(LogicalName='account')/Keys", key, null);
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("the key was not made: " + answer.body());
        }
    }

    /** Makes what is measured, with stamps that then lie further back than any overlap. */
    void fill(BenchCase of, int records, int oneIn) {
        person.admin("POST", "seed", Map.of(of.work().seed(), records));
        if (of.poison() != Poison.UNTOUCHED) {
            touch(of.poison(), records, oneIn);
        }
        advance();
        limits(of.latency(), of.perRecord());
    }

    /** Changes all of them in the order of their numbers, some into what cannot arrive, so that these lie among the others. */
    private void touch(Poison poison, int records, int oneIn) {
        List<JsonNode> all = person.bcList("customers", null);
        if (all.size() != records) {
            throw new IllegalStateException("expected " + records + " customers, found " + all.size());
        }
        String company = "companies(" + person.companyId() + ")/customers(";
        int one = records / Math.max(1, poison.of(records, oneIn));
        for (int from = 0; from < records; from += BATCH) {
            ArrayNode requests = JsonNodeFactory.instance.arrayNode();
            for (int at = from; at < Math.min(records, from + BATCH); at++) {
                ObjectNode request = requests.addObject();
                request.put("id", Integer.toString(at)).put("method", "PATCH");
                request.put("url", company + all.get(at).get("systemId").asText() + ")");
                request.putObject("headers").put("If-Match", "*");
                ObjectNode body = request.putObject("body").put("phoneNumber", "+49 30 " + at);
                if (at % one == one - 1) {
                    poison.into(body, at);
                }
            }
            JsonNode answer = person.bcBatch(requests);
            answer.get("responses").forEach(part -> {
                if (part.get("status").asInt() != 200) {
                    throw new IllegalStateException("a customer was not changed: " + part);
                }
            });
        }
    }

    /** Both clocks, past any overlap. */
    void advance() {
        person.admin("PUT", "clock", Map.of("advance", "PT10M"));
    }

    /** The clocks move on faster than subjects ask for tokens. */
    void limits(int latencyMillis, int perRecordMillis) {
        person.admin(
                "PUT",
                "limits",
                Map.of(
                        "latency",
                        seconds(latencyMillis),
                        "perRecord",
                        seconds(perRecordMillis),
                        "throttling",
                        "off",
                        "tokenLifetime",
                        "PT24H"));
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
