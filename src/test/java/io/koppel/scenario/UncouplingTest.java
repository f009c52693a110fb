package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uncoupling one record, several, and whole mappings, as an operator does it. */
class UncouplingTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static List<Pair> customers(String name) {
        return IntStream.range(0, 3).mapToObj(n -> scene.customerPair(name + n)).toList();
    }

    private static List<Pair> contacts(String name) {
        Pair company = scene.customerPair("Company of " + name);
        return IntStream.range(0, 3)
                .mapToObj(n -> scene.contactPair(company, name, "Number " + n))
                .toList();
    }

    private static List<Pair> salespeople() {
        return IntStream.range(0, 3).mapToObj(n -> scene.salesperson()).toList();
    }

    private static List<Pair> currencies(String prefix) {
        return IntStream.range(0, 3)
                .mapToObj(n -> {
                    String code = prefix + n;
                    String id = scene.person()
                            .bcCreate("currencies", values("code", code, "displayName", code))
                            .get("systemId")
                            .asText();
                    String row = scene.rig()
                            .integrationUser()
                            .dataverseCreate(
                                    "transactioncurrencies",
                                    values(
                                            "isocurrencycode", code,
                                            "currencyname", code,
                                            "currencysymbol", code,
                                            "currencyprecision", 2,
                                            "exchangerate", 2))
                            .get("transactioncurrencyid")
                            .asText();
                    return scene.couple("CURRENCY", id, row);
                })
                .toList();
    }

    private static JsonNode uncouple(String mapping, Pair... pairs) {
        List<String> records =
                List.of(pairs).stream().map(Pair::businessCentral).toList();
        return scene.rest().run("/api/mappings/" + mapping + "/uncouple", Map.of("records", records));
    }

    private static void coupled(String mapping, Pair pair, boolean expected) {
        assertThat(scene.coupling(mapping, pair.businessCentral()) != null).isEqualTo(expected);
        assertThat(scene.coupling(mapping, pair.dataverse()) != null).isEqualTo(expected);
    }

    private static boolean stamped(String set, String id) {
        return !scene.person()
                .dataverse(set + "(" + id + ")")
                .path("_bcbi_companyid_value")
                .isNull();
    }

    private static void counted(JsonNode run, int uncoupled, int modified) {
        assertThat(run.path("kind").asText()).isEqualTo("uncoupling");
        assertThat(run.path("counters").path("uncoupled").asInt()).isEqualTo(uncoupled);
        assertThat(run.path("counters").path("modified").asInt()).isEqualTo(modified);
        for (String other : List.of("inserted", "deleted", "unchanged", "skipped", "failed", "coupled")) {
            assertThat(run.path("counters").path(other).asInt()).as(other).isZero();
        }
    }

    @Test
    @Scenario("UN-07")
    void chosenCustomersAreUncoupledAndUncoupledOnesPassedOver() {
        List<Pair> pairs = customers("Chosen");
        String alone = scene.customer("Alone");

        JsonNode run = uncouple("CUSTOMER", pairs.get(0), pairs.get(2), new Pair(alone, alone));

        counted(run, 2, 2);
        coupled("CUSTOMER", pairs.get(0), false);
        coupled("CUSTOMER", pairs.get(1), true);
        coupled("CUSTOMER", pairs.get(2), false);
        assertThat(stamped("accounts", pairs.get(0).dataverse())).isFalse();
        assertThat(stamped("accounts", pairs.get(1).dataverse())).isTrue();
        assertThat(scene.accountNow(pairs.get(0).dataverse()).path("name").asText())
                .isEqualTo("Chosen0");
    }

    @Test
    @Scenario("UN-08")
    void oneCustomerIsUncoupled() {
        List<Pair> pairs = customers("Single");

        JsonNode run = uncouple("CUSTOMER", pairs.get(1));

        counted(run, 1, 1);
        coupled("CUSTOMER", pairs.get(0), true);
        coupled("CUSTOMER", pairs.get(1), false);
        assertThat(stamped("accounts", pairs.get(1).dataverse())).isFalse();
        assertThat(stamped("accounts", pairs.get(2).dataverse())).isTrue();
    }

    @Test
    @Scenario({"UN-10", "UN-11", "UN-12"})
    void salespeopleAreUncoupledWithoutAWrite() {
        List<Pair> pairs = salespeople();
        long mark = scene.mark();

        JsonNode run = uncouple("SALESPEOPLE", pairs.get(0), pairs.get(2));

        counted(run, 2, 0);
        assertThat(scene.writes(mark)).isEmpty();
        coupled("SALESPEOPLE", pairs.get(0), false);
        coupled("SALESPEOPLE", pairs.get(1), true);
        assertThat(scene.rest()
                        .send(
                                "DELETE",
                                "/api/couplings/SALESPEOPLE." + pairs.get(1).businessCentral(),
                                null)
                        .status())
                .isEqualTo(204);
        coupled("SALESPEOPLE", pairs.get(1), false);
    }

    @Test
    @Scenario({"UN-20", "UN-21"})
    void oneCurrencyIsUncoupled() {
        List<Pair> pairs = currencies("XA");

        assertThat(scene.rest()
                        .send(
                                "DELETE",
                                "/api/couplings/CURRENCY." + pairs.get(1).businessCentral(),
                                null)
                        .status())
                .isEqualTo(204);

        coupled("CURRENCY", pairs.get(0), true);
        coupled("CURRENCY", pairs.get(1), false);
        coupled("CURRENCY", pairs.get(2), true);
    }

    @Test
    @Scenario({"UN-22", "UN-24"})
    void chosenContactsAreUncoupled() {
        List<Pair> pairs = contacts("Several");

        JsonNode run = uncouple("CONTACT", pairs.get(0), pairs.get(2));

        counted(run, 2, 2);
        coupled("CONTACT", pairs.get(0), false);
        coupled("CONTACT", pairs.get(1), true);
        assertThat(stamped("contacts", pairs.get(0).dataverse())).isFalse();
        assertThat(stamped("contacts", pairs.get(1).dataverse())).isTrue();
    }

    @Test
    @Scenario("UN-23")
    void oneContactIsUncoupled() {
        List<Pair> pairs = contacts("Only");

        JsonNode run = uncouple("CONTACT", pairs.get(1));

        counted(run, 1, 1);
        coupled("CONTACT", pairs.get(0), true);
        coupled("CONTACT", pairs.get(1), false);
        assertThat(stamped("contacts", pairs.get(1).dataverse())).isFalse();
    }

    @Test
    @Scenario("CP-25")
    void contactsFollowTheirCompanyWhereBothBelongToThePair() {
        Pair company = scene.customerPair("With contacts");
        Pair other = scene.customerPair("Other company");
        Pair a = scene.contactPair(company, "Anna", "Both");
        Pair b = scene.contactPair(company, "Bert", "Both");
        String c = scene.contact(company.businessCentral(), "Carl", "Here only");
        Pair halfC = scene.couple("CONTACT", c, scene.salesContact(other.dataverse(), "Carl", "Foreign"));
        String d = scene.contact(other.businessCentral(), "Dora", "Foreign");
        Pair halfD = scene.couple("CONTACT", d, scene.salesContact(company.dataverse(), "Dora", "There only"));

        JsonNode run = uncouple("CUSTOMER", company);

        coupled("CUSTOMER", company, false);
        coupled("CONTACT", a, false);
        coupled("CONTACT", b, false);
        coupled("CONTACT", halfC, true);
        coupled("CONTACT", halfD, true);
        assertThat(run.path("passes")).hasSize(2);
        assertThat(run.path("passes").get(0).path("mapping").asText()).isEqualTo("CUSTOMER");
        assertThat(run.path("passes").get(0).path("counters").path("uncoupled").asInt())
                .isEqualTo(1);
    }

    /** Begins with an empty sandbox: it counts all there is. */
    @Test
    @Scenario({"UN-01", "UN-02"})
    void wholeMappingsAreUncoupledAndLeftBehindCompaniesCleared() {
        scene.close();
        scene = Scene.start();
        List<Pair> pairs = IntStream.range(0, 3)
                .mapToObj(n -> scene.customerPair("Whole" + n))
                .toList();
        String alone = scene.customer("Never coupled");
        Pair lost = scene.customerPair("Left behind");
        scene.rig().database().inTransaction(connection -> {
            scene.engine()
                    .couplings()
                    .delete(
                            connection,
                            scene.engine().scope("CUSTOMER"),
                            List.of(java.util.UUID.fromString(lost.businessCentral())));
            return lost;
        });
        Pair salesperson = scene.salesperson();

        JsonNode customers = scene.rest().run("/api/mappings/CUSTOMER/uncouple", null);
        JsonNode people = scene.rest().run("/api/mappings/SALESPEOPLE/uncouple", null);

        counted(customers, 3, 4);
        counted(people, 1, 0);
        assertThat(scene.rest()
                        .get("/api/job-log?mapping=CUSTOMER&kind=uncoupling")
                        .path("value"))
                .as("the uncoupling log")
                .singleElement()
                .satisfies(row -> assertThat(row.path("kind").asText()).isEqualTo("uncoupling"));
        assertThat(scene.rest().get("/api/couplings?mapping=CUSTOMER").path("value"))
                .isEmpty();
        assertThat(scene.coupling("SALESPEOPLE", salesperson.dataverse())).isNull();
        for (Pair pair : pairs) {
            assertThat(scene.accountNow(pair.dataverse())
                            .path("_bcbi_companyid_value")
                            .isNull())
                    .isTrue();
        }
        assertThat(scene.accountNow(lost.dataverse())
                        .path("_bcbi_companyid_value")
                        .isNull())
                .isTrue();
        assertThat(scene.customerNow(alone).path("displayName").asText()).isEqualTo("Never coupled");
        assertThat(scene.accountNow(lost.dataverse()).path("name").asText()).isEqualTo("Left behind");
    }
}
