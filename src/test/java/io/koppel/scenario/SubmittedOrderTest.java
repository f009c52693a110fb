package io.koppel.scenario;

import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.scenario.SalesOrders.decimal;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A submitted order of Sales becomes an order of Business Central (sales-documents.md §1). */
class SubmittedOrderTest {
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        item = orders.item("Bicycle", "unitPrice", 100);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static String submitted(String order) {
        return orders.submit(order);
    }

    @Test
    @Scenario("SO-08")
    void anOrderInLocalCurrencyWithoutLinesIsTakenOverAndSubmittedAgain() {
        String order = submitted(orders.order());

        JsonNode answer = orders.create(order);

        JsonNode made = orders.onlyMade(order);
        assertThat(answer.get("number")).isEqualTo(made.get("number"));
        assertThat(answer.get("businessCentralId")).isEqualTo(made.get("systemId"));
        assertThat(answer.get("created").asBoolean()).isTrue();
        assertThat(made.get("currencyCode").asText()).isEmpty();
        assertThat(made.get("status").asText()).isEqualTo("Open");
        assertThat(made.get("customerId").asText()).isEqualTo(orders.customer.businessCentral());
        assertThat(made.get("yourReference")).isEqualTo(orders.now(order).get("ordernumber"));
        assertThat(orders.states(order)).isEqualTo("1/3");
        assertThat(orders.now(order).get("lastbackofficesubmit").asText())
                .startsWith(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(orders.now(order).get("_bcbi_companyid_value").asText())
                .isEqualTo(scene.rig().company().dataverseId());
        Coupling coupling = scene.coupling("SALESORDER-ORDER", order);
        assertThat(coupling.businessCentralId())
                .hasToString(made.get("systemId").asText());
    }

    @Test
    void askedForAgainTheSameOrderIsAnsweredAndNoneIsMade() {
        String order = submitted(orders.order());
        JsonNode first = orders.create(order);

        JsonNode again = orders.create(order);

        assertThat(again.get("number")).isEqualTo(first.get("number"));
        assertThat(again.get("businessCentralId")).isEqualTo(first.get("businessCentralId"));
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(orders.made(order)).hasSize(1);
    }

    @Test
    void theConsoleListsWaitingOrdersAndCreatesOne() {
        String order = submitted(orders.order());
        String number = orders.now(order).get("ordernumber").asText();
        assertThat(scene.rest().page("GET", "/orders"))
                .contains(number)
                .contains("/console/orders/" + order + "/create");

        String after = scene.rest().page("POST", "/console/orders/" + order + "/create");

        assertThat(after).doesNotContain(number);
        assertThat(orders.made(order)).hasSize(1);
        assertThat(scene.rest().page("GET", "/orders?state=settled")).contains(number);
    }

    @Test
    void anOrderThatIsNotSubmittedIsRefusedWithItsReason() {
        String order = orders.order();

        assertThat(orders.refused(order)).contains("must be Submitted");
    }

    @Test
    @Scenario({"SO-29", "SO-33"})
    void aWrittenInProductBecomesTheWriteInItemWithItsTextAndTheRestInComments() {
        String service = scene.person()
                .bcCreate(
                        "items",
                        values("displayName", "Anything", "type", "Service", "baseUnitOfMeasureCode", orders.code()))
                .get("number")
                .asText();
        orders.setup("writeInProductType", "Item", "writeInProductNumber", service);
        String text = "x".repeat(100) + "y".repeat(100) + "z".repeat(50);
        String order = orders.order();
        orders.writeIn(order, text, 2, 30);
        submitted(order);
        orders.create(order);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).get("type").asText()).isEqualTo("Item");
        assertThat(lines.get(0).get("number").asText()).isEqualTo(service);
        assertThat(lines.get(0).get("description").asText()).isEqualTo("x".repeat(100));
        assertThat(lines.get(1).get("description").asText()).isEqualTo("y".repeat(100));
        assertThat(lines.get(2).get("description").asText()).isEqualTo("z".repeat(50));
        assertThat(lines.get(2).get("attachedToLineNumber").asInt()).isEqualTo(10_000);
        assertThat(amount(lines.get(0), "unitPrice")).isEqualTo(decimal("30"));
        orders.setup("writeInProductNumber", "");
    }

    @Test
    @Scenario("SO-28")
    void withoutWriteInProductSuchAnOrderFailsAndNamesItself() {
        orders.setup("writeInProductNumber", "");
        String order = orders.order();
        orders.writeIn(order, "Something", 1, 10);
        submitted(order);

        assertThat(orders.refused(order))
                .contains(orders.now(order).get("ordernumber").asText())
                .contains("choose a default write-in product");
    }

    @Test
    @Scenario("SO-16")
    void freightWithoutAccountFails() {
        orders.setup("freightAccountNumber", "");
        String order = orders.order("freightamount", 12);
        orders.line(order, item.dataverse(), 1, 10);
        submitted(order);

        assertThat(orders.refused(order)).contains("Freight G/L Acc. No. must have a value");
    }

    private static List<JsonNode> assemblies(String item) {
        return scene.person().bcList("assemblyOrders", "itemNumber eq '" + item + "'");
    }

    @Test
    @Scenario("SO-27")
    void whatIsAssembledToOrderGetsItsAssemblyOrderAlthoughNothingIsOnStock() {
        Pair assembled = orders.item(
                "Rack",
                "replenishmentSystem",
                "Assembly",
                "assemblyPolicy",
                "Assemble_x002D_to_x002D_Order",
                "unitPrice",
                80);
        String number = orders.itemNumber(assembled);
        String order = orders.order();
        orders.line(order, assembled.dataverse(), 7, 80);
        orders.line(order, item.dataverse(), 2, 100);
        submitted(order);

        orders.create(order);

        assertThat(orders.states(order)).isEqualTo("1/3");
        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines)
                .extracting(line -> amount(line, "assembleToOrderQuantity"))
                .containsExactly(decimal("7"), decimal("0"));
        assertThat(assemblies(number)).singleElement().satisfies(assembly -> {
            assertThat(amount(assembly, "quantity")).isEqualTo(decimal("7"));
            assertThat(assembly.get("salesOrderLineId")).isEqualTo(lines.get(0).get("systemId"));
            assertThat(assembly.get("salesOrderNumber"))
                    .isEqualTo(orders.onlyMade(order).get("number"));
        });
        assertThat(assemblies(orders.itemNumber(item))).isEmpty();
    }
}
