package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Match-based coupling over REST: previewed, of chosen records or all, with and without what follows. */
class MatchCouplingTest {
    private static Scene scene;
    private static int series;
    private String phone;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        scene.edit("CUSTOMER", text -> text.replace(
                        "- fields: [{businessCentral: displayName, dataverse: name}]",
                        "- {priority: 1, fields: [{businessCentral: phoneNumber, dataverse: telephone1}]}\n"
                                + "      - {priority: 2, fields: [{businessCentral: website, dataverse: websiteurl, caseSensitive: true}]}")
                .replace("conflicts: {update: none", "conflicts: {update: send-update"));
    }

    @BeforeEach
    void another() {
        series++;
        phone = "+45 " + series + " ";
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** Customers and as many accounts with the same telephone numbers and other names. */
    private List<Pair> partners(int customers, int accounts) {
        return IntStream.range(0, customers)
                .mapToObj(n -> new Pair(
                        scene.customer("BC " + phone + n, "phoneNumber", phone + n),
                        n < accounts ? scene.account("Sales " + phone + n, "telephone1", phone + n) : ""))
                .toList();
    }

    private static JsonNode match(List<Pair> pairs, Object... options) {
        return scene.rest().run("/api/mappings/CUSTOMER/match", command(pairs, options));
    }

    private static Map<String, Object> command(List<Pair> pairs, Object... options) {
        Map<String, Object> command = new HashMap<>(Scene.values(options));
        command.put(
                "businessCentralIds", pairs.stream().map(Pair::businessCentral).toList());
        return command;
    }

    private static String name(Pair pair) {
        return scene.accountNow(pair.dataverse()).path("name").asText();
    }

    private static JsonNode coupling(JsonNode run) {
        JsonNode pass = run.path("passes").get(0);
        assertThat(run.path("kind").asText()).isEqualTo("coupling");
        return pass.path("counters");
    }

    private static void paired(List<Pair> pairs) {
        pairs.forEach(pair ->
                assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair));
    }

    @Test
    @Scenario({"MB-01", "MB-02"})
    void allRecordsOfAMappingAreCoupledAndSent() {
        scene.close();
        start();
        List<Pair> old = List.of(scene.customerPair("Old pair"));
        List<Pair> partners = partners(5, 5);

        JsonNode run = scene.rest().run("/api/mappings/CUSTOMER/match", Map.of("synchronize", true));

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(5);
        assertThat(coupling(run).path("failed").asInt()).isZero();
        paired(partners);
        paired(old);
        partners.forEach(pair -> assertThat(name(pair)).startsWith("BC "));
        assertThat(run.path("passes").get(1).path("direction").asText()).isEqualTo("to-dataverse");
        assertThat(run.path("passes")).hasSize(2);
    }

    @Test
    @Scenario("MB-04")
    void chosenRecordsThatAreCoupledStayAsTheyAre() {
        List<Pair> chosen = new ArrayList<>(List.of(scene.customerPair("Coupled A"), scene.customerPair("Coupled B")));
        List<Pair> partners = partners(5, 5);
        chosen.addAll(partners);

        JsonNode run = match(chosen, "synchronize", true);

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(5);
        assertThat(coupling(run).path("failed").asInt()).isZero();
        paired(chosen);
        partners.forEach(pair -> assertThat(name(pair)).startsWith("BC "));
    }

    @Test
    @Scenario("MB-05")
    void recordsWithoutAMatchAreCountedAndNamedOnce() {
        List<Pair> customers = partners(5, 2);

        JsonNode run = match(customers, "synchronize", true);

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(2);
        assertThat(coupling(run).path("failed").asInt()).isEqualTo(3);
        paired(customers.subList(0, 2));
        customers.subList(0, 2).forEach(pair -> assertThat(name(pair)).startsWith("BC "));
        customers.subList(2, 5).forEach(pair -> assertThat(scene.coupling("CUSTOMER", pair.businessCentral()))
                .isNull());
        long job = run.path("passes").get(0).path("job").asLong();
        assertThat(scene.rest().get("/api/errors?job=" + job).path("value"))
                .singleElement()
                .satisfies(error -> assertThat(error.path("message").asText()).contains("3 records were not coupled"));
    }

    @Test
    @Scenario("MB-08")
    void withoutSynchronizingNamesStayAsTheyAre() {
        List<Pair> partners = partners(5, 5);
        long mark = scene.mark();

        JsonNode run = match(partners);

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(5);
        assertThat(run.path("passes")).hasSize(1);
        paired(partners);
        partners.forEach(pair -> assertThat(name(pair)).startsWith("Sales "));
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void aPreviewTellsExactAmbiguousAndNoneAndWritesNothing() {
        List<Pair> customers = partners(3, 2);
        scene.account("Twin of the second", "telephone1", phone + 1);
        long mark = scene.mark();

        JsonNode preview = scene.rest().post("/api/mappings/CUSTOMER/match/preview", command(customers));

        assertThat(preview.path("exact").asInt()).isEqualTo(1);
        assertThat(preview.path("ambiguous").asInt()).isEqualTo(1);
        assertThat(preview.path("none").asInt()).isEqualTo(1);
        JsonNode exact = preview.path("records").get(0);
        assertThat(exact.path("finding").asText()).isEqualTo("exact");
        assertThat(exact.path("dataverseId").asText())
                .isEqualTo(customers.get(0).dataverse());
        assertThat(exact.path("name").asText()).startsWith("Sales ");
        assertThat(scene.writes(mark)).isEmpty();
        customers.forEach(pair ->
                assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull());
    }

    @Test
    void aLaterPriorityIsTriedAndMindsCaseWhereItSaysSo() {
        String same = scene.customer("Same case", "website", "https://Case" + series);
        String other = scene.customer("Other case", "website", "https://OTHER" + series);
        String account = scene.account("Same case there", "websiteurl", "https://Case" + series);
        scene.account("Other case there", "websiteurl", "https://other" + series);

        JsonNode run = match(List.of(new Pair(same, account), new Pair(other, "")));

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(1);
        assertThat(scene.pair("CUSTOMER", same).dataverse()).isEqualTo(account);
        assertThat(scene.coupling("CUSTOMER", other)).isNull();
    }

    @Test
    void whatHasNoMatchIsCreatedWhereAskedFor() {
        List<Pair> customers = partners(2, 1);

        JsonNode run = match(customers, "createNew", true);

        assertThat(coupling(run).path("coupled").asInt()).isEqualTo(1);
        assertThat(run.path("counters").path("inserted").asInt()).isEqualTo(1);
        Pair created = scene.pair("CUSTOMER", customers.get(1).businessCentral());
        assertThat(name(created)).isEqualTo("BC " + phone + 1);
    }

    @Test
    void nothingToMatchByIsRefused() {
        var reply = scene.rest().send("POST", "/api/mappings/SALESPEOPLE/match", Map.of("createNew", true));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("nothing can be created in Dataverse");
        assertThat(scene.rest()
                        .send("POST", "/api/mappings/PAYMENT-TERMS/match", null)
                        .status())
                .isEqualTo(400);
    }
}
