package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.journal.Retention;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Skipped records, seen and dealt with over REST as an operator does it (sync-semantics.md §4.1). */
class SkippedRecordsTest {
    private static final String LONG_EMAIL = "x".repeat(80) + "@example.com";
    private static Scene scene;
    private static Goods goods;
    private static int names;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        goods.unitPair("PCS");
        goods.unit("LOOSE");
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
    }

    @AfterEach
    void nothingIsLeft() {
        scene.shippedAgain();
        scene.person().admin("DELETE", "faults", null);
        scene.uncoupleAll("CUSTOMER");
        scene.uncoupleAll("SALESPEOPLE");
        scene.uncoupleAll("ITEM-PRODUCT");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    // --- what makes records skipped

    private static List<Pair> customers(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(scene.customerPair("Skipped " + ++names));
        }
        return pairs;
    }

    /** Fails at every attempt: its salesperson is not coupled. */
    private static void spoil(Pair customer) {
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", "ALONE");
    }

    private static List<Pair> skippedCustomers(int count) {
        List<Pair> pairs = customers(count);
        pairs.forEach(SkippedRecordsTest::spoil);
        twice("CUSTOMER");
        return pairs;
    }

    /** Salespeople whose user has an e-mail address that Business Central cannot hold. */
    private static List<Pair> skippedSalespeople(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pair pair = scene.salesperson();
            changeUser(pair, "internalemailaddress", LONG_EMAIL);
            pairs.add(pair);
        }
        twice("SALESPEOPLE");
        return pairs;
    }

    private static void changeUser(Pair salesperson, Object... values) {
        scene.person().dataverseChange("systemusers", salesperson.dataverse(), values(values));
    }

    private static Pair skippedItem(String name) {
        return skippedItems(name).get(0);
    }

    private static List<Pair> skippedItems(String... titles) {
        List<Pair> pairs =
                Stream.of(titles).map(title -> goods.itemPair(title, "PCS")).toList();
        pairs.forEach(pair -> goods.changeItem(pair.businessCentral(), "baseUnitOfMeasureCode", "LOOSE"));
        twice("ITEM-PRODUCT");
        return pairs;
    }

    /** A pair whose account is gone: the customer's change cannot be carried over. */
    private static Pair withoutAccount(String name) {
        Pair pair = scene.customerPair(name);
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "city", "Nowhere");
        return pair;
    }

    private static Pair withoutCustomer(String name) {
        Pair pair = scene.customerPair(name);
        scene.person().bcDelete("customers", pair.businessCentral());
        scene.changeAccount(pair.dataverse(), "address1_city", "Nowhere");
        return pair;
    }

    private static void twice(String mapping) {
        scene.job(mapping);
        scene.job(mapping);
    }

    // --- the list and what is said about it

    private static String id(String mapping, Pair pair) {
        return mapping + "." + pair.businessCentral();
    }

    private static String id(Pair customer) {
        return id("CUSTOMER", customer);
    }

    private static List<JsonNode> list() {
        return StreamSupport.stream(
                        scene.rest().get("/api/skipped").path("value").spliterator(), false)
                .toList();
    }

    private static List<String> listed() {
        return list().stream().map(row -> row.path("id").asText()).toList();
    }

    private static JsonNode row(String id) {
        return list().stream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> offers(JsonNode row) {
        List<String> offers = new ArrayList<>();
        row.path("offers").forEach(offer -> offers.add(offer.asText()));
        return offers;
    }

    private static JsonNode act(String verb, String... ids) {
        String wait = verb.equals("retry") || verb.equals("delete") ? "" : "?wait=PT60S";
        return scene.rest().post("/api/skipped/" + verb + wait, Map.of("records", List.of(ids)));
    }

    private static boolean skipped(String mapping, Pair pair) {
        return scene.coupling(mapping, pair.businessCentral()).skipped();
    }

    // --- retry

    @Test
    @Scenario({"SK-07", "SK-09"})
    void retryReleasesTheRecordAndTakesItOffTheList() {
        List<Pair> pairs = skippedCustomers(2);

        JsonNode first = scene.rest().post("/api/skipped/" + id(pairs.get(0)) + "/retry", null);

        assertThat(first.path("released").asInt()).isEqualTo(1);
        assertThat(skipped("CUSTOMER", pairs.get(0))).isFalse();
        assertThat(listed()).containsExactly(id(pairs.get(1)));

        scene.rest().post("/api/skipped/" + id(pairs.get(1)) + "/retry", null);

        assertThat(listed()).isEmpty();
        for (String verb : List.of("retry", "synchronize", "uncouple")) {
            assertThat(scene.rest()
                            .send(
                                    "POST",
                                    "/api/skipped/" + id(pairs.get(1)) + "/" + verb + "?direction=to-dataverse",
                                    null)
                            .status())
                    .as(verb)
                    .isEqualTo(404);
        }
    }

    @Test
    @Scenario("SK-08")
    void severalAreRetriedAtOnce() {
        List<Pair> pairs = skippedCustomers(3);

        JsonNode released = act("retry", id(pairs.get(0)), id(pairs.get(2)));

        assertThat(released.path("released").asInt()).isEqualTo(2);
        assertThat(listed()).containsExactly(id(pairs.get(1)));
    }

    @Test
    @Scenario("SK-11")
    void retryAllReleasesEverythingOfEveryMapping() {
        List<Pair> pairs = skippedCustomers(3);
        skippedSalespeople(1);

        assertThat(scene.rest()
                        .post("/api/skipped/retry-all?mapping=CUSTOMER", null)
                        .path("released")
                        .asInt())
                .isEqualTo(3);
        assertThat(scene.rest()
                        .post("/api/skipped/retry-all", null)
                        .path("released")
                        .asInt())
                .isEqualTo(1);
        assertThat(list()).isEmpty();
        assertThat(pairs).noneMatch(pair -> skipped("CUSTOMER", pair));
    }

    // --- synchronize

    @Test
    @Scenario("SK-13")
    void aTwoWayMappingIsSynchronizedInTheChosenDirection() {
        List<Pair> pairs = skippedCustomers(2);
        Pair first = pairs.get(0);
        scene.changeCustomer(first.businessCentral(), "salespersonCode", "", "displayName", "Ours");
        scene.changeAccount(first.dataverse(), "name", "Theirs");
        String path = "/api/skipped/" + id(first) + "/synchronize";
        Rest.Reply unsaid = scene.rest().send("POST", path, null);
        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(unsaid.detail()).startsWith("CUSTOMER goes both ways; say direction");
        assertThat(skipped("CUSTOMER", first))
                .as("nothing happens without a choice")
                .isTrue();

        JsonNode started = scene.rest().post(path + "?direction=to-dataverse&wait=PT60S", null);

        assertThat(started.path("runs").get(0).path("records").asInt()).isEqualTo(1);
        assertThat(scene.accountNow(first.dataverse()).path("name").asText()).isEqualTo("Ours");
        assertThat(skipped("CUSTOMER", first)).isFalse();
        assertThat(listed()).containsExactly(id(pairs.get(1)));
    }

    @Test
    @Scenario({"SK-12", "SK-14"})
    void oneRunForEachMappingAndOneWayMappingsGoTheirOwnWay() {
        List<Pair> salespeople = skippedSalespeople(3);
        List<Pair> customers = skippedCustomers(2);
        salespeople.forEach(pair -> changeUser(pair, "internalemailaddress", "short@example.com"));
        customers.forEach(
                pair -> scene.changeCustomer(pair.businessCentral(), "salespersonCode", "", "city", "Randers"));
        String alone = id("SALESPEOPLE", salespeople.get(0));

        JsonNode one = scene.rest().post("/api/skipped/" + alone + "/synchronize?wait=PT60S", null);

        assertThat(one.path("runs").get(0).path("mapping").asText()).isEqualTo("SALESPEOPLE");
        assertThat(skipped("SALESPEOPLE", salespeople.get(0))).isFalse();

        JsonNode several = scene.rest()
                .post(
                        "/api/skipped/synchronize?wait=PT60S",
                        Map.of(
                                "records",
                                List.of(
                                        id(customers.get(0)),
                                        id(customers.get(1)),
                                        id("SALESPEOPLE", salespeople.get(1))),
                                "direction",
                                "to-dataverse"));

        assertThat(several.path("runs")).hasSize(2);
        several.path("runs").forEach(run -> {
            JsonNode done = scene.rest().get("/api/runs/" + run.path("run").asLong());
            boolean people = run.path("mapping").asText().equals("SALESPEOPLE");
            assertThat(done.path("passes")).hasSize(1);
            assertThat(done.path("passes").get(0).path("direction").asText())
                    .isEqualTo(people ? "from-dataverse" : "to-dataverse");
            assertThat(done.path("counters").path("modified").asInt()).isEqualTo(people ? 1 : 2);
        });
        assertThat(listed()).containsExactly(id("SALESPEOPLE", salespeople.get(2)));
    }

    // --- pairs that have lost a record

    @Test
    @Scenario({"SK-15", "SK-35"})
    void aPairWithoutItsCustomerIsLeftOutOfWhatNeedsIt() {
        List<Pair> customers = skippedCustomers(2);
        Pair broken = withoutCustomer("Without customer");
        twice("CUSTOMER");
        List<Pair> salespeople = skippedSalespeople(2);

        JsonNode row = row(id(broken));
        assertThat(row.path("businessCentralExists").asBoolean()).isFalse();
        assertThat(row.path("dataverseExists").asBoolean()).isTrue();
        assertThat(offers(row)).containsExactlyInAnyOrder("restore", "delete", "uncouple");

        JsonNode released = act(
                "retry",
                id(customers.get(0)),
                id(customers.get(1)),
                id(broken),
                id("SALESPEOPLE", salespeople.get(0)),
                id("SALESPEOPLE", salespeople.get(1)));

        assertThat(released.path("released").asInt()).isEqualTo(4);
        assertThat(released.path("leftOut").get(0).path("record").asText()).isEqualTo(id(broken));
        assertThat(released.path("leftOut").get(0).path("reason").asText())
                .isEqualTo("its record in Business Central is gone; restore, delete or uncouple it");
        assertThat(listed()).containsExactly(id(broken));
        assertThat(scene.rest()
                        .send("POST", "/api/skipped/" + id(broken) + "/retry", null)
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Scenario("SK-37")
    void aWholePairOffersWhatNeedsBothRecords() {
        Pair pair = skippedCustomers(1).get(0);

        JsonNode row = row(id(pair));

        assertThat(row.path("businessCentralExists").asBoolean()).isTrue();
        assertThat(row.path("dataverseExists").asBoolean()).isTrue();
        assertThat(offers(row)).containsExactlyInAnyOrder("retry", "synchronize", "log", "couple", "uncouple");
    }

    @Test
    @Scenario({"SK-28", "SK-29", "SK-30"})
    void deletingTakesTheSurvivorOfBrokenPairsOnly() {
        Pair noAccount = withoutAccount("No account");
        Pair noCustomer = withoutCustomer("No customer");
        Pair whole = customers(1).get(0);
        spoil(whole);
        twice("CUSTOMER");
        JsonNode first = row(id(noCustomer));
        assertThat(first.path("number").isNull()).isTrue();
        assertThat(first.path("name").asText()).isEqualTo("No customer");
        JsonNode second = row(id(noAccount));
        assertThat(second.path("number").asText())
                .isEqualTo(scene.customerNow(noAccount.businessCentral())
                        .path("number")
                        .asText());
        assertThat(second.path("name").isNull()).isTrue();
        assertThat(second.path("dataverseExists").asBoolean()).isFalse();

        JsonNode deleted = act("delete", id(noAccount), id(whole), id(noCustomer));

        assertThat(deleted.path("deleted").asInt()).isEqualTo(2);
        assertThat(deleted.path("leftOut").get(0).path("record").asText()).isEqualTo(id(whole));
        assertThat(scene.person().bcList("customers", "displayName eq 'No account'"))
                .isEmpty();
        assertThat(scene.person().dataverseList("accounts", "name eq 'No customer'"))
                .isEmpty();
        assertThat(scene.coupling("CUSTOMER", noAccount.businessCentral())).isNull();
        assertThat(scene.coupling("CUSTOMER", noCustomer.businessCentral())).isNull();
        assertThat(listed()).containsExactly(id(whole));
        assertThat(scene.customerNow(whole.businessCentral())).isNotNull();
        assertThat(scene.history("CUSTOMER", noCustomer.dataverse()).get(0).operation())
                .isEqualTo("delete");
    }

    @Test
    @Scenario("SK-31")
    void aMissingPrivilegeIsToldAndNothingIsGone() {
        Pair pair = withoutCustomer("Protected");
        twice("CUSTOMER");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "DELETE .*accounts.*",
                                "fault",
                                "status-403",
                                "probability",
                                1.0)));

        Rest.Reply refused = scene.rest().send("POST", "/api/skipped/" + id(pair) + "/delete", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("CUSTOMER Protected: Koppel's user may not delete accounts in Dataverse");
        assertThat(scene.accountNow(pair.dataverse()).path("name").asText()).isEqualTo("Protected");
        assertThat(listed()).containsExactly(id(pair));
    }

    @Test
    @Scenario({"SK-33", "SK-34"})
    void restoringCreatesWhatIsMissingOnEitherSideInOneRun() {
        Pair noAccount = withoutAccount("Restore account");
        Pair noCustomer = withoutCustomer("Restore customer");
        Pair whole = customers(1).get(0);
        spoil(whole);
        twice("CUSTOMER");

        JsonNode started = act("restore", id(noAccount), id(whole), id(noCustomer));

        assertThat(started.path("runs")).hasSize(1);
        assertThat(started.path("leftOut").get(0).path("record").asText()).isEqualTo(id(whole));
        JsonNode run = scene.rest()
                .get("/api/runs/" + started.path("runs").get(0).path("run").asLong());
        assertThat(run.path("passes")).hasSize(2);
        run.path("passes").forEach(pass -> assertThat(
                        pass.path("counters").path("inserted").asInt())
                .as(pass.path("direction").asText())
                .isEqualTo(1));
        Pair again = scene.pair("CUSTOMER", noAccount.businessCentral());
        assertThat(again.dataverse()).isNotEqualTo(noAccount.dataverse());
        assertThat(scene.accountNow(again.dataverse()).path("name").asText()).isEqualTo("Restore account");
        assertThat(scene.pair("CUSTOMER", noCustomer.dataverse()).businessCentral())
                .isNotEqualTo(noCustomer.businessCentral());
        assertThat(listed()).containsExactly(id(whole));
    }

    @Test
    @Scenario("SK-40")
    void aPairOfWhichNothingIsLeftDisappears() {
        Pair pair = skippedCustomers(1).get(0);
        scene.person().bcDelete("customers", pair.businessCentral());
        scene.person().dataverseDelete("accounts", pair.dataverse());

        assertThat(list()).isEmpty();

        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
    }

    @Test
    @Scenario({"SK-41", "SK-42"})
    void theListIsReadAnew() {
        List<Pair> pairs = skippedCustomers(3);
        assertThat(list()).hasSize(3);
        scene.rest().post("/api/skipped/" + id(pairs.get(0)) + "/retry", null);
        assertThat(listed()).containsExactlyInAnyOrder(id(pairs.get(1)), id(pairs.get(2)));
        Pair second = pairs.get(1);
        scene.uncouple("CUSTOMER", second.businessCentral());
        scene.couple("CUSTOMER", second.businessCentral(), second.dataverse());

        assertThat(listed()).containsExactly(id(pairs.get(2)));
    }

    @Test
    @Scenario("SK-43")
    void whatAOneWayMappingWouldNeverMeetIsFoundOnRequest() {
        Pair gone = scene.customerPair("Gone from Business Central");
        Pair outside = scene.customerPair("Blocked in Business Central");
        Pair fine = scene.customerPair("Fine");
        scene.edit("CUSTOMER", text -> text.replaceFirst("direction: bidirectional", "direction: to-dataverse")
                .replaceAll(", direction: from-dataverse", "")
                .replaceAll("direction: bidirectional", "direction: to-dataverse"));
        scene.person().bcDelete("customers", gone.businessCentral());
        scene.changeCustomer(outside.businessCentral(), "blocked", "All");
        twice("CUSTOMER");
        assertThat(list()).isEmpty();

        JsonNode started = scene.rest().post("/api/skipped/find-deleted?mapping=CUSTOMER&wait=PT60S", null);

        assertThat(started.path("runs").get(0).path("mapping").asText()).isEqualTo("CUSTOMER");
        assertThat(listed()).containsExactlyInAnyOrder(id(gone), id(outside));
        assertThat(row(id(gone)).path("name").asText()).isEqualTo("Gone from Business Central");
        assertThat(row(id(gone)).path("failure").asText()).contains("the record in Business Central was deleted");
        assertThat(row(id(outside)).path("failure").asText()).contains("is outside the mapping's filter");
        assertThat(skipped("CUSTOMER", fine)).isFalse();
        twice("CUSTOMER");
        assertThat(listed()).as("no run releases them").hasSize(2);
        scene.changeCustomer(outside.businessCentral(), "blocked", "_x0020_");
        scene.job("CUSTOMER");
        assertThat(listed()).as("until one is back").containsExactly(id(gone));
        assertThat(scene.rest()
                        .send("POST", "/api/skipped/find-deleted?mapping=CONTACT", null)
                        .detail())
                .startsWith("CONTACT is not looked at: it goes both ways");
    }

    // --- coupling anew and uncoupling

    @Test
    @Scenario("SK-16")
    void theCouplingQuestionIsAboutTheChosenRecord() {
        List<Pair> pairs = skippedSalespeople(2);
        JsonNode row = row(id("SALESPEOPLE", pairs.get(1)));

        JsonNode proposal = scene.rest()
                .get("/api/mappings/SALESPEOPLE/proposal?businessCentralId="
                        + row.path("businessCentralId").asText());

        assertThat(proposal.path("number")).isEqualTo(row.path("number"));
        assertThat(proposal.path("number").asText()).isNotEmpty();
    }

    @Test
    @Scenario({"SK-38", "SK-39"})
    void couplingWithAnotherRowReleasesTheRecord() {
        Pair pair = withoutAccount("Coupled anew");
        twice("CUSTOMER");
        String other = scene.account("Another account");
        scene.rest().get("/api/mappings/CUSTOMER/proposal?businessCentralId=" + pair.businessCentral());
        assertThat(skipped("CUSTOMER", pair)).as("asking changes nothing").isTrue();
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);

        scene.rest()
                .post(
                        "/api/couplings",
                        Map.of(
                                "mapping",
                                "CUSTOMER",
                                "businessCentralId",
                                pair.businessCentral(),
                                "dataverseId",
                                other,
                                "then",
                                "to-dataverse"));

        assertThat(scene.pair("CUSTOMER", pair.businessCentral()).dataverse()).isEqualTo(other);
        assertThat(skipped("CUSTOMER", pair)).isFalse();
        assertThat(scene.accountNow(other).path("name").asText()).isEqualTo("Coupled anew");
        assertThat(list()).isEmpty();
    }

    @Test
    @Scenario({"UN-04", "UN-05"})
    void uncouplingFromTheListDissolvesThePairOnly() {
        List<Pair> items = skippedItems("One", "Two", "Three");
        List<Pair> salespeople = skippedSalespeople(3);

        JsonNode started = act("uncouple", id("ITEM-PRODUCT", items.get(1)));

        JsonNode run = scene.rest()
                .get("/api/runs/" + started.path("runs").get(0).path("run").asLong());
        assertThat(run.path("kind").asText()).isEqualTo("uncoupling");
        assertThat(run.path("counters").path("uncoupled").asInt()).isEqualTo(1);
        assertThat(run.path("counters").path("modified").asInt()).isEqualTo(1);
        assertThat(scene.coupling("ITEM-PRODUCT", items.get(1).businessCentral()))
                .isNull();
        assertThat(goods.productNow(items.get(1).dataverse())
                        .path("_bcbi_companyid_value")
                        .isNull())
                .isTrue();
        assertThat(goods.productNow(items.get(0).dataverse())
                        .path("_bcbi_companyid_value")
                        .isNull())
                .isFalse();
        long mark = scene.mark();

        scene.rest().post("/api/skipped/" + id("SALESPEOPLE", salespeople.get(1)) + "/uncouple?wait=PT60S", null);

        assertThat(scene.writes(mark)).isEmpty();
        assertThat(listed())
                .containsExactlyInAnyOrder(
                        id("ITEM-PRODUCT", items.get(0)),
                        id("ITEM-PRODUCT", items.get(2)),
                        id("SALESPEOPLE", salespeople.get(0)),
                        id("SALESPEOPLE", salespeople.get(2)));
    }

    // --- what is shown

    @Test
    @Scenario("SK-19")
    void theListTellsTableRecordErrorAndTime() {
        Pair customer = skippedCustomers(1).get(0);
        Pair salesperson = skippedSalespeople(1).get(0);

        List<JsonNode> rows = list();

        assertThat(listed()).containsExactly(id("SALESPEOPLE", salesperson), id(customer));
        assertThat(rows.get(0).path("failure").asText()).contains("email").contains("80");
        assertThat(rows.get(1).path("failure").asText()).contains("ALONE").contains("not coupled");
        assertThat(rows.get(1).path("mapping").asText()).isEqualTo("CUSTOMER");
        assertThat(rows.get(1).path("number"))
                .isEqualTo(scene.customerNow(customer.businessCentral()).path("number"));
        assertThat(Instant.parse(rows.get(1).path("since").asText()))
                .isBefore(Instant.parse(rows.get(0).path("since").asText()));
        JsonNode first = scene.rest().get("/api/skipped?limit=1");
        assertThat(first.path("next").asText()).as("there are more").isEqualTo(id("SALESPEOPLE", salesperson));
        assertThat(scene.rest()
                        .get("/api/skipped?limit=1&live=no&after="
                                + first.path("next").asText())
                        .path("value")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(id(customer));
    }

    @Test
    @Scenario("SK-20")
    void theLogOfARecordBeginsWithItsFailedEntry() {
        List<Pair> pairs = skippedCustomers(3);
        JsonNode row = row(id(pairs.get(1)));
        scene.rest().run("/api/mappings/CUSTOMER/synchronize", null);

        JsonNode log = scene.rest()
                .get("/api/record/log?mapping=CUSTOMER&record="
                        + row.path("number").asText())
                .path("value");

        assertThat(log.get(0).path("id").asLong()).isEqualTo(row.path("job").asLong());
        assertThat(log.get(0).path("counters").path("skipped").asInt()).isPositive();
        assertThat(log.size()).isBetween(1, 2);
    }

    @Test
    @Scenario("SK-21")
    void aLogOfNoRecordIsRefused() {
        assertThat(scene.rest()
                        .send("GET", "/api/record/log?record=10000", null)
                        .status())
                .isEqualTo(400);
        Rest.Reply unknown = scene.rest().send("GET", "/api/record/log?mapping=NONE&record=10000", null);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.detail()).startsWith("there is no mapping 'NONE'");
    }

    @Test
    @Scenario({"SK-22", "SK-23", "SK-24"})
    void theRowLinksToBothRecordsAndShowsNoErrorOnceItsEntryIsGone() {
        Pair item = skippedItem("Linked");
        JsonNode row = row(id("ITEM-PRODUCT", item));
        assertThat(row.path("businessCentralUrl").asText())
                .contains("page=30")
                .contains(row.path("number").asText());
        assertThat(row.path("dataverseUrl").asText()).contains("etn=product", item.dataverse());
        assertThat(row.path("failure").asText()).isNotEmpty();

        scene.rig()
                .database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM job_log WHERE id = ?", row.path("job").asLong()));

        assertThat(row(id("ITEM-PRODUCT", item)).path("failure").isNull()).isTrue();
    }

    @Test
    @Scenario("SK-25")
    void cleaningUpKeepsWhatSkippedRecordsReferTo() {
        Pair pair = skippedCustomers(1).get(0);
        JsonNode row = row(id(pair));
        long kept = row.path("job").asLong();
        long run = scene.engine().jobLog().find(kept).orElseThrow().run();
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(400)), ZoneOffset.UTC);

        new Retention(scene.rig().database(), Duration.ofDays(90), later).clean();

        assertThat(scene.rest().get("/api/errors?job=" + kept).path("value")).hasSize(1);
        assertThat(scene.engine().runs().find(run)).isPresent();
        List<Long> left = new ArrayList<>();
        scene.rest()
                .get("/api/job-log?limit=1000")
                .path("value")
                .forEach(entry -> left.add(entry.path("id").asLong()));
        assertThat(left).contains(kept).hasSizeLessThanOrEqualTo(2);
        assertThat(row(id(pair)).path("failure").asText()).isNotEmpty();
    }

    @Test
    void anOperatorDeletesTheLogButWhatSkippedRecordsReferTo() {
        Pair pair = skippedCustomers(1).get(0);
        long kept = row(id(pair)).path("job").asLong();
        scene.job("CUSTOMER");
        long other = scene.job("CURRENCY").passes().get(0).id();
        assertThat(scene.rest()
                        .send("DELETE", "/api/job-log?olderThan=P7D", null)
                        .body()
                        .path("deleted")
                        .asInt())
                .as("nothing is that old")
                .isZero();

        Rest.Reply reply = scene.rest().send("DELETE", "/api/job-log", null);

        assertThat(reply.body().path("deleted").asInt()).isPositive();
        assertThat(scene.engine().jobLog().find(kept)).isPresent();
        assertThat(scene.engine().jobLog().find(other)).isEmpty();
        assertThat(scene.rest().get("/api/errors?job=" + kept).path("value")).hasSize(1);
        assertThat(scene.rest()
                        .send("DELETE", "/api/job-log?olderThan=soon", null)
                        .detail())
                .contains("expected a duration such as P7D");
    }

    @Test
    @Scenario("SK-26")
    void theRecordItselfSaysThatItIsLeftOut() {
        Pair pair = skippedCustomers(1).get(0);
        skippedItem("Also skipped");

        JsonNode status = scene.rest().get("/api/record?mapping=CUSTOMER&record=" + pair.businessCentral());

        assertThat(status.path("skipped").asBoolean()).isTrue();
        assertThat(status.path("notice").asText())
                .contains("is left out of synchronization")
                .contains("koppel skipped --record " + id(pair));
        assertThat(scene.rest().get("/api/skipped?record=" + id(pair)).path("value"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("id").asText()).isEqualTo(id(pair)));
    }
}
