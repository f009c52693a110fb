package io.koppel.scenario;

import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A scene in which orders travel both ways, and what people do with them on either side. */
final class BothWays {
    static final String ORDERS = "SALESORDER-ORDER";
    static final String LINES = "SOLINE-ORDERDETAIL";

    final Scene scene;
    final SalesOrders orders;
    final SalesPapers papers;
    final Pair item;
    private final int price;

    private BothWays(Scene scene, String name, int price) {
        this.scene = scene;
        this.orders = new SalesOrders(scene);
        this.papers = new SalesPapers(scene);
        this.item = orders.item(name, "unitPrice", price);
        this.price = price;
    }

    /** Starts with one item of that name and price. */
    static BothWays start(String item, int price) {
        return new BothWays(Scene.start(SalesSettings.NONE.with(OrderModel.BIDIRECTIONAL)), item, price);
    }

    /** An order of Sales is taken over now. */
    RunStatus fromSales(String order) {
        scene.later(Duration.ofSeconds(2));
        return scene.create(ORDERS, Direction.FROM_DATAVERSE, order);
    }

    /** An order of Business Central is sent now. */
    RunStatus toSales(String order) {
        scene.later(Duration.ofSeconds(2));
        return scene.create(ORDERS, Direction.TO_DATAVERSE, order);
    }

    /** What a run could not do, in words. */
    String errors(RunStatus run) {
        return scene.errors(run).toString();
    }

    /** A submitted order with one line of the item, taken over. */
    String taken(int quantity, Object... more) {
        String order = orders.order(more);
        orders.line(order, item.dataverse(), quantity, price);
        orders.submit(order);
        RunStatus run = fromSales(order);
        assertThat(counters(run, Direction.FROM_DATAVERSE)).as(errors(run)).isEqualTo(inserted(1));
        return order;
    }

    /** Id of the order of Business Central that came of an order of Sales. */
    String made(String order) {
        return orders.onlyMade(order).get("systemId").asText();
    }

    /** The lines of an order of Sales in their order. */
    List<JsonNode> salesLines(String order) {
        List<JsonNode> lines =
                new ArrayList<>(scene.person().dataverseList("salesorderdetails", "_salesorderid_value eq " + order));
        lines.sort(Comparator.comparingInt(line -> line.get("sequencenumber").asInt()));
        return lines;
    }

    /** A salesperson opens an order to change it. */
    void open(String order) {
        orders.state(order, 0, 1);
    }

    /** An order that a person writes in Business Central and releases. */
    String released(Object... lines) {
        String order = scene.person()
                .bcCreate(
                        "salesOrders",
                        values("customerId", orders.customer.businessCentral(), "salesOrderLines", List.of(lines)))
                .get("systemId")
                .asText();
        orders.act(order, "release");
        return order;
    }

    /** A line of such an order. */
    static Map<String, Object> sells(Pair item, Object quantity, Object... more) {
        Map<String, Object> line = values("itemId", item.businessCentral(), "quantity", quantity);
        line.putAll(values(more));
        return line;
    }

    /** Id of the order of Sales that came of an order of Business Central. */
    String inSales(String order) {
        return scene.coupling(ORDERS, order).dataverseId().toString();
    }

    /** The lines of an order of Business Central in their order. */
    List<JsonNode> lines(String order) {
        String number =
                scene.person().bc("salesOrders(" + order + ")").get("number").asText();
        List<JsonNode> lines =
                new ArrayList<>(scene.person().bcList("salesOrderLines", "documentNumber eq '" + number + "'"));
        lines.sort(Comparator.comparingLong(line -> line.get("lineNumber").asLong()));
        return lines;
    }

    void close() {
        scene.close();
    }
}
