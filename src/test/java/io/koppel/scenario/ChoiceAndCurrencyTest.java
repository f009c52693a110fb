package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes that are choices in Dataverse, and currencies with their rates. */
class ChoiceAndCurrencyTest {
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

    private static String agent(String code) {
        return scene.person()
                .bcCreate("shippingAgents", values("code", code, "displayName", code))
                .get("systemId")
                .asText();
    }

    @Test
    @Scenario("ES-03")
    void aShippingAgentBecomesItsChoice() {
        agent("WILL CALL");
        scene.rig().koppel().fullSynchronization().run(FullAction.COUPLE, "test");
        Pair customer = scene.customerPair("Picks up");
        scene.changeCustomer(customer.businessCentral(), "shippingAgentCode", "WILL CALL");

        assertThat(counters(scene.run("CUSTOMER", TO, customer.businessCentral(), false), TO))
                .isEqualTo(modified(1));
        assertThat(scene.accountNow(customer.dataverse())
                        .get("address1_shippingmethodcode")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    @Scenario("ES-04")
    void aChoiceOfOurOwnBecomesItsShippingAgent() {
        String agent = agent("BIKE");
        assertThat(counters(scene.create("SHIPPING-AGENT", TO, agent), TO)).isEqualTo(inserted(1));
        Pair courier = scene.customerPair("By bike", "shippingAgentCode", "BIKE");
        int value = scene.accountNow(courier.dataverse())
                .get("address1_shippingmethodcode")
                .asInt();
        assertThat(value).as("no standard choice").isGreaterThan(7);
        Pair customer = scene.customerPair("Later by bike");
        scene.changeAccount(customer.dataverse(), "address1_shippingmethodcode", value);

        assertThat(counters(scene.run("CUSTOMER", FROM, customer.dataverse(), false), FROM))
                .isEqualTo(modified(1));
        assertThat(scene.customerNow(customer.businessCentral())
                        .get("shippingAgentCode")
                        .asText())
                .isEqualTo("BIKE");
    }

    private static String currency(String code, String symbol, String rate) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", "Currency " + code, "symbol", symbol))
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
                                new java.math.BigDecimal(rate),
                                "relationalExchangeRateAmount",
                                1));
        return id;
    }

    private static JsonNode row(String code) {
        List<JsonNode> rows =
                scene.person().dataverseList("transactioncurrencies", "isocurrencycode eq '" + code + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    /** Different on purpose: the column counts units of the currency for one unit of the base currency. */
    @Test
    @Scenario("SH-10")
    void theRateCountsUnitsOfTheCurrency() {
        assertThat(counters(scene.create("CURRENCY", TO, currency("NOK", "kr", "12")), TO))
                .isEqualTo(inserted(1));
        assertThat(row("NOK").get("exchangerate").decimalValue()).isEqualByComparingTo("12");
    }

    @Test
    @Scenario("IM-35")
    void aCurrencyArrivesWithCodeSymbolNameAndRate() {
        String currency = currency("SEK", "kr", "10");

        assertThat(counters(scene.create("CURRENCY", TO, currency), TO)).isEqualTo(inserted(1));
        assertThat(row("SEK").get("currencysymbol").asText()).isEqualTo("kr");
        assertThat(row("SEK").get("currencyname").asText()).isEqualTo("Currency SEK");
        assertThat(row("SEK").get("exchangerate").decimalValue()).isEqualByComparingTo("10");
        assertThat(scene.pair("CURRENCY", currency).dataverse())
                .isEqualTo(row("SEK").get("transactioncurrencyid").asText());
    }

    @Test
    void aCurrencyThatSalesHasAlreadyIsCoupledInsteadOfCreatedTwice() {
        String there = scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "transactioncurrencies",
                        values(
                                "isocurrencycode",
                                "CZK",
                                "currencyname",
                                "Koruna",
                                "currencysymbol",
                                "Kc",
                                "currencyprecision",
                                2,
                                "exchangerate",
                                25))
                .get("transactioncurrencyid")
                .asText();
        String currency = currency("CZK", "Kč", "24.5");

        assertThat(counters(scene.create("CURRENCY", TO, currency), TO)).isEqualTo(Scene.modified(1));
        assertThat(scene.pair("CURRENCY", currency).dataverse()).isEqualTo(there);
        assertThat(row("CZK").get("currencyname").asText()).isEqualTo("Currency CZK");
        assertThat(row("CZK").get("exchangerate").decimalValue()).isEqualByComparingTo("24.5");
    }

    @Test
    @Scenario("CP-07")
    void aCurrencyWithoutRateIsNotCreated() {
        String currency = scene.person()
                .bcCreate("currencies", values("code", "CHF", "displayName", "Franken"))
                .get("systemId")
                .asText();

        RunStatus run = scene.create("CURRENCY", TO, currency);

        assertThat(counters(run, TO)).isEqualTo(Scene.failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("no exchange rate"));
        assertThat(scene.coupling("CURRENCY", currency)).isNull();
        assertThat(scene.person().dataverseList("transactioncurrencies", "isocurrencycode eq 'CHF'"))
                .isEmpty();
    }

    @Test
    @Scenario("SH-02")
    void aNewCurrencyTakesTheOrganizationsPrecision() {
        String organization = scene.person()
                .dataverseList("organizations", null)
                .get(0)
                .get("organizationid")
                .asText();
        scene.rig()
                .integrationUser()
                .dataverseChange("organizations", organization, values("currencydecimalprecision", 4));

        scene.create("CURRENCY", TO, currency("PLN", "zł", "4.2"));

        assertThat(row("PLN").get("currencyprecision").asInt()).isEqualTo(4);
    }

    @Test
    @Scenario("SH-20")
    void theLocalCurrencyIsFoundByItsCode() {
        int before = scene.person().dataverseList("transactioncurrencies", null).size();

        Pair customer = scene.customerPair("Pays locally");

        assertThat(scene.accountNow(customer.dataverse())
                        .get("_transactioncurrencyid_value")
                        .asText())
                .isEqualTo(row("EUR").get("transactioncurrencyid").asText());
        assertThat(scene.person().dataverseList("transactioncurrencies", null)).hasSize(before);
    }

    @Test
    @Scenario("IM-43")
    void theLocalCurrencyOfAContactIsBlankInBusinessCentral() {
        scene.create("CURRENCY", TO, currency("DKK", "kr", "7.46"));
        Pair customer = scene.customerPair("Pays in crowns");
        Pair contact = scene.contactPair(customer, "Cro", "Wns", "currencyCode", "DKK");
        scene.person()
                .dataverseChange(
                        "contacts",
                        contact.dataverse(),
                        values(
                                "transactioncurrencyid@odata.bind",
                                "/transactioncurrencies("
                                        + row("EUR")
                                                .get("transactioncurrencyid")
                                                .asText() + ")"));

        assertThat(counters(scene.run("CONTACT", FROM, contact.dataverse(), true), FROM))
                .isEqualTo(modified(1));
        assertThat(scene.person()
                        .bc("contacts(" + contact.businessCentral() + ")")
                        .get("currencyCode")
                        .asText())
                .isEmpty();
    }
}
