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
import java.util.List;
import java.util.Map;
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

    /** §1.2: whoever asks for an order that is posted is told its invoice, also before the job has seen that. */
    @Test
    void anOrderThatIsPostedIsAnsweredWithItsInvoice() {
        String order = taken(2);
        String number = orders.onlyMade(order).get("number").asText();
        orders.act(made(order), "shipAndInvoice");
        String invoice = scene.person()
                .bcList("postedSalesInvoices", "orderNumber eq '" + number + "'")
                .get(0)
                .get("number")
                .asText();

        assertThat(orders.create(order).get("message").asText())
                .isEqualTo("it became order " + number + ", which is posted as invoice " + invoice);
        follow();
        JsonNode again = orders.create(orders.now(order).get("ordernumber").asText());
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(again.get("message").asText()).contains("posted as invoice " + invoice);
    }

    /** What a salesperson has canceled stays so, whatever Business Central does with the order. */
    @Test
    void anOrderThatIsCanceledInSalesStaysSo() {
        String posted = taken(1);
        String deleted = taken(1);
        for (String order : List.of(posted, deleted)) {
            new SalesPapers(scene)
                    .action(
                            "CancelSalesOrder",
                            values(
                                    "Status",
                                    4,
                                    "OrderClose",
                                    values(
                                            "subject",
                                            "off",
                                            "salesorderid@odata.bind",
                                            "/salesorders(" + order + ")")));
        }
        orders.act(made(posted), "shipAndInvoice");
        scene.person().bcDelete("salesOrders", made(deleted));
        JsonNode run = follow();

        assertThat(run.at("/counters/failed").asInt()).isZero();
        assertThat(orders.states(posted)).isEqualTo("2/4");
        assertThat(orders.states(deleted)).isEqualTo("2/4");
        assertThat(scene.coupling("SALESORDER-ORDER", posted)).isNull();
        assertThat(scene.coupling("SALESORDER-ORDER", deleted)).isNull();
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

    /** Orders of the same customer, shipped in full; then a draft invoice with what was shipped of them. */
    private static String collected(String... submitted) {
        SalesPapers papers = new SalesPapers(scene);
        String draft = papers.v2("salesInvoices", values("customerId", orders.customer.businessCentral()))
                .get("id")
                .asText();
        for (String order : submitted) {
            orders.act(made(order), "ship");
            String shipment = scene.person()
                    .bcList("postedSalesShipments", "dataverseId eq " + order)
                    .get(0)
                    .get("systemId")
                    .asText();
            orders.act("postedSalesShipments", shipment, "addToInvoice", Map.of("invoiceId", draft));
        }
        return draft;
    }

    private static void post(String draft) {
        new SalesPapers(scene).v2("salesInvoices(" + draft + ")/Microsoft.NAV.post", null);
    }

    @Test
    @Scenario("SO-22")
    void anOrderWhoseShipmentAnotherInvoiceTakesIsInvoicedAndStaysCoupled() {
        String order = taken(4);
        String draft = collected(order);
        follow();
        assertThat(orders.states(order)).isEqualTo("1/3");

        post(draft);
        follow();

        assertThat(orders.states(order)).isEqualTo("4/100003");
        assertThat(made(order)).isNotEmpty();
        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNotNull();
        long mark = scene.mark();
        follow();
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void theOrderMayBeDeletedAfterwardsAndStaysInvoiced() {
        String order = taken(2);
        post(collected(order));
        scene.person().bcDelete("salesOrders", made(order));

        follow();

        assertThat(orders.states(order)).isEqualTo("4/100003");
        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNull();
    }

    @Test
    @Scenario("SO-23")
    void oneInvoiceOfThreeOrdersClosesAllThree() {
        List<String> three = List.of(taken(1), taken(2), taken(3));
        String draft = collected(three.toArray(String[]::new));
        post(draft);

        follow();

        assertThat(three).allSatisfy(order -> assertThat(orders.states(order)).isEqualTo("4/100003"));
        JsonNode invoice = scene.person().bc("postedSalesInvoices(" + draft + ")");
        assertThat(invoice.get("orderNumber").asText()).isEmpty();
        assertThat(invoice.get("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("300");
    }

    @Test
    @Scenario("SO-25")
    void anOrderOfWhichHalfIsInvoicedStaysSubmitted() {
        String order = taken(4);
        String draft = collected(order);
        SalesPapers papers = new SalesPapers(scene);
        papers.v2("salesInvoiceLines?$filter=documentId%20eq%20" + draft)
                .get("value")
                .forEach(line -> {
                    if (line.get("lineType").asText().equals("Item")) {
                        papers.v2Patch("salesInvoiceLines", line.get("id").asText(), values("quantity", 2));
                    }
                });
        post(draft);

        follow();

        assertThat(orders.states(order)).isEqualTo("1/3");
        JsonNode line = orders.madeLines(order).get(0);
        assertThat(line.get("invoicedQuantity").decimalValue()).isEqualByComparingTo("2");
        assertThat(line.get("shippedNotInvoicedQuantity").decimalValue()).isEqualByComparingTo("2");
    }
}
