package io.koppel.scenario;

import static io.koppel.mapping.Direction.FROM_DATAVERSE;
import static io.koppel.mapping.Direction.TO_DATAVERSE;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Models;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.UnitModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Rest;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders whose products have units of their own, with {@code koppel.units=groups} (sales-documents.md §1.5 row 3, §10.1, §10.2). */
class OrderUnitsTest {
    private static final String ORDERS = "SALESORDER-ORDER";

    private Scene scene;
    private Goods goods;
    private SalesPapers papers;
    private Pair customer;
    private String item;
    private Pair product;

    private void start(OrderModel orders) {
        scene = Scene.start(
                SalesSettings.NONE.with(orders),
                Models.DEFAULTS.with(UnitModel.GROUPS).with(PriceModel.EXTENDED));
        goods = new Goods(scene);
        papers = new SalesPapers(scene);
        customer = scene.customerPair("Buys by the box");
        goods.unit("PCS");
        goods.unit("BOX");
        item = goods.item("Pencil", "PCS", "unitPrice", 2);
        scene.person()
                .bcCreate("itemUnitsOfMeasure", values("itemId", item, "code", "BOX", "quantityPerUnitOfMeasure", 12));
        scene.create(
                "UNIT-GROUP",
                TO_DATAVERSE,
                goods.itemNow(item).get("unitGroupId").asText());
        scene.create("ITEM-UOM", TO_DATAVERSE, unit("PCS"), unit("BOX"));
        scene.create("ITEM-PRODUCT", TO_DATAVERSE, item);
        product = scene.pair("ITEM-PRODUCT", item);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String number() {
        return goods.itemNow(item).get("number").asText();
    }

    private String unit(String code) {
        return scene.person()
                .bcList("itemUnitsOfMeasure", "itemNumber eq '" + number() + "' and code eq '" + code + "'")
                .get(0)
                .get("systemId")
                .asText();
    }

    private String ordered(String unit) {
        Map<String, Object> line = papers.product(product.dataverse(), 3, 20);
        line.put("uomid@odata.bind", "/uoms(" + scene.pair("ITEM-UOM", unit).dataverse() + ")");
        String order = papers.order(customer.dataverse(), List.of(line));
        papers.submit(order);
        return order;
    }

    private JsonNode madeLine(String order) {
        JsonNode made =
                scene.person().bcList("salesOrders", "dataverseId eq " + order).get(0);
        return scene.person()
                .bcList(
                        "salesOrderLines",
                        "documentNumber eq '" + made.get("number").asText() + "'")
                .get(0);
    }

    @Test
    void theCoupledUnitOfALineTravelsAndAnUncoupledOneFailsTheOrder() {
        start(OrderModel.SUBMITTED);
        String box = unit("BOX");
        String order = ordered(box);
        String second = ordered(box);
        papers.takenOver(order);

        JsonNode line = madeLine(order);
        assertThat(line.get("unitOfMeasureCode").asText()).isEqualTo("BOX");
        assertThat(line.get("unitPrice").decimalValue()).isEqualByComparingTo("20");
        assertThat(line.get("quantity").decimalValue()).isEqualByComparingTo("3");

        scene.uncouple("ITEM-UOM", box);
        Rest.Reply refused = scene.rest().send("POST", "/api/orders/" + second + "/create", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("the unit of a line is not coupled");
    }

    @Test
    void bothWaysTheUnitTravelsAndEachNewOrderHasAPriceListOfItsOwn() {
        start(OrderModel.BIDIRECTIONAL);
        String order = ordered(unit("BOX"));
        scene.later(Duration.ofSeconds(2));
        RunStatus taken = scene.create(ORDERS, FROM_DATAVERSE, order);
        assertThat(counters(taken, FROM_DATAVERSE).inserted())
                .as(scene.errors(taken).toString())
                .isEqualTo(1);
        assertThat(madeLine(order).get("unitOfMeasureCode").asText()).isEqualTo("BOX");
        assertThat(madeLine(order).get("unitPrice").decimalValue()).isEqualByComparingTo("20");

        JsonNode written = scene.person()
                .bcCreate(
                        "salesOrders",
                        values(
                                "customerId",
                                customer.businessCentral(),
                                "salesOrderLines",
                                List.of(values(
                                        "itemId", item, "unitOfMeasureCode", "BOX", "quantity", 2, "unitPrice", 21))));
        String id = written.get("systemId").asText();
        papers.bc("salesOrders(" + id + ")", "release");
        scene.later(Duration.ofSeconds(2));
        RunStatus sent = scene.create(ORDERS, TO_DATAVERSE, id);
        assertThat(counters(sent, TO_DATAVERSE).inserted())
                .as(scene.errors(sent).toString())
                .isEqualTo(1);

        UUID sales = scene.coupling(ORDERS, id).dataverseId();
        String list =
                papers.orderNow(sales.toString()).get("_pricelevelid_value").asText();
        assertThat(scene.person()
                        .dataverse("pricelevels(" + list + ")")
                        .get("name")
                        .asText())
                .isEqualTo("Business Central Order " + written.get("number").asText() + " Price List");
        assertThat(scene.person().dataverseList("productpricelevels", "_pricelevelid_value eq " + list))
                .singleElement()
                .satisfies(price -> {
                    assertThat(price.get("amount").decimalValue()).isEqualByComparingTo(new BigDecimal("24"));
                    assertThat(price.get("_uomid_value").asText())
                            .isEqualTo(scene.pair("ITEM-UOM", unit("BOX")).dataverse());
                });
        JsonNode line = scene.person()
                .dataverseList("salesorderdetails", "_salesorderid_value eq " + sales)
                .get(0);
        assertThat(line.get("_uomid_value").asText())
                .isEqualTo(scene.pair("ITEM-UOM", unit("BOX")).dataverse());
        assertThat(line.get("priceperunit").decimalValue()).isEqualByComparingTo("21");
    }
}
