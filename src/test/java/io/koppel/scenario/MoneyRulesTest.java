package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.unchanged;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.store.InstallationSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local currency, the organization's base currency and its decimals, and the default price list. */
class MoneyRulesTest {
    private static Scene scene;
    private static Goods goods;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void organization(String column, Object value) {
        String id = scene.person()
                .dataverseList("organizations", null)
                .get(0)
                .get("organizationid")
                .asText();
        scene.rig().integrationUser().dataverseChange("organizations", id, values(column, value));
    }

    private static JsonNode currencyRow(String code) {
        List<JsonNode> rows =
                scene.person().dataverseList("transactioncurrencies", "isocurrencycode eq '" + code + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    /** Different on purpose: Koppel rounds nothing by the decimals of the base currency; Dataverse keeps them itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10})
    @Scenario("SH-01")
    void amountsKeepTheirDecimalsWhateverTheBaseCurrencyHas(int precision) {
        organization("basecurrencyprecision", precision);
        Pair pair = scene.customerPair("Limited " + precision);
        scene.changeCustomer(pair.businessCentral(), "creditLimit", new BigDecimal("1234.56"));

        scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(scene.accountNow(pair.dataverse()).get("creditlimit").decimalValue())
                .isEqualByComparingTo("1234.56");
        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), true), TO))
                .as("nothing is left to write")
                .isEqualTo(unchanged(1));
        organization("basecurrencyprecision", 2);
    }

    @Test
    @Scenario("SH-03")
    void theBaseCurrencyHasTheRateOne() {
        String euro = scene.person()
                .bcCreate("currencies", values("code", "EUR", "displayName", "Euro", "symbol", "€"))
                .get("systemId")
                .asText();

        RunStatus run = scene.create("CURRENCY", TO, euro);

        assertThat(counters(run, TO).failed()).as("%s", scene.errors(run)).isZero();
        assertThat(currencyRow("EUR").get("exchangerate").decimalValue()).isEqualByComparingTo("1");
        assertThat(scene.pair("CURRENCY", euro).dataverse())
                .isEqualTo(currencyRow("EUR").get("transactioncurrencyid").asText());
    }

    @Test
    @Scenario("SH-13")
    void settingTheMappingBackForgetsTheDefaultPriceListAndLeavesItInSales() {
        goods.unitPair("SH13");
        goods.itemPair("Before the reset", "SH13");
        InstallationSettings remembered = new InstallationSettings(scene.rig().database());
        String key = "default-price-list/CRONUS";
        String list = goods.priceList("Business Central Default Price List")
                .get("pricelevelid")
                .asText();
        assertThat(remembered.get(key)).hasValue(list);

        scene.rest().post("/api/mappings/ITEM-PRODUCT/reset", null);

        assertThat(remembered.get(key)).isEmpty();
        assertThat(goods.priceList("Business Central Default Price List")
                        .get("pricelevelid")
                        .asText())
                .isEqualTo(list);
        goods.itemPair("After the reset", "SH13");
        assertThat(remembered.get(key)).hasValue(list);
    }

    @Test
    @Scenario("SH-15")
    void aProductThatWasNotSavedHasNoPriceMaintained() {
        int prices = scene.person().dataverseList("productpricelevels", null).size();
        long mark = scene.mark();
        goods.unit("SH15");
        String item = goods.item("Never saved", "SH15");

        RunStatus run = scene.create("ITEM-PRODUCT", TO, item);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.coupling("ITEM-PRODUCT", item)).isNull();
        assertThat(scene.person().dataverseList("productpricelevels", null)).hasSize(prices);
        assertThat(scene.writes(mark)).isEmpty();
    }
}
