package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of an order after it was taken over (sales-documents.md §2). */
class OrderLifeTest {
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        item = orders.item("Bench", "unitPrice", 50);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static String taken(Object quantity) {
        String order = orders.order();
        orders.line(order, item.dataverse(), quantity, 50);
        orders.submit(order);
        orders.create(order);
        return order;
    }

    private static String made(String order) {
        return orders.onlyMade(order).get("systemId").asText();
    }

    private static JsonNode follow() {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().run("/api/jobs/FOLLOW-ORDERS/run", null);
    }

    @Test
    @Scenario({"SO-24"})
    void anOrderThatIsOnlyShippedStaysSubmitted() {
        String order = taken(4);
        orders.act(made(order), "ship");
        follow();

        assertThat(orders.states(order)).isEqualTo("1/3");
    }

    @Test
    void anOrderPostedCompletelyIsInvoicedAndItsPairDissolvedForGood() {
        String order = taken(4);
        String number = orders.onlyMade(order).get("number").asText();
        orders.act(made(order), "shipAndInvoice");
        assertThat(orders.made(order)).isEmpty();
        follow();

        assertThat(orders.states(order)).isEqualTo("4/100003");
        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNull();
        orders.state(order, 0, 2);
        orders.submit(order);
        JsonNode again = orders.create(order);
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(again.get("number").asText()).isEqualTo(number);
        assertThat(orders.made(order)).isEmpty();
    }

    @Test
    @Scenario({"SO-26", "CR-13"})
    void anOrderDeletedByAUserGoesBackAndMayBeSubmittedAgain() {
        String order = taken(4);
        String first = made(order);
        scene.person().bcDelete("salesOrders", first);
        follow();

        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNull();
        assertThat(orders.states(order)).isEqualTo("0/2");
        assertThat(orders.now(order).get("lastbackofficesubmit").isNull()).isTrue();

        orders.submit(order);
        orders.create(order);
        assertThat(made(order)).isNotEqualTo(first);
    }

    @Test
    @Scenario("SO-46")
    void anOrderThatIsGoneOnBothSidesIsForgottenQuietly() {
        String order = taken(1);
        scene.person().bcDelete("salesOrders", made(order));
        scene.person().dataverseDelete("salesorders", order);
        JsonNode run = follow();

        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNull();
        assertThat(run.at("/counters/failed").asInt()).isZero();
    }

    @Test
    void aReleasedOrderSendsItsHeaderBackAndIsSubmittedAgain() {
        String order = taken(4);
        scene.person()
                .bcChange(
                        "salesOrders",
                        made(order),
                        values("shipToAddressLine1", "Dock 7", "requestedDeliveryDate", "2026-12-24"));
        scene.job("SALESORDER-ORDER");
        assertThat(orders.now(order).get("shipto_line1").isNull()).isTrue();

        orders.act(made(order), "release");
        scene.job("SALESORDER-ORDER");

        JsonNode now = orders.now(order);
        assertThat(now.get("shipto_line1").asText()).isEqualTo("Dock 7");
        assertThat(now.get("requestdeliveryby").asText()).startsWith("2026-12-24");
        assertThat(now.get("bcbi_businesscentralordernumber"))
                .isEqualTo(orders.onlyMade(order).get("number"));
        assertThat(orders.states(order)).isEqualTo("1/3");
        long mark = scene.mark();
        scene.job("SALESORDER-ORDER");
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("FS-15")
    void headersOfOrdersAreNoPartOfAFullSynchronization() {
        JsonNode plan = scene.rest().post("/api/full-synchronization/recommend", null);

        assertThat(plan.path("lines").findValuesAsText("mapping"))
                .contains("CUSTOMER")
                .doesNotContain("SALESORDER-ORDER");
    }

    @Test
    void shippedAndInvoicedInTwoPartsItIsInvoicedAtTheEndOnly() {
        String order = taken(4);
        String made = made(order);
        JsonNode line = orders.madeLines(order).get(0);
        scene.person().bcChange("salesOrderLines", line.get("systemId").asText(), values("shipQuantity", 1));
        orders.act(made, "shipAndInvoice");
        follow();
        assertThat(orders.states(order)).isEqualTo("1/3");

        orders.act(made, "shipAndInvoice");
        follow();
        assertThat(orders.states(order)).isEqualTo("4/100003");
    }
}
