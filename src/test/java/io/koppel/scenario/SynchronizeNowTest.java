package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Versions;
import io.koppel.mapping.Side;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Synchronize now, create, and whole runs, as an operator starts them over REST. */
class SynchronizeNowTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode question(String mapping, String record) {
        return scene.rest().get("/api/mappings/" + mapping + "/question?businessCentralId=" + record);
    }

    private static JsonNode now(String mapping, String direction, List<String> records) {
        return scene.rest()
                .post(
                        "/api/mappings/" + mapping + "/synchronize-now",
                        direction == null
                                ? Map.of("businessCentralIds", records)
                                : Map.of("direction", direction, "businessCentralIds", records));
    }

    private static JsonNode create(String mapping, Map<String, List<String>> records) {
        return scene.rest().post("/api/mappings/" + mapping + "/create", records);
    }

    private static JsonNode end(JsonNode scheduled) {
        return scene.rest().get("/api/runs/" + scheduled.path("run").asLong() + "?wait=PT60S");
    }

    private static void rename(Pair user, String first, String last) {
        scene.later(Duration.ofSeconds(2));
        scene.rig()
                .integrationUser()
                .dataverseChange("systemusers", user.dataverse(), values("firstname", first, "lastname", last));
    }

    private static String salesperson(Pair pair) {
        return scene.person()
                .bc("salespeople(" + pair.businessCentral() + ")")
                .path("displayName")
                .asText();
    }

    private static List<String> customers(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> scene.customer("New customer " + n))
                .toList();
    }

    @Test
    @Scenario("ES-02")
    void ofSeveralRecordsThoseThatAreNotCoupledOrNewerThereAreLeftOut() {
        scene.person().bcCreate("salespeople", values("code", "ES02", "displayName", "Not coupled"));
        Pair first = scene.customerPair("TestCust1");
        String second = scene.customer("TestCust2");
        Pair third = scene.couple("CUSTOMER", scene.customer("TestCust3"), scene.account("TestCust3 in Sales"));
        Pair fourth = scene.customerPair("TestCust4");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(first.businessCentral(), "displayName", "TestCust1 renamed");
        scene.changeCustomer(fourth.businessCentral(), "displayName", "TestCust4 renamed", "salespersonCode", "ES02");

        JsonNode scheduled = now(
                "CUSTOMER",
                "to-dataverse",
                List.of(first.businessCentral(), second, third.businessCentral(), fourth.businessCentral()));

        assertThat(scheduled.path("scheduled").asInt()).isEqualTo(2);
        assertThat(scheduled.path("leftOut").findValuesAsText("reason"))
                .containsExactly("it is not coupled", "its record in Dataverse was changed since the last time");
        JsonNode run = end(scheduled);
        assertThat(run.path("counters").path("modified").asInt()).isEqualTo(1);
        assertThat(run.path("counters").path("failed").asInt()).isEqualTo(1);
        assertThat(scene.accountNow(first.dataverse()).path("name").asText()).isEqualTo("TestCust1 renamed");
        assertThat(scene.accountNow(third.dataverse()).path("name").asText()).isEqualTo("TestCust3 in Sales");
        assertThat(scene.rest()
                        .get("/api/errors?job="
                                + run.path("passes").get(0).path("job").asLong())
                        .path("value")
                        .get(0)
                        .path("message")
                        .asText())
                .contains("ES02");
    }

    @Test
    @Scenario("ES-07")
    void theChosenDirectionWinsOverTheNewerSide() {
        Pair pair = scene.customerPair("After Noon");
        scene.later(Duration.ofSeconds(2));
        scene.changeAccount(pair.dataverse(), "name", "Noon Ame");
        JsonNode question = question("CUSTOMER", pair.businessCentral());
        assertThat(question.path("kind").asText()).isEqualTo("direction");
        assertThat(question.path("proposed").asText()).isEqualTo("from-dataverse");
        assertThat(question.path("offered")).hasSize(3);

        end(now("CUSTOMER", "to-dataverse", List.of(pair.businessCentral())));

        assertThat(scene.accountNow(pair.dataverse()).path("name").asText()).isEqualTo("After Noon");
    }

    @Test
    void aMergeCarriesEachSidesChangesToTheOther() {
        Pair pair = scene.customerPair("Merged");
        assertThat(question("CUSTOMER", pair.businessCentral()).path("proposed").asText())
                .isEqualTo("merge");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Aarhus");
        scene.changeAccount(pair.dataverse(), "telephone1", "+45 99");

        end(now("CUSTOMER", "merge", List.of(pair.businessCentral())));

        assertThat(scene.accountNow(pair.dataverse()).path("address1_city").asText())
                .isEqualTo("Aarhus");
        assertThat(scene.customerNow(pair.businessCentral()).path("phoneNumber").asText())
                .isEqualTo("+45 99");
    }

    @Test
    void theSameFieldChangedOnBothSidesIsAskedAboutWithoutMerge() {
        Pair pair = scene.customerPair("Torn");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "displayName", "Torn in BC");
        scene.changeAccount(pair.dataverse(), "name", "Torn in Sales");

        JsonNode question = question("CUSTOMER", pair.businessCentral());

        assertThat(question.path("offered")).hasSize(2);
        assertThat(question.path("proposed").asText()).isEqualTo("to-dataverse");
        assertThat(question.path("message").asText()).contains("in the same field");
    }

    @Test
    void aRecordThatIsNotCoupledIsOfferedToBeCoupled() {
        String customer = scene.customer("Not coupled at all");

        assertThat(question("CUSTOMER", customer).path("kind").asText()).isEqualTo("couple");
        assertThat(scene.rest()
                        .send(
                                "POST",
                                "/api/mappings/CUSTOMER/synchronize-now",
                                Map.of("direction", "to-dataverse", "businessCentralIds", List.of(customer)))
                        .detail())
                .contains("is not coupled; couple it first");
    }

    @Test
    @Scenario("ES-10")
    void aOneWayMappingOnlyAsksForYes() {
        Pair pair = scene.salesperson();
        rename(pair, "Noon", "Ame");
        JsonNode question = question("SALESPEOPLE", pair.businessCentral());
        assertThat(question.path("kind").asText()).isEqualTo("confirm");
        assertThat(question.path("proposed").asText()).isEqualTo("yes");
        assertThat(question.path("offered").get(0).asText()).isEqualTo("from-dataverse");

        end(now("SALESPEOPLE", null, List.of(pair.businessCentral())));

        assertThat(salesperson(pair)).isEqualTo("Noon Ame");
    }

    @Test
    @Scenario("ES-11")
    void aOneWayMappingWarnsBeforeItOverwritesANewerRecord() {
        Pair pair = scene.salesperson();
        String name = salesperson(pair);
        scene.later(Duration.ofSeconds(2));
        scene.person().bcChange("salespeople", pair.businessCentral(), values("displayName", "Noon Ame"));
        JsonNode question = question("SALESPEOPLE", pair.businessCentral());
        assertThat(question.path("kind").asText()).isEqualTo("warn");
        assertThat(question.path("proposed").asText()).isEqualTo("no");
        assertThat(question.path("message").asText()).contains("Business Central is newer");

        end(now("SALESPEOPLE", null, List.of(pair.businessCentral())));

        assertThat(salesperson(pair)).isEqualTo(name);
    }

    @Test
    @Scenario("ES-12")
    void aPairThatWasNeverSynchronizedIsWarnedAboutAndOverwrittenOnlyOnYes() {
        Pair user = scene.salesperson();
        scene.rest().send("DELETE", "/api/couplings/SALESPEOPLE." + user.businessCentral(), null);
        String id = scene.person()
                .bcCreate("salespeople", values("code", "ES12", "displayName", "Another name"))
                .get("systemId")
                .asText();
        Pair pair = scene.couple("SALESPEOPLE", id, user.dataverse());

        JsonNode question = question("SALESPEOPLE", id);

        assertThat(question.path("kind").asText()).isEqualTo("warn");
        assertThat(question.path("message").asText()).contains("or never were");
        assertThat(salesperson(pair)).isEqualTo("Another name");

        end(now("SALESPEOPLE", null, List.of(id)));

        assertThat(salesperson(pair)).isEqualTo(salesperson(user));
    }

    @Test
    @Scenario("MG-06")
    void creatingAgainIsLeftOut() {
        Pair owner = scene.salesperson();
        String code = scene.person()
                .bc("salespeople(" + owner.businessCentral() + ")")
                .path("code")
                .asText();
        String customer = scene.customer("Created by hand", "salespersonCode", code);

        JsonNode first = create("CUSTOMER", Map.of("businessCentralIds", List.of(customer)));
        end(first);
        Pair pair = scene.pair("CUSTOMER", customer);
        JsonNode second = create("CUSTOMER", Map.of("businessCentralIds", List.of(customer)));

        assertThat(first.path("scheduled").asInt()).isEqualTo(1);
        assertThat(second.path("run").isNull()).isTrue();
        assertThat(second.path("leftOut").findValuesAsText("reason")).containsExactly("it is coupled already");
        assertThat(scene.pair("CUSTOMER", customer)).isEqualTo(pair);
    }

    @Test
    @Scenario({"MG-09", "MG-10"})
    void unknownIdsAreScheduledAndPassedOver() {
        List<String> records = new ArrayList<>(customers(5));
        records.add(UUID.randomUUID().toString());
        JsonNode there = create("CUSTOMER", Map.of("businessCentralIds", records));
        List<String> rows = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(n -> scene.account("New account " + n))
                .toList());
        rows.add(UUID.randomUUID().toString());
        JsonNode here = create("CUSTOMER", Map.of("dataverseIds", rows));

        for (JsonNode scheduled : List.of(there, here)) {
            assertThat(scheduled.path("scheduled").asInt()).isEqualTo(6);
            assertThat(scheduled.path("leftOut")).isEmpty();
            JsonNode counters = end(scheduled).path("counters");
            assertThat(counters.path("inserted").asInt()).isEqualTo(5);
            assertThat(counters.path("failed").asInt()).isZero();
            assertThat(counters.path("skipped").asInt()).isZero();
        }
    }

    /** Different on purpose: what is equal already is looked at, and not written. */
    @Test
    @Scenario({"MG-11", "MG-12", "MG-14"})
    void chosenRecordsThatAreEqualAreNotWritten() {
        List<String> records = IntStream.range(0, 5)
                .mapToObj(n -> scene.customerPair("Pair " + n).businessCentral())
                .toList();
        List<String> people = IntStream.range(0, 2)
                .mapToObj(n -> scene.salesperson().businessCentral())
                .toList();

        JsonNode sent = now("CUSTOMER", "to-dataverse", records);
        JsonNode fetched = now("CUSTOMER", "from-dataverse", records);
        JsonNode oneWay = now("SALESPEOPLE", "to-dataverse", people);

        assertThat(sent.path("scheduled").asInt()).isEqualTo(5);
        assertThat(fetched.path("scheduled").asInt()).isEqualTo(5);
        assertThat(end(sent).path("counters").path("unchanged").asInt()).isEqualTo(5);
        assertThat(end(fetched).path("counters").path("unchanged").asInt()).isEqualTo(5);
        assertThat(end(oneWay).path("passes").get(0).path("direction").asText())
                .as("a one-way mapping goes its way whatever is chosen")
                .isEqualTo("from-dataverse");
    }

    @Test
    @Scenario("TS-35")
    void aFullRunForgetsBothWatermarksFirst() {
        Pair pair = scene.customerPair("Looked at again");
        int scope = scene.engine().scope("CUSTOMER");
        long nextYear = Instant.now().plus(Duration.ofDays(365)).toEpochMilli();
        scene.engine().database().inTransaction(connection -> {
            scene.engine().watermarks().advance(connection, scope, Side.BUSINESS_CENTRAL, nextYear);
            scene.engine().watermarks().advance(connection, scope, Side.DATAVERSE, nextYear);
            return scope;
        });
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Skagen");
        scene.later(Duration.ofSeconds(2));

        JsonNode run = scene.rest().run("/api/mappings/CUSTOMER/full", null);

        assertThat(run.path("status").asText()).isIn("success", "records failed");
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL))
                .isEqualTo(Instant.parse(scene.customerNow(pair.businessCentral())
                                .path("systemModifiedAt")
                                .asText())
                        .toEpochMilli());
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE))
                .isLessThan(nextYear)
                .isPositive();
    }

    @Test
    void anUnconditionalRunIsForOneWayMappingsAndWritesWhatNothingAskedFor() {
        Pair pair = scene.salesperson();
        String name = salesperson(pair);
        scene.person().bcChange("salespeople", pair.businessCentral(), values("displayName", "Edited in BC"));

        scene.rest().run("/api/mappings/SALESPEOPLE/full", Map.of("unconditional", true));

        assertThat(salesperson(pair)).isEqualTo(name);
        assertThat(scene.rest()
                        .send("POST", "/api/mappings/CUSTOMER/full", Map.of("unconditional", true))
                        .detail())
                .contains("goes both ways");
    }

    @Test
    void allMappingsAreSynchronizedInOneRunInTheOrderOfTheirDependencies() {
        Pair pair = scene.customerPair("Among all");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Ribe");

        JsonNode run = scene.rest().run("/api/synchronize", null);

        assertThat(scene.accountNow(pair.dataverse()).path("address1_city").asText())
                .isEqualTo("Ribe");
        List<String> order = run.path("passes").findValuesAsText("mapping");
        assertThat(order).contains("SALESPEOPLE", "CURRENCY", "PAYMENT-TERMS", "CUSTOMER", "CONTACT");
        assertThat(order.indexOf("SALESPEOPLE")).isLessThan(order.indexOf("CUSTOMER"));
        assertThat(order.lastIndexOf("CUSTOMER")).isLessThan(order.indexOf("CONTACT"));
    }

    @Test
    void aDisabledMappingRunsForNobodyUntilItIsEnabledOrReset() {
        JsonNode disabled = scene.rest().post("/api/mappings/SHIPPING-AGENT/disable", null);

        assertThat(disabled.path("mapping").path("enabled").asBoolean()).isFalse();
        assertThat(scene.rest().get("/api/jobs/SHIPPING-AGENT").path("status").asText())
                .isEqualTo("on hold");
        assertThat(scene.rest()
                        .send("POST", "/api/mappings/SHIPPING-AGENT/synchronize", null)
                        .detail())
                .contains("is disabled; enable it first");
        assertThat(scene.rest()
                        .send("POST", "/api/jobs/SHIPPING-AGENT/restart", null)
                        .status())
                .isEqualTo(409);

        scene.rest().post("/api/mappings/SHIPPING-AGENT/enable", null);

        assertThat(scene.rest().get("/api/jobs/SHIPPING-AGENT").path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void aResetMappingKeepsItsCouplingsAndForgetsTheRest() {
        Pair pair = scene.customerPair("Kept");
        scene.job("CUSTOMER");
        scene.rest().post("/api/mappings/CUSTOMER/create-new", Map.of("createNew", true));
        assertThat(scene.rest()
                        .get("/api/mappings/CUSTOMER")
                        .path("mapping")
                        .path("onlyCoupled")
                        .asBoolean())
                .isFalse();

        scene.rest().post("/api/mappings/CUSTOMER/reset", null);

        assertThat(scene.rest()
                        .get("/api/mappings/CUSTOMER")
                        .path("mapping")
                        .path("onlyCoupled")
                        .asBoolean())
                .isTrue();
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isZero();
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isZero();
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).versions()).isNotEqualTo(Versions.UNKNOWN);
    }
}
