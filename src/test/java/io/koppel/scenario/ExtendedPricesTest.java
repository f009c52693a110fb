package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Models;
import io.koppel.mapping.PriceModel;
import io.koppel.operate.access.LocalAccess;
import io.koppel.operate.cli.CommandFailure;
import io.koppel.operate.cli.MappingsCommand;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Price lists and their lines, with {@code koppel.prices=extended} (table-mappings.md §6, §8.5). */
class ExtendedPricesTest {
    private static Scene scene;
    private static Goods goods;

    @BeforeAll
    static void start() {
        scene = Scene.start(Models.DEFAULTS.with(PriceModel.EXTENDED));
        goods = new Goods(scene);
        goods.unitPair("PCS");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String list(String code, Object... more) {
        return goods.extendedList(code, more);
    }

    private static String line(String code, String type, String number, double amount, Object... more) {
        return goods.extendedLine(code, type, number, amount, more);
    }

    private static String number(Pair item) {
        return goods.itemNow(item.businessCentral()).get("number").asText();
    }

    private static String error(RunStatus run) {
        assertThat(scene.errors(run)).hasSize(1);
        return scene.errors(run).get(0).message();
    }

    @Test
    void theClassicMappingsAreNotThere() {
        assertThat(scene.rig().koppel().mappings().find("PLHEADER-PRICE")).isPresent();
        assertThat(scene.rig().koppel().mappings().find("CUSTPRCGRP-PRICE")).isEmpty();
        assertThat(scene.rig().koppel().camel().getRoute("PLHEADER-PRICE.to-dataverse"))
                .isNotNull();
        assertThat(scene.rig().koppel().camel().getRoute("CUSTPRCGRP-PRICE.to-dataverse"))
                .isNull();
        assertThat(scene.rig().koppel().camel().getRoute("CUSTPRCGRP-PRICE.job"))
                .isNull();
    }

    /** Different on purpose: as IM-29, the product's number is no enabled row. */
    @Test
    @Scenario("IM-58")
    void aResetThatIsDeclinedChangesNothing(@TempDir Path data) {
        LocalAccess.publish(data, scene.rest().address(), scene.rest().token());
        JsonNode before = scene.rest().get("/api/mappings");
        scene.rest().post("/api/jobs/CURRENCY/hold", null);
        InputStream keyboard = System.in;
        System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
        int status;
        try {
            status = new CommandLine(new MappingsCommand())
                    .setExecutionExceptionHandler((refused, line, parsed) -> refused instanceof CommandFailure ? 1 : 3)
                    .execute("--reset", "--all", "--shipped", "--data", data.toString());
        } finally {
            System.setIn(keyboard);
        }

        assertThat(status).isEqualTo(1);
        assertThat(scene.rest().get("/api/jobs/CURRENCY").path("status").asText())
                .isEqualTo("on hold");
        assertThat(scene.rest().get("/api/mappings").path("value").findValuesAsText("id"))
                .isEqualTo(before.path("value").findValuesAsText("id"))
                .contains("PLHEADER-PRICE", "PLLINE-PRODPRICE");
        assertThat(enabledRows("PLHEADER-PRICE")).isEqualTo(5);
        assertThat(enabledRows("PLLINE-PRODPRICE")).isEqualTo(6);
        assertThat(scene.rest().get("/api/jobs").path("value").findValuesAsText("job"))
                .contains("PLHEADER-PRICE", "PLLINE-PRODPRICE");
        scene.rest().post("/api/jobs/CURRENCY/restart", null);
    }

    private static long enabledRows(String mapping) {
        long enabled = 0;
        for (JsonNode field : scene.rest().get("/api/mappings/" + mapping).path("fields")) {
            enabled += field.path("enabled").asBoolean() ? 1 : 0;
        }
        return enabled;
    }

    @Test
    @Scenario("ES-41")
    void aNewPriceListArrivesWithItsLines() {
        Pair one = goods.itemPair("One", "PCS");
        Pair two = goods.itemPair("Two", "PCS");
        String list = list("S00001", "displayName", "Shops 2026", "startingDate", "2026-01-01");
        line("S00001", "Item", number(one), 11.9);
        line("S00001", "Item", number(two), 22.5);

        RunStatus run = scene.create("PLHEADER-PRICE", TO, list);

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        assertThat(lineJob().counters()).isEqualTo(inserted(2));
        JsonNode there = goods.priceList("S00001");
        assertThat(scene.pair("PLHEADER-PRICE", list).dataverse())
                .isEqualTo(there.get("pricelevelid").asText());
        assertThat(there.get("description").asText()).isEqualTo("Shops 2026");
        assertThat(there.get("begindate").asText()).startsWith("2026-01-01");
        assertThat(goods.pricesOf(there.get("pricelevelid").asText()))
                .extracting(price -> price.get("_productid_value").asText() + " "
                        + price.get("amount")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString())
                .containsExactlyInAnyOrder(one.dataverse() + " 11.9", two.dataverse() + " 22.5");
    }

    /** The latest row of the lines' mapping in the job log. */
    private static JobLogRow lineJob() {
        return scene.engine()
                .jobLog()
                .list("CRONUS", "PLLINE-PRODPRICE", null, 1)
                .get(0);
    }

    @Test
    void anInactiveListIsInactiveThereToo() {
        list("DRAFT");

        scene.create(
                "PLHEADER-PRICE",
                TO,
                scene.person()
                        .bcList("priceLists", "code eq 'DRAFT'")
                        .get(0)
                        .get("systemId")
                        .asText());

        assertThat(goods.priceList("DRAFT").get("statecode").asInt()).isEqualTo(1);
        assertThat(goods.priceList("DRAFT").get("statuscode").asInt()).isEqualTo(100_002);
    }

    @Test
    void aLineOfAResourceHasTheResourcesProduct() {
        Pair resource = goods.resourcePair("Lina", "PCS");
        String list = list("HOURS");
        line(
                "HOURS",
                "Resource",
                goods.resourceNow(resource.businessCentral()).get("number").asText(),
                80);

        scene.create("PLHEADER-PRICE", TO, list);

        assertThat(goods.prices(resource.dataverse()))
                .extracting(price -> price.get("_pricelevelid_value").asText())
                .contains(goods.priceList("HOURS").get("pricelevelid").asText());
    }

    @Test
    @Scenario("ES-44")
    void aLineOfAListThatIsNotCoupledNamesTheList() {
        Pair item = goods.itemPair("Lonely", "PCS");
        String list = list("LONELY");
        scene.create("PLHEADER-PRICE", TO, list);
        scene.uncouple("PLHEADER-PRICE", list);
        String line = line("LONELY", "Item", number(item), 3);

        RunStatus run = scene.job("PLLINE-PRODPRICE");

        assertThat(counters(run, TO).failed()).isEqualTo(1);
        assertThat(error(run)).contains("'LONELY' is not coupled; couple it or run PLHEADER-PRICE first");
        scene.person().bcDelete("priceListLines", line);
    }

    @Test
    @Scenario("ES-48")
    void aLineOfAnItemThatIsUncoupledFailsAloneAndNamesTheItem() {
        Pair first = goods.itemPair("Stays", "PCS");
        Pair second = goods.itemPair("Goes", "PCS");
        String gone = number(second);
        String list = list("TWO");
        String one = line("TWO", "Item", number(first), 1);
        String two = line("TWO", "Item", gone, 2);
        scene.create("PLHEADER-PRICE", TO, list);
        scene.job("PLLINE-PRODPRICE");
        scene.uncouple("ITEM-PRODUCT", second.businessCentral());
        scene.person().bcChange("priceListLines", one, values("unitPrice", 10));
        scene.person().bcChange("priceListLines", two, values("unitPrice", 20));

        RunStatus run = scene.job("PLLINE-PRODPRICE");

        assertThat(counters(run, TO).failed()).isEqualTo(1);
        assertThat(error(run)).contains("'" + gone + "' is not coupled").contains("ITEM-PRODUCT or RESOURCE-PRODUCT");
        assertThat(goods.pricesOf(scene.pair("PLHEADER-PRICE", list).dataverse()))
                .filteredOn(price -> price.get("_productid_value").asText().equals(first.dataverse()))
                .singleElement()
                .satisfies(
                        price -> assertThat(price.get("amount").decimalValue()).isEqualByComparingTo("10"));
        scene.person().bcDelete("priceListLines", two);
    }

    /** table-mappings.md §8.5: every item must be coupled, or become so. */
    @Test
    void anItemThatMayBeCreatedComesAlongWithItsPrice() {
        String item = goods.item("Comes along", "PCS");
        String list = list("ALONG");
        line("ALONG", "Item", goods.itemNow(item).get("number").asText(), 7);
        assertThat(counters(scene.create("PLHEADER-PRICE", TO, list), TO).failed())
                .isEqualTo(1);
        scene.edit("ITEM-PRODUCT", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));

        RunStatus run = scene.create("PLHEADER-PRICE", TO, list);

        scene.shippedAgain();
        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        String product = scene.pair("ITEM-PRODUCT", item).dataverse();
        assertThat(goods.pricesOf(scene.pair("PLHEADER-PRICE", list).dataverse()))
                .extracting(price -> price.get("_productid_value").asText())
                .containsExactly(product);
    }

    @Test
    void anEditedListAndAnEditedLineArrive() {
        Pair item = goods.itemPair("Edited", "PCS");
        String list = list("EDITED", "displayName", "Before");
        String line = line("EDITED", "Item", number(item), 1);
        scene.create("PLHEADER-PRICE", TO, list);
        scene.job("PLHEADER-PRICE");
        scene.job("PLLINE-PRODPRICE");
        scene.person().bcChange("priceLists", list, values("displayName", "After"));
        scene.person().bcChange("priceListLines", line, values("unitPrice", 2));

        scene.job("PLHEADER-PRICE");
        scene.job("PLLINE-PRODPRICE");
        long mark = scene.mark();
        scene.job("PLHEADER-PRICE");
        scene.job("PLLINE-PRODPRICE");

        assertThat(goods.priceList("EDITED").get("description").asText()).isEqualTo("After");
        assertThat(goods.pricesOf(scene.pair("PLHEADER-PRICE", list).dataverse()))
                .singleElement()
                .satisfies(
                        price -> assertThat(price.get("amount").decimalValue()).isEqualByComparingTo("2"));
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("MG-24")
    void whichPriceListsAreTakenFollowsTheDefaultPriceListOfTheSalesSetUp() {
        DefaultMapping lists = DefaultMapping.afterJunkRow(scene, "PLHEADER-PRICE");
        assertThat(lists.tables()).isEqualTo("priceLists to-dataverse pricelevel.pricelevelid");
        assertThat(lists.scope())
                .isEqualTo("priceType eq 'Sale' and amountType eq 'Price' | null, this company | true");
        String updating = list("UPDATING", "allowUpdatingDefaults", true);
        String fixed = list("FIXED", "allowUpdatingDefaults", false);
        defaultPriceList("UPDATING");

        RunStatus withDefault = scene.create("PLHEADER-PRICE", TO, updating, fixed);
        defaultPriceList("");
        RunStatus without = scene.create("PLHEADER-PRICE", TO, updating, fixed);

        assertThat(counters(withDefault, TO)).isEqualTo(inserted(1));
        assertThat(goods.priceList("UPDATING")).isNotNull();
        assertThat(counters(without, TO)).isEqualTo(inserted(1));
        assertThat(scene.coupling("PLHEADER-PRICE", fixed)).isNotNull();
    }

    private static void defaultPriceList(String code) {
        JsonNode setup = scene.person().bcList("salesSetup", null).get(0);
        scene.person().bcChange("salesSetup", setup.get("systemId").asText(), values("defaultPriceListCode", code));
    }

    @Test
    @Scenario("FS-03")
    void thePlanOfAFullSynchronizationHasTheExtendedPriceLists() {
        JsonNode lines =
                scene.rest().post("/api/full-synchronization/recommend", null).path("lines");

        assertThat(lines.findValuesAsText("mapping"))
                .contains("PLHEADER-PRICE", "PLLINE-PRODPRICE")
                .doesNotContain("CUSTPRCGRP-PRICE", "SALESPRC-PRODPRICE");
        assertThat(after(lines, "PLHEADER-PRICE")).containsExactlyInAnyOrder("CURRENCY", "ITEM-PRODUCT");
        assertThat(after(lines, "PLLINE-PRODPRICE")).containsExactlyInAnyOrder("PLHEADER-PRICE", "ITEM-PRODUCT");
        assertThat(after(lines, "CUSTOMER"))
                .containsExactlyInAnyOrder(
                        "SALESPEOPLE", "CURRENCY", "PAYMENT-TERMS", "SHIPMENT-METHOD", "SHIPPING-AGENT");
        assertThat(after(lines, "CONTACT")).containsExactlyInAnyOrder("CUSTOMER", "VENDOR");
        assertThat(after(lines, "OPPORTUNITY")).containsExactly("CONTACT");
        assertThat(after(lines, "ITEM-PRODUCT")).containsExactly("UNIT-OF-MEASURE");
        assertThat(after(lines, "RESOURCE-PRODUCT")).containsExactly("UNIT-OF-MEASURE");
        assertThat(after(lines, "POSTEDSALESINV-INV"))
                .containsExactlyInAnyOrder("ITEM-PRODUCT", "RESOURCE-PRODUCT", "OPPORTUNITY");
        scene.rest().post("/api/full-synchronization/reset", null);
    }

    private static List<String> after(JsonNode lines, String mapping) {
        for (JsonNode line : lines) {
            if (line.path("mapping").asText().equals(mapping)) {
                List<String> after = new ArrayList<>();
                line.path("after").forEach(parent -> after.add(parent.asText()));
                return after;
            }
        }
        throw new AssertionError("no line " + mapping + " in " + lines);
    }

    // --- coupling by hand

    @Test
    @Scenario("CP-15")
    void aPriceListInDraftIsNotOfferedForCoupling() {
        Pair item = goods.itemPair("In a draft", "PCS");
        String draft = list("CP15");
        String line = line("CP15", "Item", number(item), 12);
        Map<String, Object> couple = values("mapping", "PLHEADER-PRICE", "businessCentralId", draft, "createNew", true);

        Rest.Reply asked =
                scene.rest().send("GET", "/api/mappings/PLHEADER-PRICE/proposal?businessCentralId=" + draft, null);
        Rest.Reply done = scene.rest().send("POST", "/api/couplings", couple);

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.detail()).contains("CP15", "status eq 'Active'");
        assertThat(done.status()).isEqualTo(409);
        assertThat(scene.coupling("PLHEADER-PRICE", draft)).isNull();
        assertThat(candidates()).doesNotContain("CP15");
        scene.person().bcChange("priceLists", draft, values("status", "Active"));
        assertThat(candidates()).contains("CP15");
        scene.person().bcDelete("priceListLines", line);
    }

    private static List<String> candidates() {
        return scene.rest()
                .get("/api/mappings/PLHEADER-PRICE/candidates?side=business-central&limit=100")
                .path("value")
                .findValuesAsText("name");
    }

    @Test
    @Scenario("CP-17")
    void anActivePriceListIsCoupledWithANewOneAndItsLineGoesAlong() {
        Pair item = goods.itemPair("In force", "PCS");
        String group = scene.person()
                .bcCreate("customerPriceGroups", values("code", "CP17GRP"))
                .get("systemId")
                .asText();
        String list = list("CP17", "sourceType", "Customer_x0020_Price_x0020_Group", "sourceNumber", "CP17GRP");
        String line = line("CP17", "Item", number(item), 12);
        scene.person().bcChange("priceLists", list, values("status", "Active"));

        Rest.Reply coupled = scene.rest()
                .send(
                        "POST",
                        "/api/couplings",
                        values("mapping", "PLHEADER-PRICE", "businessCentralId", "CP17", "createNew", true));

        assertThat(coupled.status()).as(coupled.body() + " " + group).isEqualTo(201);
        JsonNode there = goods.priceList("CP17");
        assertThat(scene.pair("PLHEADER-PRICE", list).dataverse())
                .isEqualTo(there.get("pricelevelid").asText());
        assertThat(there.get("statecode").asInt()).isZero();
        JsonNode pass = scene.rest()
                .get("/api/job-log?limit=1&mapping=PLHEADER-PRICE")
                .path("value")
                .get(0);
        assertThat(pass.path("counters").path("inserted").asInt()).isEqualTo(1);
        String price = scene.pair("PLLINE-PRODPRICE", line).dataverse();
        assertThat(goods.pricesOf(there.get("pricelevelid").asText()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("productpricelevelid").asText()).isEqualTo(price);
                    assertThat(row.get("_productid_value").asText()).isEqualTo(item.dataverse());
                    assertThat(row.get("amount").decimalValue()).isEqualByComparingTo("12");
                });
    }

    /** Different on purpose, see docs/differences.md. */
    @Test
    @Scenario("IM-29")
    void linesAreMappedButForTheNumberThatDataverseFills() {
        DefaultMapping lines = DefaultMapping.afterJunkRow(scene, "PLLINE-PRODPRICE");

        assertThat(lines.tables()).isEqualTo("priceListLines to-dataverse productpricelevel.productpricelevelid");
        assertThat(lines.rows())
                .containsExactly(
                        "priceListId > pricelevelid",
                        "assetNumber > productid",
                        "currencyId > transactioncurrencyid",
                        "null > pricingmethodcode",
                        "priceUnitOfMeasureId > uomscheduleid",
                        "unitPrice > amount");
        assertThat(lines.isScheduled()).isTrue();
    }
}
