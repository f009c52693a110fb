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
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One record is inserted, modified or refused, and defaults fill what the mapping does not. */
class RecordSynchronizationTest {
    private static final String DEFAULTS = "onCreate: {dataverse: {customertypecode: 3}}";
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

    private static void onlyOfCity(String city) {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false")
                .replace("direction: bidirectional", "direction: from-dataverse")
                .replace("filter: statecode eq 0", "filter: address1_city eq '" + city + "' and statecode eq 0"));
    }

    private static List<JsonNode> customersOf(String city) {
        return scene.person().bcList("customers", "city eq '" + city + "'");
    }

    @Test
    @Scenario({"TS-01", "IM-36"})
    void aMappingWithoutFieldRowsStopsBeforeAnyRecord() {
        scene.edit("CURRENCY", text -> text.replace("tooLong: fail}", "tooLong: fail, enabled: false}")
                .replace("dataverse: currencysymbol}", "dataverse: currencysymbol, enabled: false}")
                .replace("dataverse: currencyname}", "dataverse: currencyname, enabled: false}"));
        String currency = scene.person()
                .bcCreate("currencies", values("code", "AUD", "displayName", "Australian Dollar"))
                .get("systemId")
                .asText();
        long mark = scene.mark();

        RunStatus run = scene.create("CURRENCY", TO, currency);

        assertThat(run.run().status()).isEqualTo(JobStatus.ERROR);
        assertThat(run.run().message()).contains("no field mapping rows", "CURRENCY");
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.coupling("CURRENCY", currency)).isNull();
    }

    @Test
    @Scenario("TS-04")
    void newRemoteRecordsAreInsertedOnceEach() {
        onlyOfCity("Insertville");
        scene.account("First", "address1_city", "Insertville");

        assertThat(counters(scene.job("CUSTOMER"), FROM)).isEqualTo(inserted(1));

        scene.account("Second", "address1_city", "Insertville");
        scene.account("Third", "address1_city", "Insertville");
        long mark = scene.mark();

        Counters second = counters(scene.job("CUSTOMER"), FROM);

        assertThat(second.inserted()).isEqualTo(2);
        assertThat(second.modified() + second.failed()).isZero();
        assertThat(customersOf("Insertville")).hasSize(3);
        assertThat(scene.writes(mark))
                .filteredOn(write -> write.get("service").asText().equals("businessCentral"))
                .extracting(write -> write.get("operation").asText())
                .containsExactly("create", "create");
    }

    @Test
    @Scenario("TS-05")
    void aChangedRemoteRecordUpdatesItsPartner() {
        Pair pair = scene.customerPair("Before");
        scene.changeAccount(pair.dataverse(), "name", "MODIFIED");
        long mark = scene.mark();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(scene.customerNow(pair.businessCentral()).get("displayName").asText())
                .isEqualTo("MODIFIED");
        assertThat(scene.writes(mark))
                .extracting(write -> write.get("operation").asText())
                .containsExactly("update");
    }

    @Test
    @Scenario("TS-29")
    void aNewAccountBecomesOneCustomer() {
        String account = scene.account("New in Sales");
        long mark = scene.mark();

        RunStatus run = scene.create("CUSTOMER", FROM, account);

        assertThat(counters(run, FROM)).isEqualTo(inserted(1));
        assertThat(scene.customerNow(scene.pair("CUSTOMER", account).businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("New in Sales");
        assertThat(scene.writes(mark))
                .filteredOn(write -> write.get("service").asText().equals("businessCentral"))
                .extracting(write -> write.get("operation").asText())
                .containsExactly("create");
    }

    private static void defaults(String list) {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        DEFAULTS, "onCreate:\n      - {side: dataverse, values: {customertypecode: 3}}\n" + list));
    }

    private static String createdFrom(String account) {
        assertThat(counters(scene.create("CUSTOMER", FROM, account), FROM)).isEqualTo(inserted(1));
        return scene.customerNow(scene.pair("CUSTOMER", account).businessCentral())
                .get("locationCode")
                .asText();
    }

    @Test
    @Scenario("TS-21")
    void defaultValuesFillPropertiesOutsideTheMapping() {
        defaults("      - {side: businessCentral, values: {locationCode: EAST}}\n");

        assertThat(createdFrom(scene.account("With default"))).isEqualTo("EAST");
    }

    @Test
    void defaultValuesWinOverMappedOnesAndOnlyInNewRecords() {
        defaults("      - {side: businessCentral, values: {city: Default City}}\n");
        String account = scene.account("Of another city", "address1_city", "Mapped City");

        assertThat(counters(scene.create("CUSTOMER", FROM, account), FROM)).isEqualTo(inserted(1));

        String customer = scene.pair("CUSTOMER", account).businessCentral();
        assertThat(scene.customerNow(customer).get("city").asText()).isEqualTo("Default City");
        scene.changeAccount(account, "address1_city", "Another City");
        scene.run("CUSTOMER", FROM, account, false);
        assertThat(scene.customerNow(customer).get("city").asText()).isEqualTo("Another City");
    }

    @Test
    @Scenario("TS-22")
    void defaultValuesThatDoNotExistFailBeforeAnythingIsInserted() {
        defaults("      - {side: businessCentral, values: {templateCode: MISSING}}\n");
        String account = scene.account("Without default");
        int customers = scene.person().bcList("customers", null).size();

        RunStatus run = scene.create("CUSTOMER", FROM, account);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("templateCode"));
        assertThat(scene.coupling("CUSTOMER", account)).isNull();
        assertThat(scene.person().bcList("customers", null)).hasSize(customers);
    }

    @Test
    @Scenario("TS-23")
    void defaultValuesAreChosenByTheSourceRecord() {
        defaults("      - {side: businessCentral, when: fax eq '456', values: {locationCode: WEST}}\n"
                + "      - {side: businessCentral, when: fax eq '123', values: {locationCode: EAST}}\n");

        assertThat(createdFrom(scene.account("Fax 123", "fax", "123"))).isEqualTo("EAST");
        assertThat(createdFrom(scene.account("Fax 456", "fax", "456"))).isEqualTo("WEST");
    }

    @Test
    @Scenario("TS-24")
    void theLowestPriorityNumberWins() {
        defaults("      - {side: businessCentral, priority: 2, values: {locationCode: WEST}}\n"
                + "      - {side: businessCentral, priority: 1, values: {locationCode: EAST}}\n");

        assertThat(createdFrom(scene.account("Two defaults"))).isEqualTo("EAST");
    }

    /** What a template brings along in Business Central (table-mappings.md §3.1). */
    @Test
    void dimensionsOfTheDefaultValuesAreMadeWithTheRecord() throws IOException {
        defaults("      - side: businessCentral\n"
                + "        when: fax eq '789'\n"
                + "        values: {locationCode: EAST}\n"
                + "        dimensions: {DEPARTMENT: SALES, AREA: EUROPE}\n");
        String account = scene.account("With dimensions", "fax", "789");

        assertThat(createdFrom(account)).isEqualTo("EAST");

        String customer = scene.pair("CUSTOMER", account).businessCentral();
        assertThat(dimensions(customer)).containsExactlyInAnyOrder("DEPARTMENT SALES", "AREA EUROPE");
        assertThat(scene.history("CUSTOMER", customer))
                .filteredOn(row -> row.reason().equals("default-dimensions"))
                .hasSize(2);
        String without = scene.account("Without dimensions", "fax", "456");
        createdFrom(without);
        assertThat(dimensions(scene.pair("CUSTOMER", without).businessCentral()))
                .isEmpty();
        scene.job("CUSTOMER");
        assertThat(dimensions(customer)).hasSize(2);
    }

    @Test
    void aDimensionThatDoesNotExistFailsTheRecordBeforeItIsMade() {
        defaults("      - {side: businessCentral, values: {locationCode: EAST}, dimensions: {DEPARTMENT: MOON}}\n");
        String account = scene.account("On the moon");
        int customers = scene.person().bcList("customers", null).size();

        RunStatus run = scene.create("CUSTOMER", FROM, account);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("no value 'MOON' of a dimension 'DEPARTMENT'"));
        assertThat(scene.person().bcList("customers", null)).hasSize(customers);
    }

    private static List<String> dimensions(String customer) throws IOException {
        String api = "/v2.0/sandbox/api/v2.0/companies(" + scene.person().companyId() + ")/customers(" + customer
                + ")/defaultDimensions";
        JsonNode rows = new ObjectMapper()
                .readTree(scene.person().send("GET", api, null, null).body());
        List<String> dimensions = new ArrayList<>();
        rows.path("value")
                .forEach(row -> dimensions.add(row.path("dimensionCode").asText() + " "
                        + row.path("dimensionValueCode").asText()));
        return dimensions;
    }

    @Test
    @Scenario("TS-42")
    void anErrorOfAFailedInsertNamesItsSourceOnly() {
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Alone"));
        String customer = scene.customer("Of Alone", "salespersonCode", "ALONE");

        RunStatus run = scene.create("CUSTOMER", TO, customer);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> {
            assertThat(error.sourceId()).isEqualTo(customer);
            assertThat(error.destinationId()).isNull();
            assertThat(error.message()).contains("ALONE", "is not coupled");
        });
    }

    @Test
    @Scenario("SK-02")
    void aSecondFailureWithAnotherMessageIsNotSkipped() {
        scene.person().bcCreate("salespeople", values("code", "S1", "displayName", "One"));
        scene.person().bcCreate("salespeople", values("code", "S2", "displayName", "Two"));
        Pair pair = scene.customerPair("Of S1 and S2");
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "S1");
        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                .isEqualTo(failed(1));
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "S2");

        RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).toResult()).isEqualTo(LastResult.FAILURE);
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).skipped()).isFalse();
    }

    @Test
    @Scenario("ES-53")
    void aBlockOfIdsIsReadByOneRequest() {
        String[] customers = new String[100];
        for (int i = 0; i < customers.length; i++) {
            customers[i] = scene.customer("Block " + i);
        }
        scene.create("CUSTOMER", TO, customers);
        long before = requests();

        RunStatus run = scene.rig().run("CUSTOMER", TO, List.of(customers), false, null);

        assertThat(counters(run, TO)).isEqualTo(Scene.unchanged(customers.length));
        assertThat(requests() - before).isEqualTo(1);
    }

    private static long requests() {
        return scene.rig().services().businessCentral().requests().httpRequests();
    }
}
