package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person sees of one record: its last error, its log, and the way to it in both systems, over REST. */
class RecordStatusTest {
    private static Scene scene;
    private static Goods goods;
    private static PostedInvoices invoices;
    private static Pair company;
    private static int names;

    /** A table whose records can be made to fail in one direction. */
    private record Table(
            String mapping, Direction direction, Supplier<Pair> pair, java.util.function.Consumer<Pair> spoil) {
        String record(Pair pair) {
            return direction == TO ? pair.businessCentral() : pair.dataverse();
        }

        /** One attempt at one record, which fails. */
        RunStatus fail(Pair pair) {
            scene.later(Duration.ofSeconds(2));
            RunStatus run = scene.run(mapping, direction, record(pair), true);
            assertThat(counters(run, direction).failed()).as(mapping).isPositive();
            return run;
        }
    }

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        invoices = new PostedInvoices(scene);
        goods.unitPair("PCS");
        goods.unit("LOOSE");
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
        company = scene.customerPair("Company of the contacts");
    }

    @AfterEach
    void allowAgain() {
        scene.person().noFaults();
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void refuse(String service, String match) {
        scene.person().fault(service, match, "status-500");
    }

    private static Pair contact() {
        String name = "Tact " + ++names;
        return scene.couple(
                "CONTACT",
                scene.contact(company.businessCentral(), "Con", name),
                scene.salesContact(company.dataverse(), "Con", name));
    }

    private static Pair customer() {
        return scene.customerPair("Shown " + ++names);
    }

    private static final Table CUSTOMER = new Table(
            "CUSTOMER",
            TO,
            RecordStatusTest::customer,
            pair -> scene.changeCustomer(pair.businessCentral(), "salespersonCode", "ALONE"));
    private static final Table CUSTOMER_BACK = new Table("CUSTOMER", FROM, RecordStatusTest::customer, pair -> {
        refuse("businessCentral", "PATCH .*customers.*");
        scene.changeAccount(pair.dataverse(), "address1_city", "Refused");
    });
    private static final Table CONTACT = new Table("CONTACT", TO, RecordStatusTest::contact, pair -> {
        refuse("dataverse", "PATCH .*contacts.*");
        scene.person().bcChange("contacts", pair.businessCentral(), values("phoneNumber", "+45 1234" + names));
    });
    private static final Table CURRENCY = new Table("CURRENCY", TO, RecordStatusTest::currency, pair -> {});
    private static final Table ITEM = new Table(
            "ITEM-PRODUCT",
            TO,
            () -> goods.itemPair("Item " + ++names, "PCS"),
            pair -> goods.changeItem(pair.businessCentral(), "baseUnitOfMeasureCode", "LOOSE"));
    private static final Table RESOURCE = new Table(
            "RESOURCE-PRODUCT",
            TO,
            () -> goods.resourcePair("Resource " + ++names, "PCS"),
            pair -> goods.changeResource(pair.businessCentral(), "baseUnitOfMeasureCode", "LOOSE"));
    private static final Table INVOICE = new Table("POSTEDSALESINV-INV", TO, RecordStatusTest::invoice, pair -> {});
    private static final Table SALESPERSON = new Table("SALESPEOPLE", FROM, scene()::salesperson, pair -> scene.person()
            .dataverseChange(
                    "systemusers", pair.dataverse(), values("internalemailaddress", "x".repeat(80) + "@example.com")));

    /** The scene is only there once the class is set up. */
    private static class Later {
        Pair salesperson() {
            return scene.salesperson();
        }
    }

    private static Later scene() {
        return new Later();
    }

    /** A currency without an exchange rate: it can be coupled, and never synchronized. */
    private static Pair currency() {
        String code = "C" + ++names;
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", code))
                .get("systemId")
                .asText();
        String row = scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "transactioncurrencies",
                        values(
                                "isocurrencycode",
                                code,
                                "currencyname",
                                code,
                                "currencysymbol",
                                code,
                                "currencyprecision",
                                2,
                                "exchangerate",
                                2))
                .get("transactioncurrencyid")
                .asText();
        return scene.couple("CURRENCY", id, row);
    }

    private static Pair invoice() {
        String posted = invoices.post(company.businessCentral(), PostedInvoices.account("Freight " + ++names, 1, 50));
        assertThat(counters(scene.create("POSTEDSALESINV-INV", TO, posted), TO)).isEqualTo(inserted(1));
        return scene.pair("POSTEDSALESINV-INV", posted);
    }

    private static JsonNode status(String mapping, String record) {
        return scene.rest().get("/api/record?mapping=" + mapping + "&record=" + record);
    }

    private static List<Long> log(String mapping, String record) {
        List<Long> jobs = new ArrayList<>();
        scene.rest()
                .get("/api/record/log?mapping=" + mapping + "&record=" + record)
                .path("value")
                .forEach(row -> jobs.add(row.path("id").asLong()));
        return jobs;
    }

    private static long job(RunStatus run) {
        return run.passes().get(run.passes().size() - 1).id();
    }

    private static String error(RunStatus run, String record) {
        return scene.errors(run).stream()
                .filter(row -> record.equals(row.sourceId()))
                .findFirst()
                .orElseThrow()
                .message();
    }

    // --- the last error

    @Test
    @Scenario({"NT-01", "NT-02", "NT-05", "NT-06", "NT-08", "NT-15", "NT-20", "NT-21", "NT-26", "NT-30"})
    void eachRecordShowsItsOwnErrorAndItsLog() {
        for (Table table : List.of(CUSTOMER, CUSTOMER_BACK, CONTACT, CURRENCY, ITEM, RESOURCE, SALESPERSON)) {
            Pair first = table.pair().get();
            Pair second = table.pair().get();
            assertThat(status(table.mapping(), first.businessCentral())
                            .path("error")
                            .isNull())
                    .as(table.mapping())
                    .isTrue();
            table.spoil().accept(first);
            RunStatus failedFirst = table.fail(first);
            String why = error(failedFirst, table.record(first));

            JsonNode status = status(table.mapping(), first.businessCentral());

            assertThat(status.path("error").path("message").asText())
                    .as(table.mapping())
                    .isEqualTo(why);
            assertThat(status.path("error").path("direction").asText())
                    .isEqualTo(table.direction().key());
            assertThat(status.path("error").path("job").asLong()).isEqualTo(job(failedFirst));
            assertThat(status.path("coupling").path("dataverseId").asText()).isEqualTo(first.dataverse());
            assertThat(log(table.mapping(), first.businessCentral()).get(0)).isEqualTo(job(failedFirst));
            scene.person().noFaults();
            table.spoil().accept(second);
            RunStatus failedSecond = table.fail(second);
            assertThat(status(table.mapping(), second.dataverse())
                            .path("error")
                            .path("message")
                            .asText())
                    .as("by its id in Dataverse")
                    .isEqualTo(error(failedSecond, table.record(second)))
                    .isNotEqualTo(why);
            assertThat(status(table.mapping(), first.businessCentral())
                            .path("error")
                            .path("message")
                            .asText())
                    .as("also after another attempt")
                    .startsWith(why.replaceFirst("CorrelationId.*", ""));
            scene.person().noFaults();
        }
    }

    /** One attempt to tell Dataverse of a payment, which fails. */
    private static RunStatus failToSendPayment(Pair invoice) {
        invoices.pay(invoice.businessCentral(), null);
        refuse("dataverse", "PATCH .*invoices.*");
        scene.later(Duration.ofSeconds(2));
        RunStatus run = scene.run("POSTEDSALESINV-INV", TO, invoice.businessCentral(), true);
        scene.person().noFaults();
        assertThat(counters(run, TO).failed()).as(run.toString()).isPositive();
        return run;
    }

    @Test
    @Scenario({"NT-23", "NT-24"})
    void eachPostedInvoiceShowsItsOwnErrorHoweverOftenItIsLookedAt() {
        Pair first = invoice();
        Pair second = invoice();
        RunStatus failedFirst = failToSendPayment(first);
        String errorFirst = error(failedFirst, first.businessCentral());

        JsonNode status = status("POSTEDSALESINV-INV", first.businessCentral());

        assertThat(status.path("error").path("message").asText()).isEqualTo(errorFirst);
        assertThat(log("POSTEDSALESINV-INV", first.businessCentral())).containsExactly(job(failedFirst));
        assertThat(status("POSTEDSALESINV-INV", first.businessCentral()))
                .as("looking again changes nothing")
                .isEqualTo(status);

        RunStatus failedSecond = failToSendPayment(second);

        String errorSecond = error(failedSecond, second.businessCentral());
        assertThat(errorSecond).isNotEqualTo(errorFirst);
        assertThat(status("POSTEDSALESINV-INV", second.businessCentral())
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo(errorSecond);
        assertThat(status("POSTEDSALESINV-INV", first.businessCentral())
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo(errorFirst);
        assertThat(log("POSTEDSALESINV-INV", second.businessCentral())).containsExactly(job(failedSecond));
    }

    @Test
    @Scenario("NT-10")
    void anUncoupledRecordShowsWhyItWasNotCreated() {
        String customer = scene.customer("Never created", "salespersonCode", "ALONE");
        RunStatus run = scene.create("CUSTOMER", TO, customer);
        assertThat(counters(run, TO).failed()).isPositive();
        String number = scene.customerNow(customer).path("number").asText();

        JsonNode status = status("CUSTOMER", number);

        assertThat(status.path("coupling").isNull()).isTrue();
        assertThat(status.path("error").path("message").asText()).isEqualTo(error(run, customer));
        assertThat(status.path("businessCentralUrl").asText()).contains("page=21");
        assertThat(status.path("dataverseUrl").isNull()).isTrue();
        assertThat(log("CUSTOMER", number)).containsExactly(job(run));
    }

    @Test
    @Scenario("NT-11")
    void aRecordInStepShowsNoError() {
        Pair pair = customer();

        JsonNode status = status("CUSTOMER", pair.businessCentral());

        assertThat(status.path("error").isNull()).isTrue();
        assertThat(status.path("notice").isNull()).isTrue();
        assertThat(status.path("attempts").get(0).path("result").asText()).isEqualTo("success");
    }

    @Test
    @Scenario({"NT-17", "NT-18"})
    void onceTheEntryIsGoneTheErrorIsNotShownAnyMore() {
        for (Table table : List.of(ITEM, CUSTOMER_BACK)) {
            Pair pair = table.pair().get();
            table.spoil().accept(pair);
            RunStatus run = table.fail(pair);

            scene.rig()
                    .database()
                    .jdbi()
                    .useHandle(handle -> handle.execute("DELETE FROM job_log WHERE id = ?", job(run)));

            assertThat(status(table.mapping(), pair.businessCentral())
                            .path("error")
                            .isNull())
                    .as(table.mapping())
                    .isTrue();
            assertThat(log(table.mapping(), pair.businessCentral())).doesNotContain(job(run));
            scene.person().noFaults();
        }
    }

    @Test
    @Scenario({"CC-35", "CC-36", "CC-37", "NT-32"})
    void theErrorToDataverseIsAskedFirst() {
        Pair both = customer();
        CUSTOMER_BACK.spoil().accept(both);
        RunStatus back = CUSTOMER_BACK.fail(both);
        assertThat(status("CUSTOMER", both.businessCentral())
                        .path("error")
                        .path("message")
                        .asText())
                .as("it succeeded to Dataverse before")
                .isEqualTo(error(back, both.dataverse()));
        scene.person().noFaults();
        CUSTOMER.spoil().accept(both);
        RunStatus there = CUSTOMER.fail(both);

        assertThat(status("CUSTOMER", both.businessCentral())
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo(error(there, both.businessCentral()))
                .isNotEqualTo(error(back, both.dataverse()));
        Pair one = customer();
        CUSTOMER.spoil().accept(one);
        assertThat(error(CUSTOMER.fail(one), one.businessCentral()))
                .isEqualTo(status("CUSTOMER", one.businessCentral())
                        .path("error")
                        .path("message")
                        .asText());
    }

    /** Lets currencies travel to Business Central, too, by a route like that of customers. */
    private static void currenciesBothWays() throws Exception {
        scene.edit("CURRENCY", text -> text.replace("direction: to-dataverse", "direction: bidirectional")
                .replace("onlyCoupled: true", "onlyCoupled: false")
                .replace("alsoWhen: {entitySet: currencyExchangeRates, key: currencyId}", "")
                .replace("rules: [local-currency, exchange-rate]", "rules: []")
                .replace("dataverse: currencyname}", "dataverse: currencyname, tooLong: fail}"));
        if (scene.rig().koppel().camel().getRoute("CURRENCY.from-dataverse") == null) {
            String customers = Files.readString(Basedir.path().resolve("routes/customer.yaml"));
            String back = customers
                    .substring(
                            customers.indexOf("- route:\n    id: CUSTOMER.from-dataverse"),
                            customers.indexOf("- route:\n    id: CUSTOMER.job"))
                    .replace("CUSTOMER", "CURRENCY")
                    .replace("accounts", "transactioncurrencies");
            PluginHelper.getRoutesLoader(scene.rig().koppel().camel())
                    .loadRoutes(ResourceHelper.fromString("currencies-back.yaml", back));
        }
    }

    private static void rename(Pair currency, String name) {
        scene.rig()
                .integrationUser()
                .dataverseChange("transactioncurrencies", currency.dataverse(), values("currencyname", name));
        scene.later(Duration.ofSeconds(2));
    }

    private static JsonNode errorRow(RunStatus run) {
        JsonNode rows = scene.rest().get("/api/errors?mapping=CURRENCY").path("value");
        for (JsonNode row : rows) {
            if (row.path("job").asLong() == job(run)) {
                return row;
            }
        }
        throw new AssertionError("no error of " + run + " in " + rows);
    }

    @Test
    @Scenario("NT-42")
    void theLatestErrorOfARowIsFoundWithAndWithoutAPartner() throws Exception {
        currenciesBothWays();
        Pair pair = currency();
        rename(pair, "Too long for Business Central ".repeat(2));

        RunStatus coupled = scene.run("CURRENCY", FROM, pair.dataverse(), false);

        JsonNode first = errorRow(coupled);
        assertThat(first.path("sourceId").asText()).isEqualTo(pair.dataverse());
        assertThat(first.path("destinationId").asText()).isEqualTo(pair.businessCentral());
        assertThat(status("CURRENCY", pair.dataverse()).path("error").path("message"))
                .isEqualTo(first.path("message"));
        scene.uncouple("CURRENCY", pair.businessCentral());

        RunStatus alone = scene.create("CURRENCY", FROM, pair.dataverse());

        JsonNode second = errorRow(alone);
        assertThat(second.path("sourceId").asText()).isEqualTo(pair.dataverse());
        assertThat(second.path("destinationId").isNull()).isTrue();
        assertThat(status("CURRENCY", pair.dataverse())
                        .path("error")
                        .path("job")
                        .asLong())
                .isEqualTo(job(alone));
    }

    @Test
    @Scenario("CC-38")
    void theSameErrorTwiceFromDataverseMakesThePairSkipped() throws Exception {
        currenciesBothWays();
        Pair pair = currency();
        rename(pair, "Too long for it, and that twice ".repeat(2));
        RunStatus first = scene.run("CURRENCY", FROM, pair.dataverse(), false);
        assertThat(counters(first, FROM).failed()).isEqualTo(1);
        assertThat(status("CURRENCY", pair.businessCentral()).path("skipped").asBoolean())
                .isFalse();
        scene.later(Duration.ofSeconds(2));

        RunStatus second = scene.run("CURRENCY", FROM, pair.dataverse(), false);

        assertThat(error(second, pair.dataverse())).isEqualTo(error(first, pair.dataverse()));
        assertThat(counters(second, FROM).skipped()).isEqualTo(1);
        JsonNode status = status("CURRENCY", pair.businessCentral());
        assertThat(status.path("skipped").asBoolean()).isTrue();
        assertThat(status.path("notice").asText()).contains("is left out of synchronization");
    }

    // --- the log

    @Test
    @Scenario({"NT-04", "NT-25", "NT-28", "NT-29"})
    void theLogOfARecordHoldsOnlyTheEntriesOfItsOwnLastAttempts() {
        // Finds out what became of writes refused in other tests, which the next run would count among its own.
        scene.job("CONTACT");
        scene.job("POSTEDSALESINV-INV");
        List<Table> tables = List.of(
                new Table("CONTACT", TO, () -> scene.contactPair(company, "Con", "Tact " + ++names), pair -> {}),
                INVOICE,
                new Table("UNIT-OF-MEASURE", TO, () -> goods.unitPair("U" + ++names), pair -> {}),
                SALESPERSON);
        for (Table table : tables) {
            Pair pair = table.pair().get();
            Direction direction = table.mapping().equals("SALESPEOPLE") ? FROM : TO;
            long created = direction == TO
                    ? scene.coupling(table.mapping(), pair.businessCentral()).toRun()
                    : scene.coupling(table.mapping(), pair.businessCentral()).fromRun();
            customer();
            table.pair().get();

            assertThat(log(table.mapping(), pair.businessCentral()))
                    .as(table.mapping())
                    .containsExactly(created);
        }
    }

    @Test
    @Scenario({"NT-03", "NT-12"})
    void bothDirectionsHaveTheirEntry() {
        String contact = scene.contact(company.businessCentral(), "One", "Way");
        Pair oneWay = scene.couple("CONTACT", contact, scene.salesContact(company.dataverse(), "One", "Way in Sales"));
        RunStatus back = scene.run("CONTACT", FROM, oneWay.dataverse(), true);
        assertThat(log("CONTACT", contact)).containsExactly(job(back));

        Pair pair = customer();
        long created = scene.coupling("CUSTOMER", pair.businessCentral()).toRun();
        scene.changeAccount(pair.dataverse(), "address1_city", "Horsens");
        RunStatus from = scene.run("CUSTOMER", FROM, pair.dataverse(), true);
        customer();

        assertThat(log("CUSTOMER", pair.businessCentral())).containsExactlyInAnyOrder(created, job(from));
    }

    // --- the way to the record and back

    @Test
    @Scenario({"MG-04", "MG-35", "MG-36", "MG-37", "MG-01", "MG-02", "MG-05"})
    void theLinkOfACoupledRecordOpensItsRow() {
        for (Map.Entry<Table, String> entry : Map.of(CUSTOMER, "account", SALESPERSON, "systemuser", CONTACT, "contact")
                .entrySet()) {
            String mapping = entry.getKey().mapping();
            Pair pair = entry.getKey().pair().get();
            String query = "?mapping=" + mapping + "&record=" + pair.businessCentral();
            assertThat(scene.rest().get("/api/record/link" + query).path("url").asText())
                    .endsWith("/main.aspx?pagetype=entityrecord&etn=" + entry.getValue() + "&id=" + pair.dataverse());
            scene.uncouple(mapping, pair.businessCentral());

            Rest.Reply refused = scene.rest().send("GET", "/api/record/link" + query, null);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.detail()).contains("is not coupled").contains("koppel couple " + mapping);
            assertThat(status(mapping, pair.businessCentral()).path("coupling").isNull())
                    .isTrue();
            assertThat(scene.rest()
                            .get("/api/mappings/" + mapping + "/proposal?businessCentralId=" + pair.businessCentral())
                            .path("businessCentralId")
                            .asText())
                    .as("the offer to couple it")
                    .isEqualTo(pair.businessCentral());
        }
        Rest.Reply unknown = scene.rest().send("GET", "/api/record/link?mapping=NONE&record=10000", null);
        assertThat(unknown.detail()).startsWith("there is no mapping 'NONE'");
    }

    @Test
    @Scenario({"NV-01", "NV-02", "NV-04", "NV-05", "NV-06"})
    void theWayToSalesIsTheSameFromTheRecordAndFromTheList() {
        for (Map.Entry<Table, String> entry :
                Map.of(CUSTOMER, "account", CURRENCY, "transactioncurrency").entrySet()) {
            String mapping = entry.getKey().mapping();
            Pair pair = entry.getKey().pair().get();
            String there = "/main.aspx?pagetype=entityrecord&etn=" + entry.getValue() + "&id=" + pair.dataverse();

            JsonNode status = status(mapping, pair.businessCentral());
            String number = status.path("coupling").path("number").asText();

            assertThat(status.path("dataverseUrl").asText()).as(mapping).endsWith(there);
            assertThat(scene.rest()
                            .get("/api/record/link?mapping=" + mapping + "&record=" + number)
                            .path("url")
                            .asText())
                    .endsWith(there);
            assertThat(scene.rest()
                            .get("/api/couplings?mapping=" + mapping + "&search=" + number)
                            .path("value"))
                    .filteredOn(row -> row.path("dataverseId").asText().equals(pair.dataverse()))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.path("dataverseUrl").asText()).endsWith(there);
                        assertThat(row.path("businessCentralUrl").asText()).contains("company=CRONUS", number);
                    });
        }
    }

    @Test
    @Scenario("MG-41")
    void theWayBackFromAPriceListFindsItsPriceGroup() {
        String code = "BACK" + ++names;
        String group = scene.person()
                .bcCreate("customerPriceGroups", values("code", code))
                .get("systemId")
                .asText();
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        String list = scene.pair("CUSTPRCGRP-PRICE", group).dataverse();

        JsonNode back = scene.rest().get("/api/back-link?table=pricelevel&id=" + list);

        assertThat(back.path("mapping").asText()).isEqualTo("CUSTPRCGRP-PRICE");
        assertThat(back.path("businessCentralId").asText()).isEqualTo(group);
        assertThat(back.path("number").asText()).isEqualTo(code);
        assertThat(back.path("url").asText()).contains("page=7", code);
    }

    @Test
    @Scenario({"MG-38", "MG-39", "MG-42", "MG-44", "MG-45"})
    void theWayBackFromSalesFindsTheRecord() {
        Pair unit = goods.unitPair("BOX" + ++names);
        Map<String, Table> tables = Map.of(
                "contact", CONTACT, "transactioncurrency", CURRENCY, "product", RESOURCE, "sYsTeMuSeR", SALESPERSON);
        tables.forEach((table, of) -> {
            Pair pair = of.pair().get();

            JsonNode back = scene.rest().get("/api/back-link?table=" + table + "&id=" + pair.dataverse());

            assertThat(back.path("mapping").asText()).isEqualTo(of.mapping());
            assertThat(back.path("businessCentralId").asText()).isEqualTo(pair.businessCentral());
            assertThat(back.path("number").asText()).isNotEmpty();
            assertThat(back.path("url").asText()).contains("company=CRONUS");
        });
        Pair item = ITEM.pair().get();
        assertThat(scene.rest()
                        .get("/api/back-link?table=product&id=" + item.dataverse())
                        .path("businessCentralId")
                        .asText())
                .isEqualTo(item.businessCentral());
        assertThat(scene.rest()
                        .get("/api/back-link?table=uomschedule&id=" + unit.dataverse())
                        .path("businessCentralId")
                        .asText())
                .isEqualTo(unit.businessCentral());
        assertThat(scene.rest()
                        .send("GET", "/api/back-link?table=product&id=" + Scene.NO_ID, null)
                        .status())
                .isEqualTo(404);
        assertThat(scene.rest()
                        .send("GET", "/api/back-link?table=lead&id=" + Scene.NO_ID, null)
                        .detail())
                .isEqualTo("no mapping is about the Dataverse table 'lead'");
    }
}
