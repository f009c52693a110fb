package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.sandbox.http.SandboxResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies while an order travels, in either direction, when it is new and when lines of it come, change and go (promises.md P1,
 * P9): after the next start both sides show the same order, once, with the same lines, each coupled.
 */
class OrderDeathTest {
    private static final Circumstances ORDERS =
            Circumstances.quiet(List.of("CUSTOMER", World.ORDER), new int[] {10, 10}, 100);
    private static final String PRICES = new UUID(0x77L, Long.MIN_VALUE | 1).toString();
    private static World world;

    private Course people;
    private Mortality mortality;
    private SimulatedTransport transport;
    private Incarnation koppel;
    private String customer;
    private String account;
    private String item;
    private String product;
    private String unit;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private void scene() {
        people = new Course(world, 11, ORDERS);
        mortality = new Mortality();
        transport = new SimulatedTransport(world, mortality, new Random(1), Bug.NONE);
        koppel = new Incarnation(world, ORDERS, mortality, transport, new Random(2), Bug.NONE);
        customer = people.customer();
        koppel.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false);
        account = partner("CUSTOMER", Side.BUSINESS_CENTRAL, customer);
        JsonNode measure = people.create(
                World.COMPANION + "unitsOfMeasure", Course.values("code", "PCS1", "displayName", "Piece"));
        koppel.chosen(
                "UNIT-OF-MEASURE",
                Direction.TO_DATAVERSE,
                measure.get("systemId").asText(),
                false);
        item = people.create(
                        World.COMPANION + "items",
                        Course.values("displayName", "Bicycle", "unitPrice", 100, "baseUnitOfMeasureCode", "PCS1"))
                .get("systemId")
                .asText();
        koppel.chosen("ITEM-PRODUCT", Direction.TO_DATAVERSE, item, false);
        product = partner("ITEM-PRODUCT", Side.BUSINESS_CENTRAL, item);
        unit = get(World.DATAVERSE + "products(" + product + ")")
                .get("_defaultuomid_value")
                .asText();
        people.create(World.DATAVERSE + "pricelevels", Course.values("pricelevelid", PRICES, "name", "Prices"));
    }

    private String partner(String mapping, Side side, String id) {
        return koppel.engine()
                .couplings()
                .find(koppel.engine().scope(mapping), side, UUID.fromString(id))
                .map(coupling -> coupling.id(side.other()).toString())
                .orElseThrow();
    }

    private String submitted(int... quantities) {
        String id = new UUID(0x77L, Long.MIN_VALUE | 2).toString();
        people.create(
                World.DATAVERSE + "salesorders",
                Course.values(
                        "salesorderid",
                        id,
                        "name",
                        "Order",
                        "pricelevelid@odata.bind",
                        "/pricelevels(" + PRICES + ")",
                        "customerid_account@odata.bind",
                        "/accounts(" + account + ")"));
        for (int quantity : quantities) {
            line(id, quantity);
        }
        state(id, 1, 3);
        return id;
    }

    private void line(String order, int quantity) {
        people.create(
                World.DATAVERSE + "salesorderdetails",
                Course.values(
                        "salesorderid@odata.bind",
                        "/salesorders(" + order + ")",
                        "productid@odata.bind",
                        "/products(" + product + ")",
                        "uomid@odata.bind",
                        "/uoms(" + unit + ")",
                        "quantity",
                        quantity,
                        "ispriceoverridden",
                        true,
                        "priceperunit",
                        100));
    }

    private void state(String order, int state, int status) {
        people.change(
                World.DATAVERSE + "salesorders(" + order + ")",
                Course.values("statecode", state, "statuscode", status));
    }

    private String released(int... quantities) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int quantity : quantities) {
            lines.add(Course.values("itemId", item, "quantity", quantity));
        }
        String id = people.create(
                        World.COMPANION + "salesOrders",
                        Course.values("customerId", customer, "salesOrderLines", lines))
                .get("systemId")
                .asText();
        act(id, "release");
        return id;
    }

    private static void act(String order, String action) {
        SandboxResponse answer =
                world.person("POST", World.COMPANION + "salesOrders(" + order + ")/Microsoft.NAV." + action, Map.of());
        assertThat(answer.status()).as(answer.bodyText()).isBetween(200, 204);
    }

    private static JsonNode get(String address) {
        SandboxResponse answer = world.person("GET", address, null);
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
        return World.read(answer);
    }

    /** Dies at that point while it does the work, is started anew, and has some runs to come to rest. */
    private void dies(CrashPoint point, Direction direction, String order) {
        mortality.dieAt(point, 1);
        try {
            koppel.chosen(World.ORDER, direction, order, false);
        } catch (Died died) {
            transport.died();
        }
        assertThat(mortality.deaths()).containsKey(point);
        mortality.rise();
        mortality.end();
        koppel = new Incarnation(world, ORDERS, mortality, transport, new Random(3), Bug.NONE);
        for (int run = 0; run < 3; run++) {
            people.later(Duration.ofSeconds(30));
            koppel.job(World.ORDER);
        }
        koppel.chosen(World.ORDER, direction, order, false);
    }

    private List<Integer> quantitiesOfSales(String order) {
        return details(order).stream()
                .map(line -> line.get("quantity").asInt())
                .sorted()
                .toList();
    }

    private static List<JsonNode> details(String order) {
        List<JsonNode> lines = new ArrayList<>();
        get(World.DATAVERSE + "salesorderdetails?$filter=_salesorderid_value%20eq%20" + order)
                .get("value")
                .forEach(lines::add);
        return lines;
    }

    private static List<JsonNode> lines(String order) {
        String number = get(World.COMPANION + "salesOrders(" + order + ")")
                .get("number")
                .asText();
        List<JsonNode> lines = new ArrayList<>();
        get(World.COMPANION + "salesOrderLines?$filter=documentNumber%20eq%20'" + number + "'")
                .get("value")
                .forEach(lines::add);
        lines.sort(Comparator.comparingInt(line -> line.get("lineNumber").asInt()));
        return lines;
    }

    private void bothShow(String sales, Integer... quantities) {
        assertThat(people.ledger().records("businessCentral", "salesOrders")).hasSize(1);
        assertThat(people.ledger().records("dataverse", "salesorders")).hasSize(1);
        String made = partner(World.ORDER, Side.DATAVERSE, sales);
        assertThat(quantitiesOfSales(sales)).containsExactly(quantities);
        assertThat(lines(made).stream()
                        .map(line -> line.get("quantity").asInt())
                        .sorted()
                        .toList())
                .containsExactly(quantities);
        assertThat(get(World.COMPANION + "salesOrders(" + made + ")")
                        .get("status")
                        .asText())
                .isEqualTo("Released");
        assertThat(get(World.DATAVERSE + "salesorders(" + sales + ")")
                        .get("statecode")
                        .asInt())
                .isEqualTo(1);
        List<Coupling> coupled =
                koppel.engine().couplings().list(koppel.engine().scope("SOLINE-ORDERDETAIL"), null, null, 100);
        assertThat(coupled)
                .extracting(line -> line.dataverseId().toString())
                .containsExactlyInAnyOrderElementsOf(details(sales).stream()
                        .map(line -> line.get("salesorderdetailid").asText())
                        .toList());
        assertThat(coupled)
                .extracting(line -> line.businessCentralId().toString())
                .containsExactlyInAnyOrderElementsOf(lines(made).stream()
                        .map(line -> line.get("systemId").asText())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aNewOrderFromSalesIsWholeAndThereOnce(CrashPoint point) {
        scene();
        String order = submitted(1, 2, 3);
        dies(point, Direction.FROM_DATAVERSE, order);

        bothShow(order, 1, 2, 3);
        assertThat(get(World.DATAVERSE + "salesorders(" + order + ")").get("bcbi_businesscentralordernumber"))
                .isEqualTo(get(World.COMPANION + "salesOrders(" + partner(World.ORDER, Side.DATAVERSE, order) + ")")
                        .get("number"));
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aNewOrderToSalesIsWholeAndThereOnce(CrashPoint point) {
        scene();
        String order = released(1, 2, 3);
        dies(point, Direction.TO_DATAVERSE, order);

        bothShow(partner(World.ORDER, Side.BUSINESS_CENTRAL, order), 1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void linesThatComeChangeAndGoInSalesAreTheSameOnBothSides(CrashPoint point) {
        scene();
        String order = submitted(1, 2);
        koppel.chosen(World.ORDER, Direction.FROM_DATAVERSE, order, false);
        people.later(Duration.ofSeconds(30));
        List<JsonNode> details = details(order);
        state(order, 0, 1);
        people.change(
                World.DATAVERSE + "salesorderdetails("
                        + details.get(0).get("salesorderdetailid").asText() + ")",
                Course.values("quantity", 7));
        assertThat(world.person(
                                "DELETE",
                                World.DATAVERSE + "salesorderdetails("
                                        + details.get(1)
                                                .get("salesorderdetailid")
                                                .asText() + ")",
                                null)
                        .status())
                .isEqualTo(204);
        line(order, 9);
        state(order, 1, 3);
        dies(point, Direction.FROM_DATAVERSE, order);

        bothShow(order, 7, 9);
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void linesThatComeChangeAndGoInBusinessCentralAreTheSameOnBothSides(CrashPoint point) {
        scene();
        String order = released(1, 2);
        koppel.chosen(World.ORDER, Direction.TO_DATAVERSE, order, false);
        people.later(Duration.ofSeconds(30));
        List<JsonNode> lines = lines(order);
        act(order, "reopen");
        people.change(
                World.COMPANION + "salesOrderLines("
                        + lines.get(0).get("systemId").asText() + ")",
                Course.values("quantity", 7));
        assertThat(world.person(
                                "DELETE",
                                World.COMPANION + "salesOrderLines("
                                        + lines.get(1).get("systemId").asText() + ")",
                                null)
                        .status())
                .isEqualTo(204);
        people.create(
                World.COMPANION + "salesOrderLines", Course.values("orderId", order, "itemId", item, "quantity", 9));
        act(order, "release");
        dies(point, Direction.TO_DATAVERSE, order);

        bothShow(partner(World.ORDER, Side.BUSINESS_CENTRAL, order), 7, 9);
    }
}
