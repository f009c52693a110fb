package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.bc.Documents.act;
import static io.koppel.sandbox.bc.Documents.again;
import static io.koppel.sandbox.bc.Documents.create;
import static io.koppel.sandbox.bc.Documents.customer;
import static io.koppel.sandbox.bc.Documents.decimal;
import static io.koppel.sandbox.bc.Documents.decimals;
import static io.koppel.sandbox.bc.Documents.done;
import static io.koppel.sandbox.bc.Documents.get;
import static io.koppel.sandbox.bc.Documents.item;
import static io.koppel.sandbox.bc.Documents.lines;
import static io.koppel.sandbox.bc.Documents.order;
import static io.koppel.sandbox.bc.Documents.patch;
import static io.koppel.sandbox.bc.Documents.path;
import static io.koppel.sandbox.bc.Documents.refusal;
import static io.koppel.sandbox.bc.Documents.rows;
import static io.koppel.sandbox.bc.Documents.sells;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invoices that collect shipments of several orders (sales-documents.md §2.3; business-central-api.md §12, §17 rule 10). */
class CollectedShipmentsTest {
    private static Map<String, Object> draft(Map<String, Object> customer) {
        return create(V2 + "/salesInvoices", "{\"customerNumber\":\"" + customer.get("number") + "\"}");
    }

    private static String shipment(Map<String, Object> order) {
        done(path(order), "ship");
        List<Map<String, Object>> shipments =
                rows(COMPANION + "/postedSalesShipments?$filter=orderNumber eq '" + order.get("number") + "'");
        return COMPANION + "/postedSalesShipments("
                + shipments.get(shipments.size() - 1).get("systemId") + ")";
    }

    private static SandboxClient.Answer collect(String shipment, Map<String, Object> draft) {
        return act(shipment, "addToInvoice", "{\"invoiceId\":\"" + draft.get("id") + "\"}");
    }

    private static List<Map<String, Object>> linesOf(Map<String, Object> draft) {
        return rows(V2 + "/salesInvoices(" + draft.get("id") + ")/salesInvoiceLines");
    }

    private static String linePath(Map<String, Object> line) {
        return V2 + "/salesInvoiceLines(" + line.get("id") + ")";
    }

    /** Lines, discounts and totals are the orders' own; stock moved with the shipments only; the orders stay and are invoiced. */
    @Test
    void anInvoiceTakesTheShipmentsOfTwoOrders() {
        Map<String, Object> customer = customer("");
        Map<String, Object> item = item("100", "");
        Map<String, Object> first = order(customer, "", sells(item, "\"quantity\":3,\"discountAmount\":10"));
        Map<String, Object> second = order(customer, "", sells(item, "\"quantity\":1"));
        Map<String, Object> draft = draft(customer);

        assertThat(collect(shipment(first), draft).status()).isEqualTo(204);
        assertThat(collect(shipment(second), draft).status()).isEqualTo(204);

        assertThat(linesOf(draft))
                .extracting(line -> line.get("lineType"))
                .containsExactly("Comment", "Item", "Comment", "Item");
        assertThat(decimals(get(V2 + "/salesInvoices(" + draft.get("id") + ")"), "totalAmountExcludingTax"))
                .isEqualTo("390");
        String inventory =
                decimal(get(COMPANION + "/items(" + item.get("systemId") + ")").get("inventory"));
        assertThat(inventory).isEqualTo("-4");

        done(V2 + "/salesInvoices(" + draft.get("id") + ")", "post");

        Map<String, Object> posted = get(COMPANION + "/postedSalesInvoices(" + draft.get("id") + ")");
        assertThat(posted).containsEntry("orderNumber", "");
        assertThat(decimals(posted, "totalAmountExcludingTax", "totalAmountIncludingTax"))
                .isEqualTo("390 464.1");
        assertThat(rows(COMPANION + "/postedSalesInvoices(" + draft.get("id") + ")/postedSalesInvoiceLines"))
                .extracting(line -> line.get("orderNumber"))
                .containsExactlyInAnyOrder("", "", first.get("number"), second.get("number"));
        assertThat(decimal(
                        get(COMPANION + "/items(" + item.get("systemId") + ")").get("inventory")))
                .isEqualTo(inventory);
        assertThat(List.of(first, second)).allSatisfy(order -> {
            assertThat(again(order)).containsEntry("completelyInvoiced", true);
            assertThat(decimals(lines(order).get(0), "shippedNotInvoicedQuantity"))
                    .isEqualTo("0");
            assertThat(act(path(order), "invoice", "").status()).isEqualTo(400);
        });
        Map<String, Object> figures = get(COMPANION + "/customerStatistics(" + customer.get("systemId") + ")");
        assertThat(decimals(figures, "outstandingOrders", "shippedNotInvoiced", "outstandingInvoices", "balance"))
                .isEqualTo("0 0 0 464.1");
    }

    /** A part of a shipment may be invoiced; the rest can be collected by another invoice, and no more than that. */
    @Test
    void aPartOfAShipmentLeavesTheRestToTheNextInvoice() {
        Map<String, Object> customer = customer("");
        Map<String, Object> order =
                order(customer, "", sells(item("100", ""), "\"quantity\":4,\"discountPercent\":10"));
        Map<String, Object> draft = draft(customer);
        String shipment = shipment(order);
        collect(shipment, draft);
        Map<String, Object> line = linesOf(draft).get(1);
        assertThat(refusal(koppel().patch(linePath(line), "{\"quantity\":5}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        Map<String, Object> half = patch(linePath(line), "{\"quantity\":2}");
        assertThat(decimals(half, "discountAmount", "amountExcludingTax")).isEqualTo("20 180");
        done(V2 + "/salesInvoices(" + draft.get("id") + ")", "post");

        assertThat(again(order)).containsEntry("completelyInvoiced", false);
        assertThat(decimals(lines(order).get(0), "invoicedQuantity", "shippedNotInvoicedQuantity", "invoiceQuantity"))
                .isEqualTo("2 2 2");
        Map<String, Object> next = draft(customer);
        collect(shipment, next);
        assertThat(decimals(linesOf(next).get(1), "quantity")).isEqualTo("2");
        done(V2 + "/salesInvoices(" + next.get("id") + ")", "post");
        assertThat(again(order)).containsEntry("completelyInvoiced", true);
        assertThat(refusal(collect(shipment, draft(customer)))).isEqualTo("400 Application_DialogException");
    }

    /** The same line on two drafts: the one that is posted second asks for more than is left. */
    @Test
    void whatAnotherInvoiceTookCannotBePostedAgain() {
        Map<String, Object> customer = customer("");
        Map<String, Object> order = order(customer, "", sells(item("100", ""), "\"quantity\":1"));
        String shipment = shipment(order);
        Map<String, Object> first = draft(customer);
        Map<String, Object> second = draft(customer);
        collect(shipment, first);
        collect(shipment, second);
        done(V2 + "/salesInvoices(" + first.get("id") + ")", "post");

        assertThat(refusal(act(V2 + "/salesInvoices(" + second.get("id") + ")", "post", "")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(collect(shipment, first))).isEqualTo("400 Application_DialogException");
    }

    @Test
    void anInvoiceOfAnotherCustomerOrNoneIsRefused() {
        Map<String, Object> order = order(customer(""), "", sells(item("100", ""), "\"quantity\":1"));
        String shipment = shipment(order);

        assertThat(refusal(collect(shipment, draft(customer("")))))
                .isEqualTo("400 Application_FieldValidationException");
        assertThat(refusal(act(shipment, "addToInvoice", "{\"invoiceId\":\"" + order.get("systemId") + "\"}")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(act(shipment, "addToInvoice", "{\"invoiceId\":\"x\"}")))
                .isEqualTo("400 BadRequest");
    }
}
