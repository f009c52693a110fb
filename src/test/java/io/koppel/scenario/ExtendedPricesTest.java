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
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    /** Different on purpose, see docs/differences.md. */
    @Test
    @Scenario("MG-24")
    void priceListsAreMappedWithTheFilterForNoDefaultPriceList() {
        DefaultMapping lists = DefaultMapping.afterJunkRow(scene, "PLHEADER-PRICE");

        assertThat(lists.tables()).isEqualTo("priceLists to-dataverse pricelevel.pricelevelid");
        assertThat(lists.scope())
                .isEqualTo("priceType eq 'Sale' and amountType eq 'Price' and allowUpdatingDefaults eq false"
                        + " | null, this company | true");
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
