package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What changes without a change of the record itself arrives by the mapping's own job: rates, capacities, steps of a sales cycle, and
 * records of sets that show no time of change (table-mappings.md §8; business-central-api.md §8). Stock of items and prices that
 * begin are in {@link ItemsAndProductsTest} and {@link ClassicPricesTest}.
 */
class IndirectChangesTest {
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

    private static void rate(String code, String from, int perHundred) {
        scene.person()
                .bcCreate(
                        "currencyExchangeRates",
                        values(
                                "currencyCode", code,
                                "startingDate", from,
                                "exchangeRateAmount", 100,
                                "relationalExchangeRateAmount", perHundred));
    }

    @Test
    void aNewExchangeRateReachesItsCurrency() {
        String usd = scene.person()
                .bcCreate("currencies", values("code", "USD", "displayName", "Dollar", "symbol", "$"))
                .get("systemId")
                .asText();
        rate("USD", "2020-01-01", 80);
        assertThat(counters(scene.create("CURRENCY", TO, usd), TO)).isEqualTo(inserted(1));
        scene.job("CURRENCY");
        Pair pair = scene.pair("CURRENCY", usd);
        JsonNode before = scene.person().bc("currencies(" + usd + ")");

        rate("USD", "2024-01-01", 50);

        assertThat(counters(scene.job("CURRENCY"), TO)).isEqualTo(modified(1));
        assertThat(scene.person().bc("currencies(" + usd + ")").get("systemModifiedAt"))
                .as("the currency itself is as it was")
                .isEqualTo(before.get("systemModifiedAt"));
        assertThat(scene.person()
                        .dataverse("transactioncurrencies(" + pair.dataverse() + ")")
                        .get("exchangerate")
                        .decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void aCapacityEntryReachesItsResource() {
        Goods goods = new Goods(scene);
        goods.unitPair("HOUR");
        Pair machine = goods.resourcePair("Machine", "HOUR", "unitPrice", 30);
        scene.job("RESOURCE-PRODUCT");

        scene.person()
                .bcCreate(
                        "resourceCapacityEntries",
                        values("resourceId", machine.businessCentral(), "date", "2026-01-05", "capacity", 16));

        assertThat(counters(scene.job("RESOURCE-PRODUCT"), TO)).isEqualTo(modified(1));
        assertThat(goods.productNow(machine.dataverse()).get("quantityonhand").decimalValue())
                .isEqualByComparingTo("16");
    }

    @Test
    void aStepOfTheSalesCycleReachesItsOpportunity() {
        Pair customer = scene.customerPair("Sales cycle");
        Pair contact = scene.contactPair(customer, "Step", "Ahead");
        String opportunity = scene.person()
                .bcCreate("opportunities", values("description", "In steps", "contactId", contact.businessCentral()))
                .get("systemId")
                .asText();
        step(opportunity, 1000);
        assertThat(counters(scene.create("OPPORTUNITY", TO, opportunity), TO)).isEqualTo(inserted(1));
        scene.job("OPPORTUNITY");
        JsonNode before = scene.person().bc("opportunities(" + opportunity + ")");

        scene.later(java.time.Duration.ofSeconds(2));
        step(opportunity, 2500);

        assertThat(counters(scene.job("OPPORTUNITY"), TO).modified()).isEqualTo(1);
        assertThat(scene.person().bc("opportunities(" + opportunity + ")").get("systemModifiedAt"))
                .isEqualTo(before.get("systemModifiedAt"));
        assertThat(scene.person()
                        .dataverse("opportunities("
                                + scene.pair("OPPORTUNITY", opportunity).dataverse() + ")")
                        .get("estimatedvalue")
                        .decimalValue())
                .isEqualByComparingTo("2500");
    }

    private static void step(String opportunity, int value) {
        scene.person()
                .bcCreate(
                        "opportunityEntries",
                        values("opportunityId", opportunity, "actionTaken", "Next", "estimatedValue", value));
    }

    @Test
    void aSetWithoutTimeOfChangeIsReadWholeAndOnlyWhatDiffersIsWritten() {
        scene.edit("CUSTOMER", text -> text.replace("    fields:\n", "    changes: full-read-and-hash\n    fields:\n"));
        Pair changed = scene.customerPair("Changes");
        scene.customerPair("Stays");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        long mark = scene.mark();
        scene.job("CUSTOMER");
        assertThat(scene.writes(mark)).as("nothing has changed").isEmpty();
        scene.changeCustomer(changed.businessCentral(), "city", "Mölln");

        assertThat(counters(scene.job("CUSTOMER"), TO).modified()).isEqualTo(1);

        assertThat(scene.accountNow(changed.dataverse()).get("address1_city").asText())
                .isEqualTo("Mölln");
        assertThat(scene.writes(mark)).hasSize(1);
    }
}
