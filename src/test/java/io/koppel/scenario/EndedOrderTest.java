package io.koppel.scenario;

import static io.koppel.mapping.Direction.FROM_DATAVERSE;
import static io.koppel.mapping.Direction.TO_DATAVERSE;
import static io.koppel.scenario.BothWays.LINES;
import static io.koppel.scenario.BothWays.ORDERS;
import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.scenario.SalesOrders.decimal;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How orders that travel both ways end, and what becomes of their notes (sales-documents.md §10.1, §10.3). */
class EndedOrderTest {
    private static BothWays both;
    private static Scene scene;
    private static SalesOrders orders;
    private static SalesPapers papers;
    private static Pair item;

    @BeforeAll
    static void start() {
        both = BothWays.start("Bench", 50);
        scene = both.scene;
        orders = both.orders;
        papers = both.papers;
        item = both.item;
    }

    @AfterAll
    static void close() {
        both.close();
    }

    private static JsonNode archived() {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().run("/api/jobs/ARCHIVED-ORDERS/run", null);
    }

    private static List<JsonNode> versions(String number) {
        return scene.person().bcList("archivedSalesOrders", "number eq '" + number + "'").stream()
                .sorted(Comparator.comparingInt(row -> row.get("version").asInt()))
                .collect(Collectors.toList());
    }

    @Test
    @Scenario("SO-52")
    void aPostedOrderIsArchivedTwiceAndTheLastVersionShowsWhatWasShipped() {
        orders.setup("archiveOrders", false);
        scene.close();
        start(); // the first run of the mapping switches archiving on
        scene.job(ORDERS);
        both.taken(1);
        String order = scene.person()
                .bcCreate(
                        "salesOrders",
                        values(
                                "customerId", orders.customer.businessCentral(),
                                "salesOrderLines", List.of(values("itemId", item.businessCentral(), "quantity", 3))))
                .get("systemId")
                .asText();
        String number =
                scene.person().bc("salesOrders(" + order + ")").get("number").asText();
        orders.act(order, "shipAndInvoice");

        List<JsonNode> versions = versions(number);
        assertThat(versions).hasSize(2);
        List<JsonNode> lines =
                scene.person().bcList("archivedSalesOrderLines", "documentNumber eq '" + number + "' and version eq 2");
        assertThat(lines).hasSize(1);
        assertThat(amount(lines.get(0), "shippedQuantity")).isEqualTo(decimal("3"));
    }

    @Test
    void aPostedOrderIsInvoicedInSalesWithWhatWasShippedAndForgotten() {
        String order = both.taken(4);
        String made = both.made(order);
        String line = both.salesLines(order).get(0).get("salesorderdetailid").asText();
        JsonNode bc = orders.madeLines(order).get(0);
        orders.act(made, "reopen");
        scene.person()
                .bcChange("salesOrderLines", bc.get("systemId").asText(), values("quantity", 5, "discountAmount", 10));
        orders.act(made, "release");
        orders.act(made, "shipAndInvoice");
        assertThat(orders.made(order)).isEmpty();
        JsonNode run = archived();
        assertThat(run.at("/counters/failed").asInt()).isZero();

        assertThat(orders.states(order)).isEqualTo("4/100003");
        JsonNode now = scene.person().dataverse("salesorderdetails(" + line + ")");
        assertThat(amount(now, "quantity")).isEqualTo(decimal("5"));
        assertThat(amount(now, "quantityshipped")).isEqualTo(decimal("5"));
        assertThat(amount(now, "manualdiscountamount")).isEqualTo(decimal("10"));
        assertThat(orders.now(order).get("datefulfilled").isNull()).isFalse();
        assertThat(scene.coupling(ORDERS, order)).isNull();
        assertThat(scene.coupling(LINES, line)).isNull();

        long mark = scene.mark();
        archived();
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void aLineThatSalesNeverSawIsAddedAndOneThatVanishedRemoved() {
        String order = both.taken(4);
        String made = both.made(order);
        Pair other = orders.item("Lamp", "unitPrice", 7);
        orders.act(made, "reopen");
        scene.person()
                .bcDelete(
                        "salesOrderLines",
                        orders.madeLines(order).get(0).get("systemId").asText());
        scene.person()
                .bcCreate(
                        "salesOrderLines",
                        values(
                                "orderId",
                                made,
                                "lineNumber",
                                30_000,
                                "itemId",
                                other.businessCentral(),
                                "quantity",
                                2));
        orders.act(made, "shipAndInvoice");
        archived();

        assertThat(both.salesLines(order))
                .extracting(line -> line.get("_productid_value").asText())
                .containsExactly(other.dataverse());
        assertThat(amount(both.salesLines(order).get(0), "quantityshipped")).isEqualTo(decimal("2"));
        assertThat(orders.states(order)).isEqualTo("4/100003");
    }

    @Test
    void anOrderDeletedByAUserStaysAsItIsAndIsNeverTakenForANewOne() {
        String order = both.taken(2);
        scene.person().bcDelete("salesOrders", both.made(order));
        scene.person().dataverseChange("salesorders", order, values("statecode", 0, "statuscode", 1));
        orders.submit(order);
        RunStatus before = scene.job(ORDERS);
        assertThat(scene.errors(before)).isEmpty();
        archived();

        assertThat(scene.coupling(ORDERS, order)).isNull();
        assertThat(orders.states(order)).isEqualTo("1/3");
        RunStatus again = both.fromSales(order);
        assertThat(counters(again, FROM_DATAVERSE).inserted()).isZero();
        assertThat(orders.made(order)).isEmpty();
    }

    @Test
    void anOrderThatIsGoneOnBothSidesIsForgottenQuietly() {
        String order = both.taken(1);
        scene.person().bcDelete("salesOrders", both.made(order));
        scene.person().dataverseDelete("salesorders", order);
        JsonNode run = archived();

        assertThat(run.at("/counters/failed").asInt()).isZero();
        assertThat(scene.coupling(ORDERS, order)).isNull();
    }

    @Test
    void notesOfANewOrderComeAlongAndGoWhenTheyGo() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 50);
        String note = papers.annotation(order, "Ring twice");
        papers.annotation(order, "Back door");
        orders.submit(order);
        both.fromSales(order);
        assertThat(papers.notes(both.made(order))).containsExactlyInAnyOrder("Ring twice", "Back door");

        orders.state(order, 0, 1);
        scene.person().dataverseDelete("annotations", note);
        scene.person().dataverseChange("salesorders", order, values("shipto_city", "Kiel"));
        orders.submit(order);
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(papers.notes(both.made(order))).containsExactly("Back door");
    }

    @Test
    void aLineRemovedInSalesWhileItsOrderChangesInBusinessCentralGoesOnBothSides() {
        String order = orders.order();
        String first = orders.line(order, item.dataverse(), 1, 50);
        orders.line(order, item.dataverse(), 2, 50);
        orders.submit(order);
        both.fromSales(order);
        String made = both.made(order);
        orders.state(order, 0, 1);
        scene.person().dataverseDelete("salesorderdetails", first);
        orders.submit(order);
        orders.act(made, "reopen");
        scene.person().bcChange("salesOrders", made, values("shipToAddressLine1", "Dock 3"));
        orders.act(made, "release");
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();

        assertThat(both.salesLines(order)).hasSize(1);
        assertThat(orders.madeLines(order)).hasSize(1);
        assertThat(amount(orders.madeLines(order).get(0), "quantity")).isEqualTo(decimal("2"));
        assertThat(orders.now(order).get("shipto_line1").asText()).isEqualTo("Dock 3");
        scene.job(ORDERS);
        long mark = scene.mark();
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void bothSidesMayChangeDifferentLinesAndOneLineIsAConflict() {
        String order = orders.order();
        String first = orders.line(order, item.dataverse(), 1, 50);
        String second = orders.line(order, item.dataverse(), 2, 50);
        orders.submit(order);
        both.fromSales(order);
        String made = both.made(order);
        List<JsonNode> lines = orders.madeLines(order);
        orders.state(order, 0, 1);
        scene.person().dataverseChange("salesorderdetails", first, values("quantity", 10));
        orders.submit(order);
        orders.act(made, "reopen");
        scene.person().bcChange("salesOrderLines", lines.get(1).get("systemId").asText(), values("quantity", 20));
        orders.act(made, "release");
        scene.job(ORDERS);
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(orders.madeLines(order))
                .extracting(line -> line.get("quantity").asInt())
                .containsExactly(10, 20);
        assertThat(scene.person()
                        .dataverse("salesorderdetails(" + second + ")")
                        .get("quantity")
                        .asInt())
                .isEqualTo(20);

        orders.state(order, 0, 1);
        scene.person().dataverseChange("salesorderdetails", first, values("quantity", 11));
        orders.submit(order);
        orders.act(made, "reopen");
        scene.person().bcChange("salesOrderLines", lines.get(0).get("systemId").asText(), values("quantity", 12));
        orders.act(made, "release");
        RunStatus conflict = scene.job(ORDERS);
        assertThat(scene.errors(conflict).toString()).contains("line 10000").contains("both sides changed quantity");
        RunStatus chosen = scene.run(ORDERS, TO_DATAVERSE, made, true);
        assertThat(scene.errors(chosen)).isEmpty();
        assertThat(scene.person()
                        .dataverse("salesorderdetails(" + first + ")")
                        .get("quantity")
                        .asInt())
                .isEqualTo(12);
    }
}
