package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Customer price groups and sales prices become price lists with their items (table-mappings.md §6, §8.5). */
class ClassicPricesTest {
    private static final String GROUP = "Customer_x0020_Price_x0020_Group";
    private static Scene scene;
    private static Goods goods;
    private int groups;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        goods.unitPair("PCS");
        scene.rig().koppel().mappings();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String group(String code) {
        return scene.person()
                .bcCreate("customerPriceGroups", values("code", code, "displayName", "Group " + code))
                .get("systemId")
                .asText();
    }

    private static String price(String group, Pair item, double amount, Object... more) {
        Map<String, Object> values =
                values("itemId", item.businessCentral(), "salesType", GROUP, "salesCode", group, "unitPrice", amount);
        values.putAll(values(more));
        return scene.person().bcCreate("salesPrices", values).get("systemId").asText();
    }

    private static String today(int days) {
        JsonNode group =
                scene.person().bc("customerPriceGroups?$top=1").get("value").get(0);
        return LocalDate.parse(group.get("systemModifiedAt").asText().substring(0, 10))
                .plusDays(days)
                .toString();
    }

    private static BigDecimal amount(String group, Pair item) {
        String list = scene.pair("CUSTPRCGRP-PRICE", group).dataverse();
        List<JsonNode> prices = goods.pricesOf(list).stream()
                .filter(price -> price.get("_productid_value").asText().equals(item.dataverse()))
                .toList();
        assertThat(prices).hasSize(1);
        return prices.get(0).get("amount").decimalValue();
    }

    private static String error(RunStatus run) {
        assertThat(scene.errors(run)).hasSize(1);
        return scene.errors(run).get(0).message();
    }

    @Test
    void aPriceGroupBecomesAPriceListWithItsPrices() {
        Pair one = goods.itemPair("One", "PCS");
        Pair two = goods.itemPair("Two", "PCS");
        String shops = group("SHOPS");
        price("SHOPS", one, 11.9);
        price("SHOPS", two, 22.5);

        assertThat(counters(scene.create("CUSTPRCGRP-PRICE", TO, shops), TO)).isEqualTo(inserted(1));

        JsonNode list = goods.priceList("SHOPS");
        assertThat(list.get("description").asText()).isEqualTo("Group SHOPS");
        assertThat(list.get("statecode").asInt()).isZero();
        assertThat(list.get("_bcbi_companyid_value").asText())
                .isEqualTo(scene.rig().company().dataverseId());
        assertThat(amount(shops, one)).isEqualByComparingTo("11.9");
        assertThat(amount(shops, two)).isEqualByComparingTo("22.5");
    }

    @Test
    void aListIsInTheCurrencyOfItsPricesForGood() {
        scene.create("CURRENCY", TO, currency("USD"));
        Pair item = goods.itemPair("In dollars", "PCS");
        String export = group("EXPORT");
        price("EXPORT", item, 5, "currencyCode", "USD");
        scene.create("CUSTPRCGRP-PRICE", TO, export);
        String dollars = scene.person()
                .dataverseList("transactioncurrencies", "isocurrencycode eq 'USD'")
                .get(0)
                .get("transactioncurrencyid")
                .asText();
        assertThat(goods.priceList("EXPORT").get("_transactioncurrencyid_value").asText())
                .isEqualTo(dollars);

        Pair other = goods.itemPair("Mixed in", "PCS");
        price("EXPORT", other, 6);
        RunStatus mixed = scene.run("CUSTPRCGRP-PRICE", TO, export, true);

        assertThat(counters(mixed, TO)).isEqualTo(failed(1));
        assertThat(error(mixed)).contains("its prices are in several currencies");
    }

    private static String currency(String code) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", "Currency " + code))
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
                                1.1,
                                "relationalExchangeRateAmount",
                                1));
        return id;
    }

    @Test
    void anItemThatIsNotCoupledFailsTheWholeList() {
        Pair item = goods.itemPair("Coupled", "PCS");
        String open = goods.item("Not coupled", "PCS");
        String number = goods.itemNow(open).get("number").asText();
        String group = group("HALF");
        price("HALF", item, 1);
        price("HALF", new Pair(open, ""), 2);

        RunStatus run = scene.create("CUSTPRCGRP-PRICE", TO, group);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(error(run)).contains("'" + number + "' of one of its prices is not coupled");
        assertThat(scene.person().dataverseList("pricelevels", "name eq 'HALF'"))
                .isEmpty();
    }

    @Test
    @Scenario("ES-43")
    void aPriceOfAGroupThatIsNotCoupledNamesTheGroup() {
        Pair item = goods.itemPair("Lonely", "PCS");
        String group = group("LONELY");
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        scene.uncouple("CUSTPRCGRP-PRICE", group);
        String price = price("LONELY", item, 3);

        RunStatus run = scene.job("SALESPRC-PRODPRICE");

        assertThat(counters(run, TO).failed()).isEqualTo(1);
        assertThat(error(run)).contains("'LONELY' is not coupled; couple it or run CUSTPRCGRP-PRICE first");
        assertThat(scene.coupling("SALESPRC-PRODPRICE", price)).isNull();
        scene.person().bcDelete("salesPrices", price);
    }

    @Test
    @Scenario("ES-47")
    void aPriceOfAnItemThatIsUncoupledFailsAloneAndNamesTheItem() {
        Pair first = goods.itemPair("Stays", "PCS");
        Pair second = goods.itemPair("Goes", "PCS");
        String number = goods.itemNow(second.businessCentral()).get("number").asText();
        String group = group("TWO");
        String one = price("TWO", first, 1);
        String two = price("TWO", second, 2);
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        scene.job("SALESPRC-PRODPRICE");
        scene.uncouple("ITEM-PRODUCT", second.businessCentral());
        scene.person().bcChange("salesPrices", one, values("unitPrice", 10));
        scene.person().bcChange("salesPrices", two, values("unitPrice", 20));

        RunStatus run = scene.job("SALESPRC-PRODPRICE");

        assertThat(counters(run, TO).failed()).isEqualTo(1);
        assertThat(error(run)).contains(number + " to Dataverse").contains("ITEM-PRODUCT first");
        assertThat(amount(group, first)).isEqualByComparingTo("10");
        scene.person().bcDelete("salesPrices", two);
    }

    @Test
    void aPriceThatSalesHasAlreadyIsCoupledAndOverwritten() {
        Pair item = goods.itemPair("There already", "PCS");
        String group = group("THERE");
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        String list = scene.pair("CUSTPRCGRP-PRICE", group).dataverse();
        String there = scene.person()
                .dataverseCreate(
                        "productpricelevels",
                        values(
                                "pricelevelid@odata.bind",
                                "/pricelevels(" + list + ")",
                                "productid@odata.bind",
                                "/products(" + item.dataverse() + ")",
                                "uomid@odata.bind",
                                "/uoms("
                                        + goods.productNow(item.dataverse())
                                                .get("_defaultuomid_value")
                                                .asText() + ")",
                                "pricingmethodcode",
                                1,
                                "amount",
                                99))
                .get("productpricelevelid")
                .asText();
        String price = price("THERE", item, 7);

        RunStatus run = scene.create("SALESPRC-PRODPRICE", TO, price);

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.pair("SALESPRC-PRODPRICE", price).dataverse()).isEqualTo(there);
        assertThat(amount(group, item)).isEqualByComparingTo("7");
    }

    @Test
    void aPriceArrivesOnTheDayItBeginsAndTakesTheRowOfTheOneThatEnded() {
        Pair item = goods.itemPair("Seasonal", "PCS");
        String group = group("SEASON");
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        String now = price("SEASON", item, 10, "endingDate", today(1));
        String next = price("SEASON", item, 12, "startingDate", today(2));
        scene.job("SALESPRC-PRODPRICE");
        assertThat(amount(group, item)).isEqualByComparingTo("10");
        assertThat(scene.coupling("SALESPRC-PRODPRICE", next)).isNull();

        scene.later(Duration.ofDays(1));
        scene.job("SALESPRC-PRODPRICE");
        assertThat(amount(group, item)).isEqualByComparingTo("10");

        scene.later(Duration.ofDays(1));
        RunStatus run = scene.job("SALESPRC-PRODPRICE");

        assertThat(scene.errors(run)).isEmpty();
        assertThat(amount(group, item)).isEqualByComparingTo("12");
        assertThat(scene.coupling("SALESPRC-PRODPRICE", next)).isNotNull();
        assertThat(scene.coupling("SALESPRC-PRODPRICE", now)).isNull();
    }

    @Test
    void twoPricesOfOneDayAreToldInsteadOfTakingTurns() {
        Pair item = goods.itemPair("Twice", "PCS");
        String group = group("TWICE");
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        price("TWICE", item, 10);
        scene.job("SALESPRC-PRODPRICE");
        String second = price("TWICE", item, 8, "minimumQuantity", 100);

        RunStatus run = scene.job("SALESPRC-PRODPRICE");

        assertThat(error(run)).contains("is coupled to").contains("end or delete one of the two records");
        assertThat(amount(group, item)).isEqualByComparingTo("10");
        scene.person().bcDelete("salesPrices", second);
    }

    @Test
    void anEditedPriceArrivesAndASecondRunWritesNothing() {
        Pair item = goods.itemPair("Edited", "PCS");
        String group = group("EDITED");
        String price = price("EDITED", item, 1);
        scene.create("CUSTPRCGRP-PRICE", TO, group);
        scene.job("SALESPRC-PRODPRICE");
        scene.person().bcChange("salesPrices", price, values("unitPrice", 2));

        scene.job("SALESPRC-PRODPRICE");
        long mark = scene.mark();
        RunStatus again = scene.job("SALESPRC-PRODPRICE");

        assertThat(amount(group, item)).isEqualByComparingTo("2");
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(Rig.pass(again, TO).counters().modified()).isZero();
    }
}
