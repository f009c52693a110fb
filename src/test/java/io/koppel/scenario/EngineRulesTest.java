package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import io.koppel.testing.Rest;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run does with records, ids and rules that are not as they should be. */
class EngineRulesTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode synchronize(Object... body) {
        return scene.rest().run("/api/mappings/CUSTOMER/synchronize", values(body));
    }

    @Test
    @Scenario("CR-17")
    void aCouplingAlwaysBelongsToAMapping() {
        Pair pair = scene.customerPair("Has a table");

        for (String none : List.of("", "NO-SUCH-TABLE")) {
            Rest.Reply refused = scene.rest()
                    .send(
                            "POST",
                            "/api/couplings",
                            values(
                                    "mapping",
                                    none,
                                    "businessCentralId",
                                    pair.businessCentral(),
                                    "dataverseId",
                                    pair.dataverse()));

            assertThat(refused.status()).isBetween(400, 404);
            assertThat(refused.detail()).contains("mapping");
        }
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
    }

    @Test
    @Scenario("ES-49")
    void theCountryOfACustomerGoesBothWays() {
        JsonNode fields = scene.rest().get("/api/mappings/CUSTOMER").path("fields");

        assertThat(fields)
                .filteredOn(field -> field.path("dataverse").asText().equals("address1_country"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.path("businessCentral").asText()).isEqualTo("country");
                    assertThat(field.path("direction").asText()).isEqualTo("bidirectional");
                });
    }

    /** No mapping's filter is ever cut into pieces: only lists of ids are, which Koppel makes itself. */
    @Test
    @Scenario("ES-52")
    void aFilterOnIdsIsUsedWhole() {
        String one = scene.account("Filtered one");
        String two = scene.account("Filtered two");
        filtered("accountid eq " + one + " and accountid eq " + two);
        assertThat(scene.job("CUSTOMER").counters().inserted()).isZero();

        filtered("accountid eq " + one + " or accountid eq " + two);
        RunStatus both = scene.job("CUSTOMER");

        assertThat(counters(both, FROM).inserted()).isEqualTo(2);
        assertThat(scene.coupling("CUSTOMER", one)).isNotNull();
        assertThat(scene.coupling("CUSTOMER", two)).isNotNull();
    }

    private static void filtered(String filter) {
        scene.edit("CUSTOMER", text -> text.replace(
                        "filter: statecode eq 0 and customertypecode eq 3", "filter: " + filter)
                .replace("onlyCoupled: true", "onlyCoupled: false")
                .replace("filter: \"blocked eq '_x0020_'\"", "filter: \"number eq 'NONE'\""));
    }

    @Test
    @Scenario("IM-12")
    void ofTwoAccountsTheOneBehindTheWatermarkIsLookedAt() {
        Pair early = scene.customerPair("Looked at");
        Pair late = scene.customerPair("To be looked at");
        scene.changeAccount(early.dataverse(), "telephone1", "1");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        scene.later(Duration.ofSeconds(3));
        scene.changeAccount(late.dataverse(), "telephone1", "2");
        long mark = scene.mark();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, FROM).modified()).isEqualTo(1);
        assertThat(scene.writes(mark))
                .singleElement()
                .satisfies(write -> assertThat(write.get("id").asText()).isEqualTo(late.businessCentral()));
    }

    /** Different on purpose: Dataverse takes no currency without name and symbol. */
    @Test
    @Scenario("IM-37")
    void ofACurrencyWithDisabledRowsNameAndSymbolAreItsCode() {
        String currency = currency("XDR");
        scene.edit("CURRENCY", text -> text.replace(
                        "{businessCentral: symbol,      dataverse: currencysymbol}",
                        "{businessCentral: symbol,      dataverse: currencysymbol, enabled: false}")
                .replace(
                        "{businessCentral: displayName, dataverse: currencyname}",
                        "{businessCentral: displayName, dataverse: currencyname, enabled: false}"));

        assertThat(counters(scene.create("CURRENCY", TO, currency), TO)).isEqualTo(inserted(1));

        JsonNode row = scene.person()
                .dataverse("transactioncurrencies("
                        + scene.pair("CURRENCY", currency).dataverse() + ")");
        assertThat(row.get("isocurrencycode").asText()).isEqualTo("XDR");
        assertThat(row.get("currencysymbol").asText()).isEqualTo("XDR");
        assertThat(row.get("currencyname").asText()).isEqualTo("XDR");
    }

    private static String currency(String code) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", "Currency " + code, "symbol", "¤"))
                .get("systemId")
                .asText();
        scene.person()
                .bcCreate(
                        "currencyExchangeRates",
                        values(
                                "currencyCode",
                                code,
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                1,
                                "relationalExchangeRateAmount",
                                10));
        return id;
    }

    /** The mapping with one field row. */
    private static void oneRow(String mapping, String row) {
        scene.edit("CUSTOMER", text -> text.replace("direction: bidirectional", "direction: " + mapping)
                .replaceAll(
                        "(?s)    fields:\n.*?    onCreate:",
                        "    fields:\n      - {businessCentral: number, dataverse: accountnumber, direction: " + row
                                + "}\n    onCreate:"));
    }

    /** Which passes a run has, or what stands against it. */
    private static List<String> active(String direction) {
        Rest.Reply reply = scene.rest()
                .send("POST", "/api/mappings/CUSTOMER/synchronize?wait=PT60S", values("direction", direction));
        if (reply.status() >= 400) {
            return List.of();
        }
        return reply.body().path("passes").findParents("direction").stream()
                .filter(pass -> !pass.path("status").asText().equals("error"))
                .map(pass -> pass.path("direction").asText())
                .toList();
    }

    @Test
    @Scenario("IM-63")
    void aMappingFromDataverseIsActiveThatWayOnly() {
        oneRow("from-dataverse", "from-dataverse");

        assertThat(active("from-dataverse")).containsExactly("from-dataverse");
        assertThat(active("to-dataverse")).isEmpty();
        assertThat(active("bidirectional")).doesNotContain("to-dataverse");
    }

    @Test
    @Scenario({"IM-64", "IM-65"})
    void aMappingToDataverseIsActiveThatWayOnlyWhateverItsRowAllows() {
        for (String row : List.of("to-dataverse", "bidirectional")) {
            oneRow("to-dataverse", row);

            assertThat(active("to-dataverse")).containsExactly("to-dataverse");
            assertThat(active("from-dataverse")).isEmpty();
            assertThat(active("bidirectional")).doesNotContain("from-dataverse");
            scene.shippedAgain();
        }
    }

    @Test
    @Scenario("IM-66")
    void aMappingWithoutARowForItsDirectionIsNotActive() {
        oneRow("to-dataverse", "from-dataverse");

        assertThat(active("to-dataverse")).isEmpty();
        assertThat(active("from-dataverse")).isEmpty();
        assertThat(active("bidirectional")).isEmpty();
    }

    /** An account whose mail address Business Central has no room for. */
    private static Pair longMail(String name) {
        Pair pair = scene.customerPair(name);
        scene.changeAccount(pair.dataverse(), "emailaddress1", "m".repeat(85) + "@example.com");
        return pair;
    }

    @Test
    void theSameFailureTwiceOnTheWayToBusinessCentralSkips() {
        Pair pair = longMail("Twice the same");

        RunStatus first = scene.run("CUSTOMER", FROM, pair.dataverse(), false);
        assertThat(counters(first, FROM)).isEqualTo(failed(1));
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).skipped()).isFalse();

        RunStatus second = scene.run("CUSTOMER", FROM, pair.dataverse(), false);
        assertThat(counters(second, FROM).skipped()).isEqualTo(1);
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).skipped()).isTrue();
    }

    @Test
    void theLatestErrorOfADataverseRowIsTheOneShown() {
        Pair pair = longMail("Shown its error");
        scene.run("CUSTOMER", FROM, pair.dataverse(), false);
        ErrorRow first = latest(pair.dataverse());
        scene.uncouple("CUSTOMER", pair.businessCentral());
        scene.changeAccount(pair.dataverse(), "emailaddress1", "n".repeat(86) + "@example.com");

        scene.create("CUSTOMER", FROM, pair.dataverse());

        ErrorRow second = latest(pair.dataverse());
        assertThat(first.destinationId()).isEqualTo(pair.businessCentral());
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(second.destinationId()).isNull();
    }

    private static ErrorRow latest(String account) {
        return scene.engine()
                .errors()
                .newest(scene.engine().scope("CUSTOMER"), FROM.key(), account)
                .orElseThrow();
    }

    @Test
    @Scenario("TS-25")
    void recordsOfTheWrongSideAreNotSynchronized() {
        Pair pair = scene.customerPair("On its own side");
        scene.changeCustomer(pair.businessCentral(), "city", "Bath");
        scene.changeAccount(pair.dataverse(), "telephone1", "5");
        long mark = scene.mark();

        mismatch(number(synchronize("direction", "to-dataverse", "dataverseIds", List.of(pair.dataverse()))));
        mismatch(number(
                synchronize("direction", "from-dataverse", "businessCentralIds", List.of(pair.businessCentral()))));
        mismatch(scene.run("CUSTOMER", TO, pair.dataverse(), false).run().id());
        mismatch(
                scene.run("CUSTOMER", FROM, pair.businessCentral(), false).run().id());
        mismatch(scene.run("CUSTOMER", TO, UUID.randomUUID().toString(), false)
                .run()
                .id());

        assertThat(scene.writes(mark)).isEmpty();
    }

    private static long number(JsonNode run) {
        return run.path("run").asLong();
    }

    private static void mismatch(long run) {
        List<JobLogRow> rows = scene.engine().jobLog().ofRun(run);
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.finished()).isNotNull();
            assertThat(row.status()).isEqualTo(JobStatus.ERROR);
            assertThat(row.message()).contains("source and destination tables do not match mapping CUSTOMER");
            assertThat(row.counters()).isEqualTo(Counters.ZERO);
        });
    }

    /** A rule that trips over one record, as one that looks for a partner of its own may. */
    private static final class Trips implements Rule {
        @Override
        public String name() {
            return "trips";
        }

        @Override
        public void complete(Item item, Batch batch) {
            if (String.valueOf(item.source().get("displayName")).startsWith("Stone")) {
                throw new UnsupportedOperationException("no partner can be looked for");
            }
        }
    }

    @Test
    @Scenario("TS-37")
    void anErrorWhileAMatchIsLookedForFailsThatRecordOnly() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "dataverse: {entitySet: accounts,", "dataverse: {entitySet: accounts, uniqueBy: [name],"));
        String customer = scene.customer("Nobody can be looked for");
        scene.person().fault("dataverse", "GET .*accounts.*PropertyName.*name.*", "status-412");

        RunStatus run = scene.create("CUSTOMER", TO, customer);

        scene.person().noFaults();
        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(Rig.pass(run, TO).finished()).isNotNull();
        assertThat(Rig.pass(run, TO).status()).isEqualTo(JobStatus.RECORDS_FAILED);
        assertThat(scene.rest().get("/api/errors?mapping=CUSTOMER").path("value"))
                .filteredOn(error -> error.path("sourceId").asText().equals(customer))
                .singleElement()
                .satisfies(error -> assertThat(error.path("message").asText())
                        .contains("a row with the same name could not be found out"));
        assertThat(counters(scene.create("CUSTOMER", TO, customer), TO)).isEqualTo(inserted(1));
    }

    /** A rule that writes more into a column than it takes. */
    private static final class Shouts implements Rule {
        @Override
        public String name() {
            return "shouts";
        }

        @Override
        public void complete(Item item, Batch batch) {
            if (String.valueOf(item.source().get("displayName")).startsWith("Loud")) {
                item.payload().put("address1_county", "A".repeat(51));
            }
        }
    }

    /** What a column cannot take, by its metadata, is never sent: all others would be refused with it (promises.md P7). */
    @Test
    void whatAColumnCannotTakeCostsTheOthersNoRequest() {
        scene.engine().rules(Map.of("shouts", new Shouts()));
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [shouts, owner,"));
        scene.create("CUSTOMER", TO, scene.customer("Quiet as ever"));
        long start = scene.rig().services().dataverse().requests().httpRequests();
        scene.create("CUSTOMER", TO, scene.customer("Quiet"), scene.customer("Quiet too"));
        long sound = scene.rig().services().dataverse().requests().httpRequests() - start;

        String loud = scene.customer("Loud");
        RunStatus run = scene.create("CUSTOMER", TO, scene.customer("Soft"), loud, scene.customer("Soft too"));

        assertThat(scene.rig().services().dataverse().requests().httpRequests() - start - sound)
                .isEqualTo(sound);
        assertThat(counters(run, TO).inserted()).isEqualTo(2);
        assertThat(scene.errors(run)).singleElement().satisfies(error -> {
            assertThat(error.sourceId()).isEqualTo(loud);
            assertThat(error.message()).contains("address1_county: the text has 51 characters, the column takes 50");
        });
    }

    @Test
    void aRuleThatTripsOverARecordDoesNotHoldUpTheOthers() {
        scene.engine().rules(Map.of("trips", new Trips()));
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [trips, owner,"));
        String stone = scene.customer("Stone in the way");

        RunStatus alone = scene.create("CUSTOMER", TO, stone);

        assertThat(counters(alone, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(alone)).singleElement().satisfies(error -> {
            assertThat(error.sourceId()).isEqualTo(stone);
            assertThat(error.message()).contains("no partner can be looked for");
        });
        RunStatus together = scene.create("CUSTOMER", TO, scene.customer("Free"), stone, scene.customer("Free too"));
        assertThat(counters(together, TO).inserted()).isEqualTo(2);
        assertThat(counters(together, TO).failed()).isEqualTo(1);
    }

    /** A rule whose message is of signs that take two characters each, from the first or the second one on. */
    private static final class Laments implements Rule {
        @Override
        public String name() {
            return "laments";
        }

        @Override
        public void complete(Item item, Batch batch) {
            String name = String.valueOf(item.source().get("displayName"));
            if (name.startsWith("Sad")) {
                throw new UnsupportedOperationException(name.substring(3) + "😢".repeat(1500));
            }
            if (name.startsWith("Garbled")) {
                throw new UnsupportedOperationException("\u0001".repeat(3000));
            }
        }
    }

    @Test
    void aMessageIsNeverCutInTheMiddleOfASign() {
        scene.engine().rules(Map.of("laments", new Laments()));
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [laments, owner,"));

        RunStatus run = scene.create("CUSTOMER", TO, scene.customer("Sad1"), scene.customer("Sad22"));

        assertThat(scene.errors(run)).hasSize(2);
        JsonNode listed = scene.rest().get("/api/errors?mapping=CUSTOMER").path("value");
        assertThat(listed.findValuesAsText("message"))
                .filteredOn(text -> text.endsWith("😢"))
                .hasSize(2);
        assertThat(listed.findValuesAsText("cause"))
                .filteredOn(text -> text.endsWith("😢"))
                .hasSize(2);
    }

    @Test
    void aMessageOfControlSignsIsLoggedAndHoldsUpNoOther() {
        scene.engine().rules(Map.of("laments", new Laments()));
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [laments, owner,"));
        String sound = scene.customer("Sound");

        RunStatus run = scene.create("CUSTOMER", TO, scene.customer("Garbled"), sound);

        assertThat(scene.errors(run)).hasSize(1);
        assertThat(scene.coupling("CUSTOMER", sound)).isNotNull();
    }

    @Test
    @Scenario("TS-38")
    void aNameThatComesBackFromDataverseReachesTheCompanyContactToo() {
        Pair pair = scene.customerPair("Name of the Account");
        scene.changeCustomer(pair.businessCentral(), "displayName", "Renamed");

        assertThat(counters(scene.run("CUSTOMER", FROM, pair.dataverse(), true), FROM))
                .isEqualTo(modified(1));

        JsonNode customer = scene.customerNow(pair.businessCentral());
        assertThat(customer.get("displayName").asText()).isEqualTo("Name of the Account");
        assertThat(scene.person()
                        .bcList(
                                "contacts",
                                "number eq '"
                                        + customer.get("companyContactNumber").asText() + "'"))
                .singleElement()
                .satisfies(company ->
                        assertThat(company.get("displayName").asText()).isEqualTo("Name of the Account"));
    }

    @Test
    @Scenario("TS-41")
    void anErrorOfWhichOnlyTheDestinationIsKnownIsLogged() {
        Pair pair = scene.customerPair("Soon gone");
        scene.person().bcDelete("customers", pair.businessCentral());

        RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(Rig.pass(run, TO).status()).isEqualTo(JobStatus.RECORDS_FAILED);
        assertThat(scene.errors(run)).singleElement().satisfies(error -> {
            assertThat(error.sourceId()).isNull();
            assertThat(error.destinationId()).isEqualTo(pair.dataverse());
            assertThat(error.message()).contains("does not exist any more");
        });
    }
}
