package io.koppel.scenario;

import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The invoice of an order that came from Sales (sales-documents.md §4.2). */
class OrderInvoiceTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        item = orders.item("Desk", "unitPrice", 200);
        orders.setup("freightAccountNumber", "40450");
        orders.keepFigures();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static String posted(String order) {
        orders.submit(order);
        orders.create(order);
        String number = orders.onlyMade(order).get("number").asText();
        orders.act(orders.onlyMade(order).get("systemId").asText(), "shipAndInvoice");
        List<JsonNode> invoices = scene.person().bcList("postedSalesInvoices", "orderNumber eq '" + number + "'");
        assertThat(invoices).hasSize(1);
        return invoices.get(0).get("systemId").asText();
    }

    @Test
    @Scenario("SO-18")
    void itCarriesFreightAsALineAndWhatTheOrderSays() {
        String order = orders.order("freightamount", 15, "discountamount", 9, "discountpercentage", 2);
        orders.line(order, item.dataverse(), 3, 200);
        String posted = posted(order);

        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(inserted(1));

        String id = scene.pair(INVOICE, posted).dataverse();
        JsonNode invoice = scene.person().dataverse("invoices(" + id + ")");
        JsonNode of = orders.now(order);
        JsonNode source = scene.person().bc("postedSalesInvoices(" + posted + ")");
        assertThat(invoice.get("name")).isEqualTo(of.get("name"));
        assertThat(invoice.get("_salesorderid_value").asText()).isEqualTo(order);
        assertThat(invoice.get("_pricelevelid_value")).isEqualTo(of.get("_pricelevelid_value"));
        assertThat(invoice.get("_ownerid_value")).isEqualTo(of.get("_ownerid_value"));
        assertThat(invoice.get("_customerid_value")).isEqualTo(of.get("_customerid_value"));
        assertThat(amount(invoice, "totalamount")).isEqualByComparingTo(amount(source, "totalAmountIncludingTax"));
        assertThat(amount(invoice, "discountamount")).isEqualByComparingTo("21");
        assertThat(invoice.path("freightamount").asDouble()).isZero();
        List<JsonNode> lines = new PostedInvoices(scene).details(id);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("isproductoverridden").asBoolean()).isFalse();
        JsonNode freight = lines.get(1);
        assertThat(freight.get("isproductoverridden").asBoolean()).isTrue();
        assertThat(freight.get("productdescription").asText()).contains("Freight");
        assertThat(amount(freight, "baseamount")).isEqualByComparingTo("15");
        assertThat(lines.stream().map(line -> line.get("lineitemnumber").asInt()))
                .containsExactly(10_000, 20_000);
    }

    @Test
    void aCustomerWhoWasChangedKeepsTheInvoiceFromBeingSent() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 200);
        orders.submit(order);
        orders.create(order);
        JsonNode made = orders.onlyMade(order);
        String other = scene.customerPair("Other customer").businessCentral();
        scene.person().bcChange("salesOrders", made.get("systemId").asText(), values("customerId", other));
        orders.act(made.get("systemId").asText(), "shipAndInvoice");
        String posted = scene.person()
                .bcList(
                        "postedSalesInvoices",
                        "orderNumber eq '" + made.get("number").asText() + "'")
                .get(0)
                .get("systemId")
                .asText();

        RunStatus run = scene.create(INVOICE, TO, posted);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run).get(0).message()).contains("sell-to customer has changed");
    }
}
