package io.koppel.scenario;

import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.scenario.SalesOrders.decimal;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentences of sales-documents.md about submitted orders, each by itself: customers, header, lines, descriptions, set-up (§1.4 to §1.7). */
class OrderSentencesTest {
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        item = orders.item("Lamp", "unitPrice", 100);
    }

    @AfterEach
    void asBefore() {
        orders.setup("writeInProductType", "Item", "writeInProductNumber", "");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static List<String> texts(String order) {
        return orders.madeLines(order).stream()
                .map(line -> line.get("description").asText())
                .toList();
    }

    // --- §1.4: customer and header

    @Test
    void aContactWithoutAnAccountFailsTheOrder() {
        String contact = scene.person()
                .dataverseCreate("contacts", values("firstname", "No", "lastname", "Account"))
                .get("contactid")
                .asText();
        String order = orders.orderOf("customerid_contact@odata.bind", "/contacts(" + contact + ")");

        assertThat(orders.refused(orders.submit(order)))
                .contains("neither an account nor a contact that belongs to an account");
    }

    /** The owner in Sales is no salesperson of the order: Business Central takes the customer's. */
    @Test
    void theSalespersonIsTheCustomers() {
        Pair own = scene.salesperson();
        Pair another = scene.salesperson();
        String code = scene.person()
                .bc("salespeople(" + own.businessCentral() + ")")
                .get("code")
                .asText();
        scene.changeCustomer(orders.customer.businessCentral(), "salespersonCode", code);
        String order = orders.order("ownerid@odata.bind", "/systemusers(" + another.dataverse() + ")");

        assertThat(orders.created(order).get("salespersonCode").asText()).isEqualTo(code);
    }

    @Test
    void dayOfDeliveryAndDescriptionTravel() {
        JsonNode made = orders.created(orders.order(
                "requestdeliveryby",
                "2027-02-14T00:00:00Z",
                "description",
                "Ring twice.\nThen wait.",
                "freightamount",
                0));

        assertThat(made.get("requestedDeliveryDate").asText()).isEqualTo("2027-02-14");
        assertThat(made.get("workDescription").asText()).isEqualTo("Ring twice.\nThen wait.");
        assertThat(orders.madeLines(made.get("dataverseId").asText())).isEmpty();
    }

    /** Names of addresses are never taken. */
    @Test
    void namesOfAddressesStayBusinessCentrals() {
        String name = scene.customerNow(orders.customer.businessCentral())
                .get("displayName")
                .asText();
        JsonNode made = orders.created(orders.order(
                "shipto_name",
                "Warehouse",
                "shipto_line1",
                "Dock 1",
                "billto_name",
                "Head office",
                "billto_line1",
                "Way 2"));

        assertThat(made.get("shipToName").asText()).isEqualTo(name);
        assertThat(made.get("billToName").asText()).isEqualTo(name);
        assertThat(made.get("shipToAddressLine1").asText()).isEqualTo("Dock 1");
        assertThat(made.get("billToAddressLine1").asText()).isEqualTo("Way 2");
    }

    // --- §1.5: lines

    @Test
    void linesComeByTheirSequence() {
        Pair second = orders.item("Shade", "unitPrice", 20);
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 10, "sequencenumber", 7);
        orders.line(order, second.dataverse(), 2, 20, "sequencenumber", 3, "description", "Only a text");
        orders.created(order);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).extracting(line -> line.get("lineNumber").asInt()).containsExactly(10_000, 20_000, 30_000);
        assertThat(texts(order)).containsExactly("Shade", "Only a text", "Lamp");
        assertThat(amount(lines.get(0), "quantity")).isEqualTo(decimal("2"));
        assertThat(amount(lines.get(2), "unitPrice")).isEqualTo(decimal("10"));
    }

    @Test
    void aProductThatIsNotCoupledFailsTheOrder() {
        Pair stranger = orders.item("Stranger");
        scene.uncouple("ITEM-PRODUCT", stranger.businessCentral());
        String order = orders.order();
        orders.line(order, stranger.dataverse(), 1, 10);

        assertThat(orders.refused(orders.submit(order))).contains("Stranger").contains("is not coupled to an item");
    }

    @Test
    void aProductWhoseItemOrResourceIsGoneFailsTheOrder() {
        Pair gone = orders.item("Gone item");
        String first = orders.order();
        orders.line(first, gone.dataverse(), 1, 10);
        scene.person().bcDelete("items", gone.businessCentral());
        Pair away = orders.resource("Gone resource");
        String second = orders.order();
        orders.line(second, away.dataverse(), 1, 10);
        scene.person().bcDelete("resources", away.businessCentral());

        assertThat(orders.refused(orders.submit(first))).contains("an item that was deleted");
        assertThat(orders.refused(orders.submit(second))).contains("a resource that was deleted");
    }

    @Test
    void aProductOfAnotherTypeFailsTheOrder() {
        Pair charge = orders.item("Charge");
        orders.goods.changeProduct(charge.dataverse(), "producttypecode", 2);
        String order = orders.order();
        orders.line(order, charge.dataverse(), 1, 10);

        assertThat(orders.refused(orders.submit(order))).contains("neither Sales Inventory nor Services");
    }

    @Test
    void aPriceWithVatOfAnotherGroupIsSentAsItIs() {
        scene.changeCustomer(orders.customer.businessCentral(), "taxBusinessGroup", "DOMESTIC");
        Pair foreign =
                orders.item("Foreign", "unitPrice", 119, "priceIncludesTax", true, "priceTaxBusinessGroup", "EXPORT");
        String order = orders.order();
        orders.line(order, foreign.dataverse(), 1, 119);
        orders.created(order);

        assertThat(amount(orders.madeLines(order).get(0), "unitPrice")).isEqualTo(decimal("119"));
    }

    // --- §1.6: descriptions

    @Test
    void everyFurtherLineOfTheMemoIsAComment() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 10, "description", "First\nSecond\n" + "t".repeat(130));
        orders.created(order);

        assertThat(texts(order)).containsExactly("Lamp", "First", "Second", "t".repeat(100), "t".repeat(30));
        assertThat(orders.madeLines(order).stream().skip(1))
                .allSatisfy(line ->
                        assertThat(line.get("attachedToLineNumber").asInt()).isEqualTo(10_000));
    }

    @Test
    void aTextThatOnlyRepeatsTheItemIsNoComment() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 10, "description", "Lamp");
        orders.created(order);

        assertThat(texts(order)).containsExactly("Lamp");
    }

    /** The memo goes before the product description, for products written in, too. */
    @Test
    void theMemoOfAWriteInIsWhatItIsCalled() {
        orders.setup("writeInProductType", "Item", "writeInProductNumber", service());
        String order = orders.order();
        orders.writeIn(order, "Product text", 1, 10, "description", "Memo\nmore of it");
        orders.created(order);

        assertThat(texts(order)).containsExactly("Memo", "more of it");
    }

    private static String service() {
        return scene.person()
                .bcCreate(
                        "items",
                        values("displayName", "Anything", "type", "Service", "baseUnitOfMeasureCode", orders.code()))
                .get("number")
                .asText();
    }

    // --- §1.5: the write-in product of the set-up

    /** Business Central takes none that is kept on stock, but lets one become such an item afterwards. */
    @Test
    void theWriteInProductMustBeNoInventoryItem() {
        String number = service();
        orders.setup("writeInProductType", "Item", "writeInProductNumber", number);
        JsonNode service =
                scene.person().bcList("items", "number eq '" + number + "'").get(0);
        orders.goods.changeItem(service.get("systemId").asText(), "type", "Inventory");
        String order = orders.order();
        orders.writeIn(order, "By hand", 1, 10);

        assertThat(orders.refused(orders.submit(order))).contains(number).contains("is an inventory item");
    }

    @Test
    void theWriteInProductMustNotBeCoupled() {
        Pair coupled = orders.item("Coupled service", "type", "Service");
        orders.setup("writeInProductType", "Item", "writeInProductNumber", orders.itemNumber(coupled));
        String order = orders.order();
        orders.writeIn(order, "By hand", 1, 10);

        assertThat(orders.refused(orders.submit(order))).contains("is coupled to a product");
    }

    // --- §1.7: freight and discounts

    @Test
    void freightBelowZeroIsIgnored() {
        String order = orders.order("freightamount", -3);
        orders.line(order, item.dataverse(), 1, 10);
        orders.created(order);

        assertThat(orders.madeLines(order)).hasSize(1);
    }

    /** A discount of the header as an amount alone. */
    @Test
    void anAmountOfTheHeaderBecomesTheInvoiceDiscount() {
        String order = orders.order("discountamount", 7.25);
        orders.line(order, item.dataverse(), 3, 33.33);
        JsonNode made = orders.created(order);

        assertThat(amount(made, "discountAmount")).isEqualTo(decimal("7.25"));
        assertThat(amount(made, "paymentDiscountPercent")).isEqualTo(decimal("0"));
        assertThat(amount(made, "totalAmountExcludingTax"))
                .isEqualTo(amount(orders.now(order), "totalamountlessfreight"));
    }
}
