package io.koppel.scenario;

import static io.koppel.mapping.Direction.FROM_DATAVERSE;
import static io.koppel.scenario.BothWays.LINES;
import static io.koppel.scenario.BothWays.ORDERS;
import static io.koppel.scenario.BothWays.sells;
import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.scenario.SalesOrders.decimal;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Rest;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people see of orders that travel both ways, what they can do about them, and what a plan tells (sales-documents.md §10). */
class OrderDeskTest {
    private static BothWays both;
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair other;

    @BeforeAll
    static void start() {
        both = BothWays.start("Kettle", 40);
        scene = both.scene;
        orders = both.orders;
        other = orders.item("Cup", "unitPrice", 5);
    }

    @AfterAll
    static void close() {
        both.close();
    }

    private static String number(String order) {
        return orders.now(order).get("ordernumber").asText();
    }

    /** The order in the list of a state, null if it is not there. */
    private static JsonNode listed(String state, String order) {
        String after = "";
        do {
            JsonNode page = scene.rest().get("/api/orders?limit=2&state=" + state + after);
            for (JsonNode row : page.get("value")) {
                if (row.get("salesorderid").asText().equals(order)) {
                    return row;
                }
            }
            after = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asText();
        } while (after != null);
        return null;
    }

    private static String submitted(Object... line) {
        String order = orders.order();
        orders.line(order, both.item.dataverse(), 2, 40, line);
        return orders.submit(order);
    }

    @Test
    void anOrderIsListedFromWaitingToEnded() {
        String order = submitted();
        assertThat(listed("waiting", order).get("state").asText()).isEqualTo("waiting");
        assertThat(listed("coupled", order)).isNull();

        JsonNode created = scene.rest().post("/api/orders/" + number(order) + "/create", null);

        assertThat(created.get("created").asBoolean()).isTrue();
        assertThat(listed("waiting", order)).isNull();
        JsonNode coupled = listed("coupled", order);
        assertThat(coupled.get("businessCentralNumber"))
                .isEqualTo(orders.onlyMade(order).get("number"));
        assertThat(coupled.get("lastFromDataverse").asText()).isEqualTo("success");
        assertThat(coupled.get("error").isNull()).isTrue();

        orders.act(both.made(order), "shipAndInvoice");
        scene.later(Duration.ofSeconds(2));
        scene.rest().run("/api/jobs/ARCHIVED-ORDERS/run", null);

        assertThat(listed("coupled", order)).isNull();
        assertThat(listed("ended", order).get("number").asText()).isEqualTo(number(order));
        JsonNode again = scene.rest().post("/api/orders/" + order + "/create", null);
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(again.get("number")).isEqualTo(created.get("number"));
        assertThat(again.get("message").asText()).contains("has ended");
    }

    @Test
    void anOrderThatCannotBeTakenOverIsListedWithItsError() {
        Pair stranger = orders.item("Stranger");
        scene.uncouple("ITEM-PRODUCT", stranger.businessCentral());
        String order = orders.order();
        orders.line(order, stranger.dataverse(), 1, 5);
        orders.submit(order);
        both.fromSales(order);

        JsonNode refused = listed("refused", order);

        assertThat(refused.get("error").asText()).contains("line ").contains("not coupled");
        assertThat(listed("waiting", order).get("state").asText()).isEqualTo("refused");
        Rest.Reply reply = scene.rest().send("POST", "/api/orders/" + order + "/create", null);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.detail()).contains("not coupled");
    }

    @Test
    void aCoupledOrderThatFailsIsListedAndThenSkipped() {
        String order = both.taken(1);
        Pair stranger = orders.item("Other stranger");
        scene.uncouple("ITEM-PRODUCT", stranger.businessCentral());
        both.open(order);
        orders.line(order, stranger.dataverse(), 1, 5);
        orders.submit(order);
        both.fromSales(order);

        assertThat(listed("failed", order).get("error").asText()).contains("not coupled");
        assertThat(listed("failed", order).get("lastFromDataverse").asText()).isEqualTo("failure");

        scene.job(ORDERS);

        assertThat(listed("failed", order)).isNull();
        assertThat(listed("skipped", order).get("error").asText()).contains("not coupled");
    }

    @Test
    void anUnknownStateAndAnUnknownNumberAreSaid() {
        assertThat(scene.rest().send("GET", "/api/orders?state=settled", null).detail())
                .contains("expected waiting, refused, coupled, failed, skipped, ending, ended");
        Rest.Reply unknown = scene.rest().send("POST", "/api/orders/NO-SUCH-ORDER/create", null);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.detail()).contains("NO-SUCH-ORDER");
    }

    @Test
    void theConsoleShowsOrdersAndTheirLines() {
        String order = submitted();
        String number = number(order);
        assertThat(scene.rest().page("GET", "/orders"))
                .contains(number)
                .contains("/console/orders/" + order + "/create");

        scene.rest().page("POST", "/console/orders/" + order + "/create");

        String made = both.made(order);
        assertThat(scene.rest().page("GET", "/orders?state=coupled"))
                .contains(number)
                .contains("/records/SALESORDER-ORDER/" + made);
        String record = scene.rest().page("GET", "/records/SALESORDER-ORDER/" + made);
        assertThat(record).contains("id=\"lines\"").contains("quantity").contains("10000");
    }

    // --- lines compared

    private static JsonNode compared(String record) {
        return scene.rest().get("/api/compare?mapping=SALESORDER-ORDER&record=" + record);
    }

    @Test
    void linesOfAPairAreComparedOneByOne() {
        String order = orders.order();
        String first = orders.line(order, both.item.dataverse(), 2, 40);
        String second = orders.line(order, other.dataverse(), 6, 5);
        orders.submit(order);
        both.fromSales(order);
        assertThat(compared(order).get("lines"))
                .extracting(line -> line.get("state").asText())
                .containsExactly("same", "same");

        both.open(order);
        scene.person().dataverseChange("salesorderdetails", first, values("quantity", 3));
        scene.person().dataverseDelete("salesorderdetails", second);
        orders.line(order, other.dataverse(), 1, 4);
        orders.submit(order);

        JsonNode lines = compared(order).get("lines");
        assertThat(lines)
                .extracting(line -> line.get("state").asText())
                .containsExactly("changed", "only in Business Central", "only in Dataverse");
        assertThat(lines.get(0).get("changed")).extracting(JsonNode::asText).contains("quantity");
        assertThat(lines.get(0).get("line").asText()).isEqualTo("10000");
    }

    // --- plans

    private static JsonNode plan(String direction, String order) {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().get("/api/plan?mapping=SALESORDER-ORDER&direction=" + direction + "&record=" + order);
    }

    private static JsonNode applied(JsonNode plan) {
        return scene.rest().post("/api/apply?wait=PT60S", values("plan", plan));
    }

    @Test
    void aPlanTellsTheLinesOfAnOrderAndDoesThemWhenApplied() {
        String order = orders.order();
        String first = orders.line(order, both.item.dataverse(), 2, 40);
        String second = orders.line(order, other.dataverse(), 6, 5);
        orders.submit(order);
        both.fromSales(order);
        both.open(order);
        scene.person().dataverseChange("salesorderdetails", first, values("quantity", 3));
        scene.person().dataverseDelete("salesorderdetails", second);
        orders.line(order, other.dataverse(), 1, 4);
        orders.submit(order);

        JsonNode plan = plan("from-dataverse", order);

        JsonNode record = plan.at("/records/0");
        assertThat(record.get("outcome").asText()).isEqualTo("modify");
        assertThat(record.get("fields")).isEmpty();
        assertThat(record.get("lines"))
                .extracting(line -> line.get("outcome").asText())
                .containsExactlyInAnyOrder("delete", "modify", "insert");
        JsonNode changed = line(record, "modify");
        JsonNode quantity = changed.get("fields").get(0);
        assertThat(quantity.get("field").asText()).isEqualTo("quantity");
        assertThat(new java.math.BigDecimal(quantity.get("before").asText())).isEqualByComparingTo("2");
        assertThat(new java.math.BigDecimal(quantity.get("after").asText())).isEqualByComparingTo("3");
        assertThat(record.get("also"))
                .extracting(also -> also.get("field").asText())
                .contains("reopen", "releaseUnlessPrepaymentDue");
        assertThat(scene.rest().page("GET", "/plan?mapping=SALESORDER-ORDER&direction=from-dataverse&record=" + order))
                .contains("removed")
                .contains("new line")
                .contains("also reopen");

        JsonNode done = applied(plan);

        assertThat(done.get("applied").asInt()).as(done.toString()).isEqualTo(1);
        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).hasSize(2);
        assertThat(amount(lines.get(0), "quantity")).isEqualTo(decimal("3"));
        assertThat(amount(lines.get(1), "unitPrice")).isEqualTo(decimal("4"));
        assertThat(plan("from-dataverse", order).get("records")).isEmpty();
    }

    private static JsonNode line(JsonNode record, String outcome) {
        for (JsonNode line : record.get("lines")) {
            if (line.get("outcome").asText().equals(outcome)) {
                return line;
            }
        }
        throw new AssertionError(record.toString());
    }

    @Test
    void aPlanIsRefusedWhenALineMovesUnderIt() {
        String order = both.taken(2);
        String line = both.salesLines(order).get(0).get("salesorderdetailid").asText();
        both.open(order);
        scene.person().dataverseChange("salesorderdetails", line, values("quantity", 3));
        orders.submit(order);
        JsonNode plan = plan("from-dataverse", order);
        both.open(order);
        scene.person().dataverseChange("salesorderdetails", line, values("quantity", 9));
        orders.submit(order);

        JsonNode done = applied(plan);

        assertThat(done.get("refused").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(amount(orders.madeLines(order).get(0), "quantity")).isEqualTo(decimal("2"));
    }

    @Test
    void aPlanOfANewOrderTellsItsLinesInTheDirectionOfSales() {
        String order = both.released(sells(both.item, 2), sells(other, 5));

        JsonNode record = plan("to-dataverse", order + "&mode=full").at("/records/0");

        assertThat(record.get("outcome").asText()).isEqualTo("insert");
        assertThat(record.get("lines"))
                .extracting(line ->
                        line.get("outcome").asText() + " " + line.get("line").asText())
                .containsExactly("insert 10000", "insert 20000");
        assertThat(scene.coupling(ORDERS, order)).isNull();
    }

    // --- what the sheet says of discounts, products and prices

    @Test
    void aDiscountThatIsChangedAloneOrTakenAwayInSalesIsSoInBusinessCentral() {
        String order = both.taken(5, "discountamount", 20);
        assertThat(amount(orders.onlyMade(order), "discountAmount")).isEqualTo(decimal("20"));

        discount(order, 30);
        assertThat(amount(orders.onlyMade(order), "discountAmount")).isEqualTo(decimal("30"));
        assertThat(amount(orders.now(order), "discountamount")).isEqualTo(decimal("30"));

        discount(order, 0);
        assertThat(amount(orders.onlyMade(order), "discountAmount")).isEqualTo(decimal("0"));
        assertThat(orders.onlyMade(order).get("status").asText()).isEqualTo("Released");
        scene.job(ORDERS);
        long mark = scene.mark();
        scene.job(ORDERS);
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(amount(orders.now(order), "discountamount")).isEqualTo(decimal("0"));
    }

    private static void discount(String order, int amount) {
        both.open(order);
        scene.person().dataverseChange("salesorders", order, values("discountamount", amount));
        orders.submit(order);
        RunStatus run = scene.job(ORDERS);
        assertThat(scene.errors(run)).isEmpty();
    }

    /** Only products of the types Sales Inventory and Services travel. */
    @Test
    void aProductOfAnotherTypeStaysInSales() {
        Pair charge = orders.item("Charge");
        scene.uncouple("ITEM-PRODUCT", charge.businessCentral());
        orders.goods.changeProduct(charge.dataverse(), "producttypecode", 2);
        String order = orders.order();
        orders.line(order, both.item.dataverse(), 1, 40);
        orders.line(order, charge.dataverse(), 1, 3);
        orders.submit(order);

        RunStatus run = both.fromSales(order);

        assertThat(counters(run, FROM_DATAVERSE).inserted())
                .as(both.errors(run))
                .isEqualTo(1);
        assertThat(orders.madeLines(order)).hasSize(1);
        assertThat(both.salesLines(order)).hasSize(2);
    }

    /** An order of Business Central that nobody released does not travel. */
    @Test
    void anOpenOrderOfBusinessCentralDoesNotTravel() {
        String order = both.released(sells(both.item, 1));
        both.toSales(order);
        String sales = both.inSales(order);
        orders.act(order, "reopen");
        scene.person().bcChange("salesOrders", order, values("shipToAddressLine1", "Not yet"));
        scene.job(ORDERS);

        assertThat(orders.now(sales).get("shipto_line1").asText("")).isNotEqualTo("Not yet");
    }

    // --- won quotes

    /** §3.4: a submitted order of a won quote is taken over at once, whichever design of integration is in use. */
    @Test
    void aWonQuoteTakesItsSubmittedOrderOver() {
        String quote = both.papers.quote(
                orders.customer.dataverse(), List.of(both.papers.product(both.item.dataverse(), 2, 40)));
        both.papers.activate(quote);
        both.papers.processed(quote);
        JsonNode document = both.papers.onlyMadeQuote(quote);
        String order = both.papers.orderOf(quote);
        orders.submit(order);

        both.papers.processed(quote);
        both.papers.processed(quote);

        assertThat(orders.onlyMade(order).get("quoteNumber")).isEqualTo(document.get("number"));
        assertThat(both.papers.archived(document)).hasSize(1);
    }

    /** §3.4: an order that was taken over before the quote's turn keeps its quote archived once, and not released. */
    @Test
    void aQuoteWhoseOrderTravelledBeforeIsNotReleased() {
        String quote = both.papers.quote(
                orders.customer.dataverse(), List.of(both.papers.product(both.item.dataverse(), 2, 40)));
        both.papers.activate(quote);
        both.papers.processed(quote);
        JsonNode document = both.papers.onlyMadeQuote(quote);
        String order = both.papers.orderOf(quote);
        orders.submit(order);
        both.fromSales(order);

        both.papers.processed(quote);

        assertThat(both.papers.archived(document)).hasSize(1);
        assertThat(both.papers.onlyMadeQuote(quote).get("status").asText()).isEqualTo("Open");
        assertThat(scene.coupling(
                        LINES,
                        both.salesLines(order).get(0).get("salesorderdetailid").asText()))
                .isNotNull();
    }
}
