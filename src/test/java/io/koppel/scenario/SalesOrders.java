package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rest;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders of Sales as salespeople make them, and the orders of Business Central that come of them. */
final class SalesOrders {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Scene scene;
    final Goods goods;
    final Pair customer;
    private final Pair unit;
    private final String priceList;
    private int number;

    SalesOrders(Scene scene) {
        this.scene = scene;
        this.goods = new Goods(scene);
        this.unit = goods.unitPair(
                "SO" + UUID.randomUUID().toString().substring(0, 5).toUpperCase(java.util.Locale.ROOT));
        this.customer = scene.customerPair("Order customer " + UUID.randomUUID());
        this.priceList = priceList(null);
    }

    /** A price list in a currency, null for the local one. */
    String priceList(String currency) {
        Map<String, Object> values = values("name", "Order prices " + UUID.randomUUID());
        if (currency != null) {
            values.put("transactioncurrencyid@odata.bind", "/transactioncurrencies(" + currency + ")");
        }
        return scene.person()
                .dataverseCreate("pricelevels", values)
                .get("pricelevelid")
                .asText();
    }

    /** A currency of Sales that is not coupled; answers its id. */
    String currencyOfSales(String code, int decimals, Object rate) {
        return scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "transactioncurrencies",
                        values(
                                "isocurrencycode",
                                code,
                                "currencyname",
                                code,
                                "currencysymbol",
                                code,
                                "currencyprecision",
                                decimals,
                                "exchangerate",
                                rate))
                .get("transactioncurrencyid")
                .asText();
    }

    /** A currency of Business Central that is not coupled: so much of it is so much of the local one; answers its id. */
    String currencyOfBusinessCentral(String code, int amount, int local) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", code))
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
                                amount,
                                "relationalExchangeRateAmount",
                                local));
        return id;
    }

    /** A currency on both sides, coupled, with a rate; answers its id in Sales. */
    String currency(String code, int decimals) {
        String id = currencyOfSales(code, decimals, 2);
        String there = currencyOfBusinessCentral(code, 2, 1);
        scene.create("CURRENCY", Direction.TO_DATAVERSE, there);
        assertThat(scene.pair("CURRENCY", there).dataverse()).isEqualTo(id);
        return id;
    }

    /** Dataverse keeps the amounts of the integration user. */
    void keepFigures() {
        JsonNode organization = scene.rig()
                .integrationUser()
                .dataverseList("organizations", null)
                .get(0);
        scene.rig()
                .integrationUser()
                .dataverseChange(
                        "organizations",
                        organization.get("organizationid").asText(),
                        values("issopintegrationenabled", true));
    }

    /** An item and its product. */
    Pair item(String name, Object... more) {
        return goods.itemPair(name, code(), more);
    }

    Pair resource(String name, Object... more) {
        return goods.resourcePair(name, code(), more);
    }

    String code() {
        return scene.person()
                .bc("unitsOfMeasure(" + unit.businessCentral() + ")")
                .get("code")
                .asText();
    }

    /** The coupled item's number. */
    String itemNumber(Pair item) {
        return goods.itemNow(item.businessCentral()).get("number").asText();
    }

    /** An active order of the customer's account, without lines. */
    String order(Object... more) {
        number++;
        Map<String, Object> values = values(
                "name",
                "Order " + number,
                "pricelevelid@odata.bind",
                "/pricelevels(" + priceList + ")",
                "customerid_account@odata.bind",
                "/accounts(" + customer.dataverse() + ")");
        values.putAll(values(more));
        return scene.person()
                .dataverseCreate("salesorders", values)
                .get("salesorderid")
                .asText();
    }

    /** An active order of another kind of customer. */
    String orderOf(String lookup, String customerPath) {
        number++;
        return scene.person()
                .dataverseCreate(
                        "salesorders",
                        values(
                                "name",
                                "Order " + number,
                                "pricelevelid@odata.bind",
                                "/pricelevels(" + priceList + ")",
                                lookup,
                                customerPath))
                .get("salesorderid")
                .asText();
    }

    /** The one unit of all products. */
    String uom() {
        return goods.onlyUnit(unit.dataverse()).get("uomid").asText();
    }

    /** A line of a product; the price is the salesperson's own. */
    String line(String order, String product, Object quantity, Object price, Object... more) {
        Map<String, Object> values = values(
                "salesorderid@odata.bind",
                "/salesorders(" + order + ")",
                "productid@odata.bind",
                "/products(" + product + ")",
                "uomid@odata.bind",
                "/uoms(" + uom() + ")",
                "quantity",
                quantity,
                "ispriceoverridden",
                true,
                "priceperunit",
                price);
        values.putAll(values(more));
        return scene.person()
                .dataverseCreate("salesorderdetails", values)
                .get("salesorderdetailid")
                .asText();
    }

    /** A line whose product is written in by hand. */
    String writeIn(String order, String text, Object quantity, Object price, Object... more) {
        Map<String, Object> values = values(
                "salesorderid@odata.bind",
                "/salesorders(" + order + ")",
                "isproductoverridden",
                true,
                "productdescription",
                text,
                "quantity",
                quantity,
                "priceperunit",
                price);
        values.putAll(values(more));
        return scene.person()
                .dataverseCreate("salesorderdetails", values)
                .get("salesorderdetailid")
                .asText();
    }

    String submit(String order) {
        state(order, 1, 3);
        return order;
    }

    void state(String order, int state, int status) {
        scene.person().dataverseChange("salesorders", order, values("statecode", state, "statuscode", status));
    }

    /** The order of Sales as it is now. */
    JsonNode now(String order) {
        return scene.person().dataverse("salesorders(" + order + ")");
    }

    String states(String order) {
        JsonNode now = now(order);
        return now.get("statecode").asInt() + "/" + now.get("statuscode").asInt();
    }

    /** Creates one order by REST, as a person does. */
    JsonNode create(String order) {
        return scene.rest().post("/api/orders/" + order + "/create", null);
    }

    /** Submits an order and creates it by REST; answers the order of Business Central. */
    JsonNode created(String order) {
        create(submit(order));
        return onlyMade(order);
    }

    /** Creating it fails; answers the problem's detail. */
    String refused(String order) {
        Rest.Reply reply = scene.rest().send("POST", "/api/orders/" + order + "/create", null);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(409);
        assertThat(made(order)).as("orders of Business Central").isEmpty();
        assertThat(scene.coupling("SALESORDER-ORDER", order)).isNull();
        return reply.detail();
    }

    /** Orders of Business Central that came of an order of Sales. */
    List<JsonNode> made(String order) {
        return scene.person().bcList("salesOrders", "dataverseId eq " + order);
    }

    JsonNode onlyMade(String order) {
        List<JsonNode> made = made(order);
        assertThat(made).hasSize(1);
        return made.get(0);
    }

    /** Lines of the order of Business Central, in the order of their numbers. */
    List<JsonNode> madeLines(String order) {
        List<JsonNode> lines = new ArrayList<>(scene.person()
                .bcList(
                        "salesOrderLines",
                        "documentNumber eq '" + onlyMade(order).get("number").asText() + "'"));
        lines.sort(Comparator.comparingLong(line -> line.get("lineNumber").asLong()));
        return lines;
    }

    /** An action of Business Central on an order. */
    void act(String businessCentralId, String action) {
        act("salesOrders", businessCentralId, action, null);
    }

    void act(String set, String id, String action, Map<String, ?> parameters) {
        HttpResponse<String> answer = scene.person()
                .send(
                        "POST",
                        "/v2.0/sandbox/api/koppel/sync/v1.0/companies("
                                + scene.person().companyId() + ")/" + set + "(" + id + ")/Microsoft.NAV." + action,
                        parameters == null ? null : JSON.valueToTree(parameters),
                        null);
        assertThat(answer.statusCode()).as(action + ": " + answer.body()).isBetween(200, 204);
    }

    /** A person has the item reserved on every line, on its card. */
    void alwaysReserved(Pair item) {
        patch(
                "/v2.0/sandbox/ODataV4/Company('CRONUS')/ItemCard(No='" + itemNumber(item) + "')",
                Map.of("Reserve", "Always"));
    }

    /** A person puts that much on stock. */
    void stock(Pair item, int quantity) {
        patch(
                "/v2.0/sandbox/api/v2.0/companies(" + scene.person().companyId() + ")/items(" + item.businessCentral()
                        + ")",
                Map.of("inventory", quantity));
    }

    private void patch(String path, Map<String, ?> values) {
        HttpResponse<String> answer = scene.person().send("PATCH", path, JSON.valueToTree(values), "*");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    /** Changes the one row of the sales set-up. */
    void setup(Object... values) {
        JsonNode row = scene.person().bcList("salesSetup", null).get(0);
        scene.person().bcChange("salesSetup", row.get("systemId").asText(), values(values));
    }

    static BigDecimal amount(JsonNode row, String column) {
        BigDecimal value = row.get(column).decimalValue();
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static BigDecimal decimal(String value) {
        return new BigDecimal(value).stripTrailingZeros();
    }
}
