package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.setup.JobSettings;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Companies whose local currency is another than Dataverse's base currency, or none (table-mappings.md §8.2). */
class LocalCurrencyTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        rig.person().bcCreate("currencies", values("code", "EUR", "displayName", "Euro", "symbol", "€"));
        rig.person()
                .bcCreate(
                        "currencyExchangeRates",
                        values(
                                "currencyCode",
                                "EUR",
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                1,
                                "relationalExchangeRateAmount",
                                2));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Koppel connects to a company with that local currency. */
    private static void company(String localCurrency) {
        rig.person().admin("PUT", "company", values("localCurrency", localCurrency));
        rig = rig.restart(Basedir.path().resolve("routes"), false, JobSettings.DEFAULTS);
    }

    private static List<JsonNode> rows(String code) {
        return rig.person().dataverseList("transactioncurrencies", "isocurrencycode eq '" + code + "'");
    }

    private static RunStatus createsACustomerWithoutCurrency(String name) {
        String customer = rig.person()
                .bcCreate("customers", values("displayName", name))
                .get("systemId")
                .asText();
        return rig.run("CUSTOMER", TO, List.of(customer), false, true);
    }

    private static JsonNode account(String name) {
        return rig.person().dataverseList("accounts", "name eq '" + name + "'").get(0);
    }

    @ParameterizedTest
    @CsvSource({"GBP,1", "USD,2"})
    @Scenario("SH-19")
    void aLocalCurrencyThatSalesDoesNotKnowIsMadeOnce(String code, int precision) {
        String organization = rig.person()
                .dataverseList("organizations", null)
                .get(0)
                .get("organizationid")
                .asText();
        rig.integrationUser()
                .dataverseChange("organizations", organization, values("currencydecimalprecision", precision));
        company(code);
        assertThat(rows(code)).isEmpty();

        RunStatus first = createsACustomerWithoutCurrency("First in " + code);
        RunStatus second = createsACustomerWithoutCurrency("Second in " + code);

        assertThat(counters(first, TO)).isEqualTo(inserted(1));
        assertThat(counters(second, TO)).isEqualTo(inserted(1));
        assertThat(rows(code)).singleElement().satisfies(row -> {
            assertThat(row.get("currencysymbol").asText()).isEqualTo(code);
            assertThat(row.get("currencyname").asText()).isEqualTo(code);
            assertThat(row.get("currencyprecision").asInt()).isEqualTo(precision);
            assertThat(row.get("exchangerate").decimalValue())
                    .as("a euro, the base currency, is worth two")
                    .isEqualByComparingTo("2");
            for (String name : List.of("First in " + code, "Second in " + code)) {
                assertThat(account(name).get("_transactioncurrencyid_value"))
                        .isEqualTo(row.get("transactioncurrencyid"));
            }
        });
    }

    @Test
    @Scenario("SH-07")
    void withoutACodeThereIsNoRateAndTheRecordSaysWhy() {
        company("");

        RunStatus run = createsACustomerWithoutCurrency("In no currency");

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(rig.koppel()
                        .engine()
                        .errors()
                        .list("CRONUS", "CUSTOMER", Rig.pass(run, TO).id(), null, 10))
                .singleElement()
                .satisfies(error -> assertThat(error.message())
                        .contains("ISO code '' cannot be found")
                        .contains("the rate from 'EUR' to '' cannot be calculated"));
        assertThat(rig.person().dataverseList("accounts", "name eq 'In no currency'"))
                .isEmpty();
    }
}
