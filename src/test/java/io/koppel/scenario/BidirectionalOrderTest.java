package io.koppel.scenario;

import static io.koppel.mapping.Direction.FROM_DATAVERSE;
import static io.koppel.mapping.Direction.TO_DATAVERSE;
import static io.koppel.scenario.BothWays.LINES;
import static io.koppel.scenario.BothWays.ORDERS;
import static io.koppel.scenario.BothWays.sells;
import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.scenario.SalesOrders.decimal;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders with their lines travel both ways (sales-documents.md §10.1, §10.2). */
class BidirectionalOrderTest {
    private static BothWays both;
    private static Scene scene;
    private static SalesOrders orders;
    private static SalesPapers papers;
    private static Pair item;
    private static Pair other;

    @BeforeAll
    static void start() {
        both = BothWays.start("Bicycle", 100);
        scene = both.scene;
        orders = both.orders;
        papers = both.papers;
        item = both.item;
        other = orders.item("Bell", "unitPrice", 10);
    }

    @AfterAll
    static void close() {
        both.close();
    }

    // --- from Sales

    @Test
    void aSubmittedOrderComesWithItsLinesIsReleasedAndGoesBackWithItsNumber() {
        String order = orders.order("shipto_city", "Kiel", "requestdeliveryby", "2026-12-24T00:00:00Z");
        orders.line(order, item.dataverse(), 4, 90, "manualdiscountamount", 10);
        orders.line(order, other.dataverse(), 2, 10);
        orders.submit(order);
        RunStatus run = both.fromSales(order);
        assertThat(counters(run, FROM_DATAVERSE)).as(both.errors(run)).isEqualTo(inserted(1));

        JsonNode made = orders.onlyMade(order);
        JsonNode now = orders.now(order);
        assertThat(made.get("status").asText()).isEqualTo("Released");
        assertThat(made.get("yourReference")).isEqualTo(now.get("ordernumber"));
        assertThat(made.get("shipToCity").asText()).isEqualTo("Kiel");
        assertThat(made.get("requestedDeliveryDate").asText()).isEqualTo("2026-12-24");
        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("itemId").asText()).isEqualTo(item.businessCentral());
        assertThat(amount(lines.get(0), "quantity")).isEqualTo(decimal("4"));
        assertThat(amount(lines.get(0), "unitPrice")).isEqualTo(decimal("90"));
        assertThat(amount(lines.get(0), "netAmount")).isEqualTo(decimal("350"));
        assertThat(orders.states(order)).isEqualTo("1/3");
        assertThat(now.get("bcbi_businesscentralordernumber")).isEqualTo(made.get("number"));
        assertThat(now.get("bcbi_businesscentraldocumentoccurrencenumber").asInt())
                .isEqualTo(1);
        assertThat(now.get("_bcbi_companyid_value").asText())
                .isEqualTo(scene.rig().company().dataverseId());
        assertThat(both.salesLines(order))
                .extracting(line -> line.get("bcbi_businesscentrallinenumber").asInt())
                .containsExactly(10_000, 20_000);
        for (JsonNode line : both.salesLines(order)) {
            assertThat(scene.coupling(LINES, line.get("salesorderdetailid").asText()))
                    .as("coupling of a line")
                    .isNotNull();
        }
        long mark = scene.mark();
        scene.job(ORDERS);
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void linesThatAreAddedChangedAndRemovedInSalesAreSoInBusinessCentral() {
        String order = orders.order();
        String first = orders.line(order, item.dataverse(), 4, 100);
        String second = orders.line(order, other.dataverse(), 2, 10);
        orders.submit(order);
        both.fromSales(order);
        both.open(order);
        scene.person().dataverseChange("salesorderdetails", first, values("quantity", 5));
        scene.person().dataverseDelete("salesorderdetails", second);
        orders.line(order, other.dataverse(), 7, 9);
        orders.submit(order);
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(counters(run, FROM_DATAVERSE).modified()).isEqualTo(1);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).hasSize(2);
        assertThat(amount(lines.get(0), "quantity")).isEqualTo(decimal("5"));
        assertThat(amount(lines.get(0), "unitPrice")).isEqualTo(decimal("100"));
        assertThat(amount(lines.get(1), "quantity")).isEqualTo(decimal("7"));
        assertThat(amount(lines.get(1), "unitPrice")).isEqualTo(decimal("9"));
        assertThat(orders.onlyMade(order).get("status").asText()).isEqualTo("Released");
        assertThat(scene.coupling(LINES, second)).isNull();
        scene.job(ORDERS);
        long mark = scene.mark();
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(both.salesLines(order)).hasSize(2);
    }

    @Test
    void freightAndDiscountComeAlongOnce() {
        orders.setup("freightAccountNumber", "40450");
        String order = orders.order("freightamount", 12, "discountpercentage", 10);
        orders.line(order, item.dataverse(), 1, 100);
        orders.submit(order);
        both.fromSales(order);

        assertThat(amount(orders.onlyMade(order), "discountAmount")).isEqualTo(decimal("10"));
        assertThat(orders.madeLines(order)).hasSize(2);
        assertThat(amount(orders.madeLines(order).get(1), "unitPrice")).isEqualTo(decimal("12"));
        assertThat(amount(orders.now(order), "totalamountlessfreight")).isEqualTo(decimal("90"));

        both.open(order);
        scene.person().dataverseChange("salesorders", order, values("freightamount", 15, "shipto_city", "Kiel"));
        orders.submit(order);
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(orders.madeLines(order)).hasSize(2);
        assertThat(amount(orders.madeLines(order).get(1), "unitPrice")).isEqualTo(decimal("15"));
        assertThat(amount(orders.onlyMade(order), "discountAmount")).isEqualTo(decimal("10"));
    }

    @Test
    void anUncoupledProductFailsTheWholeOrderAndNamesItsLine() {
        Pair stranger = orders.item("Stranger");
        scene.uncouple("ITEM-PRODUCT", stranger.businessCentral());
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 100);
        orders.line(order, stranger.dataverse(), 1, 5);
        orders.submit(order);
        RunStatus run = both.fromSales(order);

        assertThat(counters(run, FROM_DATAVERSE).failed()).isEqualTo(1);
        assertThat(both.errors(run)).contains("line ").contains("not coupled");
        assertThat(orders.made(order)).isEmpty();
        assertThat(scene.coupling(ORDERS, order)).isNull();
    }

    @Test
    void aProductWrittenInBecomesTheWriteInProductAndStaysAText() {
        String service = scene.person()
                .bcCreate(
                        "items",
                        values("displayName", "Anything", "type", "Service", "baseUnitOfMeasureCode", orders.code()))
                .get("number")
                .asText();
        orders.setup("writeInProductType", "Item", "writeInProductNumber", service);
        String order = orders.order();
        orders.writeIn(order, "Gift wrapping", 2, 3);
        orders.submit(order);
        RunStatus run = both.fromSales(order);
        assertThat(scene.errors(run)).isEmpty();

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(line.get("number").asText()).isEqualTo(service);
        assertThat(line.get("description").asText()).isEqualTo("Gift wrapping");
        assertThat(amount(line, "unitPrice")).isEqualTo(decimal("3"));
        assertThat(both.salesLines(order).get(0).get("productdescription").asText())
                .isEqualTo("Gift wrapping");
        assertThat(both.salesLines(order).get(0).get("_productid_value").isNull())
                .isTrue();
        orders.setup("writeInProductNumber", "");
    }

    @Test
    @Scenario("SO-54")
    void aLineWhoseItemIsAlwaysReservedIsReserved() {
        Pair stocked = orders.item("Saddle", "unitPrice", 30);
        orders.alwaysReserved(stocked);
        orders.stock(stocked, 10);
        String order = orders.order();
        String line = orders.line(order, stocked.dataverse(), 3, 30);
        orders.submit(order);
        both.fromSales(order);

        Coupling coupling = scene.coupling(LINES, line);
        assertThat(coupling).isNotNull();
        JsonNode now = scene.person().bc("salesOrderLines(" + coupling.businessCentralId() + ")");
        assertThat(amount(now, "reservedQuantity")).isEqualTo(decimal("3"));
    }

    // --- prepayments

    private static String prepaid() {
        String order = both.taken(4);
        String made = both.made(order);
        orders.act(made, "reopen");
        scene.person().bcChange("salesOrders", made, values("prepaymentPercent", 50));
        orders.act(made, "release");
        assertThat(orders.onlyMade(order).get("prepaymentDue").asBoolean()).isTrue();
        return order;
    }

    private static void changeInSales(String order) {
        both.open(order);
        scene.person().dataverseChange("salesorders", order, values("shipto_line1", "Dock 9"));
        orders.submit(order);
        RunStatus run = both.fromSales(order);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(orders.onlyMade(order).get("shipToAddressLine1").asText()).isEqualTo("Dock 9");
    }

    @Test
    @Scenario("SO-55")
    void anOrderWhosePrepaymentIsInvoicedIsReleasedAgain() {
        String order = prepaid();
        orders.act(both.made(order), "invoicePrepayment");
        assertThat(orders.onlyMade(order).get("status").asText()).isEqualTo("Released");
        changeInSales(order);

        assertThat(orders.onlyMade(order).get("status").asText()).isEqualTo("Released");
    }

    @Test
    @Scenario("SO-56")
    void anOrderWhosePrepaymentIsDueStaysOpen() {
        String order = prepaid();
        changeInSales(order);

        assertThat(orders.onlyMade(order).get("status").asText()).isEqualTo("Open");
    }

    // --- to Sales

    @Test
    void aReleasedOrderBecomesASubmittedOneWithItsLinesAndPriceList() {
        String order = both.released(sells(item, 2), sells(other, 5, "unitPrice", 8, "discountAmount", 4));
        RunStatus run = both.toSales(order);
        assertThat(counters(run, TO_DATAVERSE)).as(both.errors(run)).isEqualTo(inserted(1));

        JsonNode now = orders.now(both.inSales(order));
        assertThat(orders.states(both.inSales(order))).isEqualTo("1/3");
        assertThat(now.get("name").asText())
                .isEqualTo(scene.person()
                        .bc("salesOrders(" + order + ")")
                        .get("customerName")
                        .asText());
        assertThat(now.get("_customerid_value").asText()).isEqualTo(orders.customer.dataverse());
        assertThat(now.get("bcbi_businesscentralordernumber"))
                .isEqualTo(scene.person().bc("salesOrders(" + order + ")").get("number"));
        List<JsonNode> lines = both.salesLines(both.inSales(order));
        assertThat(lines)
                .extracting(line -> line.get("_productid_value").asText())
                .containsExactly(item.dataverse(), other.dataverse());
        assertThat(amount(lines.get(1), "priceperunit")).isEqualTo(decimal("8"));
        assertThat(amount(lines.get(1), "manualdiscountamount")).isEqualTo(decimal("4"));
        assertThat(scene.person()
                        .dataverseList(
                                "productpricelevels",
                                "_pricelevelid_value eq "
                                        + now.get("_pricelevelid_value").asText() + " and _productid_value eq "
                                        + other.dataverse()))
                .hasSize(1);
        JsonNode bc = scene.person().bc("salesOrders(" + order + ")");
        assertThat(amount(now, "totalamount")).isEqualTo(amount(bc, "totalAmountIncludingTax"));
        scene.job(ORDERS);
        long mark = scene.mark();
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void linesThatAreAddedChangedAndRemovedInBusinessCentralAreSoInSales() {
        String order = both.released(sells(item, 2), sells(other, 5));
        both.toSales(order);
        String sales = both.inSales(order);
        orders.act(order, "reopen");
        List<JsonNode> lines = both.lines(order);
        scene.person().bcChange("salesOrderLines", lines.get(0).get("systemId").asText(), values("quantity", 3));
        scene.person().bcDelete("salesOrderLines", lines.get(1).get("systemId").asText());
        scene.person()
                .bcCreate(
                        "salesOrderLines", values("orderId", order, "itemId", other.businessCentral(), "quantity", 6));
        orders.act(order, "release");
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
        assertThat(counters(run, TO_DATAVERSE).modified()).isEqualTo(1);

        List<JsonNode> now = both.salesLines(sales);
        assertThat(now).hasSize(2);
        assertThat(amount(now.get(0), "quantity")).isEqualTo(decimal("3"));
        assertThat(amount(now.get(1), "quantity")).isEqualTo(decimal("6"));
        assertThat(orders.states(sales)).isEqualTo("1/3");
    }

    @Test
    @Scenario("SO-53")
    void aCompletelyShippedOrderIsFulfilledInSales() {
        String order = both.taken(4);
        orders.act(both.made(order), "ship");
        RunStatus run = both.toSales(both.made(order));
        assertThat(scene.errors(run)).isEmpty();

        assertThat(orders.states(order)).isEqualTo("3/100001");
        assertThat(amount(both.salesLines(order).get(0), "quantityshipped")).isEqualTo(decimal("4"));
        long mark = scene.mark();
        scene.job(ORDERS);
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void anOrderThatIsPartlyShippedStaysSubmitted() {
        String order = both.taken(4);
        scene.person()
                .bcChange(
                        "salesOrderLines",
                        orders.madeLines(order).get(0).get("systemId").asText(),
                        values("shipQuantity", 1));
        orders.act(both.made(order), "ship");
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();

        assertThat(orders.states(order)).isEqualTo("1/3");
        assertThat(amount(both.salesLines(order).get(0), "quantityshipped")).isEqualTo(decimal("1"));
    }

    @Test
    void anOrderThatIsCanceledInSalesIsLeftAlone() {
        String order = both.taken(4);
        papers.action(
                "CancelSalesOrder",
                values(
                        "Status",
                        4,
                        "OrderClose",
                        values("subject", "off", "salesorderid@odata.bind", "/salesorders(" + order + ")")));
        String made = both.made(order);
        orders.act(made, "reopen");
        scene.person().bcChange("salesOrders", made, values("shipToAddressLine1", "Dock 5"));
        orders.act(made, "release");
        RunStatus run = both.toSales(made);

        assertThat(scene.errors(run)).isEmpty();
        assertThat(orders.states(order)).isEqualTo("2/4");
        assertThat(orders.now(order).get("shipto_line1").isNull()).isTrue();
    }

    // --- by hand, jobs, full synchronization

    @Test
    void aPersonTakesAnOrderOverAndIsAnsweredTheSameWhenRepeated() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 100);
        orders.submit(order);
        JsonNode first = orders.create(order);
        JsonNode again = orders.create(order);

        assertThat(first.get("created").asBoolean()).isTrue();
        assertThat(first.get("number")).isEqualTo(orders.onlyMade(order).get("number"));
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(again.get("businessCentralId")).isEqualTo(first.get("businessCentralId"));
    }

    @Test
    void anOrderThatIsNotSubmittedIsRefusedWithItsReason() {
        assertThat(orders.refused(orders.order())).contains("must be Submitted");
    }

    @Test
    void theQuoteOfAnOrderIsArchivedAndNamedOnIt() {
        String quote = papers.quote(orders.customer.dataverse(), List.of(papers.product(item.dataverse(), 2, 100)));
        papers.activate(quote);
        papers.processed(quote);
        JsonNode document = papers.onlyMadeQuote(quote);
        String order = papers.orderOf(quote);
        orders.submit(order);
        RunStatus run = both.fromSales(order);

        assertThat(scene.errors(run)).isEmpty();
        assertThat(orders.onlyMade(order).get("quoteNumber")).isEqualTo(document.get("number"));
        assertThat(papers.archived(document)).hasSize(1);
    }

    @Test
    @Scenario("FS-15")
    void ordersArePlannedWithoutTheirLinesAndHaveTheJobsOfTheirDesign() {
        JsonNode plan = scene.rest().post("/api/full-synchronization/recommend", null);
        assertThat(plan.path("lines").findValuesAsText("mapping"))
                .contains(ORDERS)
                .doesNotContain(LINES);
        assertThat(scene.rest().get("/api/jobs").path("value").findValuesAsText("job"))
                .contains(ORDERS, "ARCHIVED-ORDERS", "SALES-NOTES")
                .doesNotContain("FOLLOW-ORDERS", "AUTO-CREATE-ORDERS", "ORDER-STATUS");
    }
}
