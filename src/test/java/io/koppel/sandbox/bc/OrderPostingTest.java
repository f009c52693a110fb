package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.bc.Documents.act;
import static io.koppel.sandbox.bc.Documents.again;
import static io.koppel.sandbox.bc.Documents.customer;
import static io.koppel.sandbox.bc.Documents.decimal;
import static io.koppel.sandbox.bc.Documents.decimals;
import static io.koppel.sandbox.bc.Documents.done;
import static io.koppel.sandbox.bc.Documents.get;
import static io.koppel.sandbox.bc.Documents.item;
import static io.koppel.sandbox.bc.Documents.linePath;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Orders on their way to posted documents, ledgers and archive (business-central-api.md §14, §17; sales-documents.md §2, §5, §10). */
@Isolated("archiving orders is a setting of the one company")
class OrderPostingTest {
    private static String setup() {
        return COMPANION + "/salesSetup("
                + rows(COMPANION + "/salesSetup").get(0).get("systemId") + ")";
    }

    @BeforeEach
    void archiveOrders() {
        patch(setup(), "{\"archiveOrders\":true}");
    }

    @AfterEach
    void asItWas() {
        patch(setup(), "{\"archiveOrders\":false,\"calculateInvoiceDiscount\":false}");
    }

    private static List<Map<String, Object>> of(String set, Map<String, Object> order) {
        return rows(COMPANION + "/" + set + "?$filter=orderNumber eq '" + order.get("number") + "'");
    }

    private static Map<String, Object> figures(Map<String, Object> customer) {
        return get(COMPANION + "/customerStatistics(" + customer.get("systemId") + ")");
    }

    /** §17.9, §17.10: shipped and invoiced in parts; stock, ledgers and figures follow; the end deletes the order. */
    @Test
    void anOrderIsShippedAndInvoicedInPartsUntilNothingIsLeft() {
        Map<String, Object> customer = customer(",\"creditLimit\":5000");
        Map<String, Object> item = item("100", "");
        patch(
                COMPANION.replace("/api/koppel/sync/v1.0", "/api/v2.0") + "/items(" + item.get("systemId") + ")",
                "{\"inventory\":10}");
        UUID dataverse = UUID.randomUUID();
        Map<String, Object> order = order(
                customer,
                ",\"yourReference\":\"ORD-9\",\"dataverseId\":\"" + dataverse + "\"",
                sells(item, "\"quantity\":3,\"discountAmount\":10"));
        assertThat(decimals(figures(customer), "outstandingOrders", "total", "creditLimit"))
                .isEqualTo("345.1 345.1 5000");
        done(path(order), "release");
        patch(linePath(lines(order).get(0)), "{\"shipQuantity\":1}");
        assertThat(done(path(order), "ship").headers()).doesNotContainKey("location");
        assertThat(decimals(
                        lines(order).get(0), "shippedQuantity", "outstandingQuantity", "shippedNotInvoicedQuantity"))
                .isEqualTo("1 2 1");
        assertThat(again(order)).containsEntry("completelyShipped", false).containsEntry("status", "Released");
        assertThat(of("postedSalesShipments", order)).singleElement().satisfies(shipment -> {
            assertThat(shipment)
                    .containsEntry("dataverseId", dataverse.toString())
                    .containsEntry("yourReference", "ORD-9");
            assertThat(rows(COMPANION + "/postedSalesShipments(" + shipment.get("systemId")
                            + ")/postedSalesShipmentLines"))
                    .extracting(line -> decimal(line.get("quantity")))
                    .containsExactly("1");
        });
        assertThat(decimal(
                        get(COMPANION + "/items(" + item.get("systemId") + ")").get("inventory")))
                .isEqualTo("9");
        assertThat(decimals(figures(customer), "outstandingOrders", "shippedNotInvoiced", "balance"))
                .isEqualTo("230.07 115.03 0");

        assertThat(done(path(order), "invoice").header("Location")).contains("/salesOrders(");
        assertThat(decimals(figures(customer), "outstandingOrders", "shippedNotInvoiced", "balance", "totalSales"))
                .isEqualTo("230.07 0 115.04 96.67");
        Map<String, Object> first = of("postedSalesInvoices", order).get(0);
        assertThat(first)
                .containsEntry("dataverseId", dataverse.toString())
                .containsEntry("orderNumber", order.get("number"));
        assertThat(decimals(first, "totalAmountExcludingTax", "totalAmountIncludingTax"))
                .isEqualTo("96.67 115.04");
        assertThat(get(V2 + "/salesInvoices(" + first.get("systemId") + ")"))
                .containsEntry("status", "Open")
                .containsEntry("orderId", order.get("systemId"));

        assertThat(done(path(order), "ship").status()).isEqualTo(204);
        assertThat(again(order)).containsEntry("completelyShipped", true).containsEntry("completelyInvoiced", false);
        String last = done(path(order), "invoice").header("Location");
        assertThat(last).contains("/postedSalesInvoices(");
        assertThat(decimals(get(last), "totalAmountExcludingTax")).isEqualTo("193.33");
        assertThat(koppel().get(path(order)).status()).isEqualTo(404);
        assertThat(decimals(figures(customer), "outstandingOrders", "shippedNotInvoiced", "balance", "total"))
                .isEqualTo("0 0 345.1 345.1");
        List<Map<String, Object>> shipments = of("postedSalesShipments", order);
        assertThat(shipments).hasSize(2).allSatisfy(shipment -> assertThat(rows(
                        COMPANION + "/postedSalesShipments(" + shipment.get("systemId") + ")/postedSalesShipmentLines"))
                .allSatisfy(
                        line -> assertThat(decimals(line, "quantity")).isEqualTo(decimals(line, "invoicedQuantity"))));
    }

    /** SO-52 of the built-in integration: posting archives the order before and after; the last version shows what was shipped. */
    @Test
    void postingLeavesTwoArchivedVersions() {
        Map<String, Object> order = order(customer(""), "", sells(item("10", ""), "\"quantity\":2"));
        String invoice = act("%s".formatted(V2 + "/salesOrders(" + order.get("systemId") + ")"), "shipAndInvoice", "")
                .header("Location");
        assertThat(get(invoice)).containsEntry("status", "Open").containsEntry("orderNumber", order.get("number"));
        List<Map<String, Object>> versions = rows(
                COMPANION + "/archivedSalesOrders?$filter=number eq '" + order.get("number") + "'&$orderby=version");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(1))
                .containsEntry("version", 2L)
                .containsEntry("occurrenceNumber", 1L)
                .containsEntry("invoiced", true);
        assertThat(rows(COMPANION + "/archivedSalesOrders(" + versions.get(1).get("systemId")
                        + ")/archivedSalesOrderLines"))
                .singleElement()
                .satisfies(line -> assertThat(decimals(line, "quantity", "shippedQuantity", "invoicedQuantity"))
                        .isEqualTo("2 2 2"));
    }

    /** Parts of a discounted line make up the whole, in tax-inclusive prices too (§17.8). */
    @Test
    void partsOfAnInvoiceMakeUpTheWhole() {
        Map<String, Object> order = order(
                customer(",\"pricesIncludeTax\":true"),
                "",
                sells(item("1", ""), "\"quantity\":3,\"unitPrice\":40,\"discountAmount\":0.5"));
        patch(path(order), "{\"discountAmount\":0.2}");
        String gross = decimals(again(order), "totalAmountIncludingTax");
        for (int part = 0; part < 3; part++) {
            patch(linePath(lines(order).get(0)), "{\"shipQuantity\":1}");
            done(path(order), "shipAndInvoice");
        }
        assertThat(of("postedSalesInvoices", order).stream()
                        .map(invoice -> new java.math.BigDecimal(
                                invoice.get("totalAmountIncludingTax").toString()))
                        .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
                .isEqualByComparingTo(gross);
    }

    /** §6.3, §15: what posting refuses. */
    @Test
    void postingRefusesWhatTheApplicationRefuses() {
        Map<String, Object> customer = customer("");
        Map<String, Object> order = order(customer, "", sells(item("10", ""), "\"quantity\":2"));
        assertThat(refusal(act(path(order), "invoice", ""))).isEqualTo("400 Application_DialogException");
        done(path(order), "ship");
        assertThat(again(order)).containsEntry("status", "Open");
        assertThat(refusal(act(path(order), "ship", ""))).isEqualTo("400 Application_DialogException");
        String line = linePath(lines(order).get(0));
        assertThat(refusal(koppel().patch(line, "{\"quantity\":1}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().send("DELETE", path(order), null, "If-Match", "*")))
                .isEqualTo("400 Application_FieldValidationException");
        patch(COMPANION + "/customers(" + customer.get("systemId") + ")", "{\"blocked\":\"Invoice\"}");
        assertThat(refusal(act(path(order), "invoice", ""))).isEqualTo("400 Application_DialogException");
        patch(COMPANION + "/customers(" + customer.get("systemId") + ")", "{\"blocked\":\"_x0020_\"}");
        assertThat(done(path(order), "invoice").header("Location")).contains("postedSalesInvoices");
    }

    /** sales-documents.md §2.2: a person deletes an order; it is archived where the set-up says so, and its lines go. */
    @Test
    void aPersonDeletesAnOrder() {
        Map<String, Object> order = order(customer(""), "", sells(item("10", ""), "\"quantity\":2"));
        done(path(order), "release");
        Object line = lines(order).get(0).get("systemId");
        assertThat(koppel().send("DELETE", path(order), null, "If-Match", "*").status())
                .isEqualTo(204);
        assertThat(koppel().get(COMPANION + "/salesOrderLines(" + line + ")").status())
                .isEqualTo(404);
        assertThat(rows(COMPANION + "/archivedSalesOrders?$filter=number eq '" + order.get("number") + "'"))
                .singleElement()
                .satisfies(version -> assertThat(version).containsEntry("invoiced", false));
    }

    /** sales-documents.md §5: payments are entries of their own; taken back, both are open again and nobody's balance moves. */
    @Test
    void paymentsAreAppliedAndUnapplied() {
        Map<String, Object> customer = customer("");
        Map<String, Object> order = order(customer, "", sells(item("100", ""), "\"quantity\":1"));
        String posted = done(path(order), "shipAndInvoice").header("Location");
        act(posted, "registerPayment", "{\"amount\":40}");
        assertThat(decimals(get(posted), "remainingAmount")).isEqualTo("79");
        act(posted, "registerPayment", "");
        assertThat(get(posted)).containsEntry("closed", true);
        assertThat(decimals(figures(customer), "balance")).isEqualTo("0");
        done(posted, "unapplyPayment");
        assertThat(decimals(get(posted), "remainingAmount")).isEqualTo("79");
        assertThat(decimals(figures(customer), "balance")).isEqualTo("0");
        String entries =
                COMPANION + "/customerLedgerEntries?$filter=customerNumber eq '" + customer.get("number") + "'";
        assertThat(rows(entries).stream()
                        .map(entry ->
                                entry.get("documentType") + " " + decimals(entry, "originalAmount", "remainingAmount")))
                .containsExactly("Invoice 119 79", "Payment -40 0", "Payment -79 -79");
        done(posted, "unapplyPayment");
        assertThat(decimals(get(posted), "remainingAmount")).isEqualTo("119");
        assertThat(refusal(act(posted, "unapplyPayment", ""))).isEqualTo("400 Application_DialogException");
        assertThat(get(V2 + "/salesInvoices(" + get(posted).get("systemId") + ")"))
                .containsEntry("status", "Open");
    }

    /** sales-documents.md §10.1: a prepayment that is due keeps an order from being released. */
    @Test
    void aDuePrepaymentKeepsAnOrderWaiting() {
        Map<String, Object> customer = customer(",\"prepaymentPercent\":50");
        Map<String, Object> order = order(customer, "", sells(item("100", ""), "\"quantity\":1"));
        assertThat(order).containsEntry("prepaymentDue", true);
        done(path(order), "release");
        assertThat(again(order)).containsEntry("status", "Pending_x0020_Prepayment");
        assertThat(refusal(act(path(order), "ship", ""))).isEqualTo("400 Application_DialogException");
        done(path(order), "invoicePrepayment");
        assertThat(again(order)).containsEntry("status", "Released").containsEntry("prepaymentDue", false);
        assertThat(decimals(figures(customer), "invoicedPrepaymentAmount", "outstandingOrders", "total"))
                .isEqualTo("50 119 69");
        assertThat(done(path(order), "shipAndInvoice").header("Location")).contains("postedSalesInvoices");
    }

    /** SO-54's ground: what is on stock is reserved for a line, and no more (sales-documents.md §10.1). */
    @Test
    void stockIsReservedForALine() {
        Map<String, Object> item = item("10", "");
        patch(V2 + "/items(" + item.get("systemId") + ")", "{\"inventory\":3}");
        Map<String, Object> order = order(
                customer(""),
                "",
                sells(item, "\"quantity\":2,\"reserve\":\"Always\"") + ","
                        + sells(item, "\"quantity\":2,\"reserve\":\"Always\"") + "," + sells(item, "\"quantity\":2"));
        List<Map<String, Object>> lines = lines(order);
        done(linePath(lines.get(0)), "autoReserve");
        done(linePath(lines.get(1)), "autoReserve");
        assertThat(lines(order).stream().map(line -> decimal(line.get("reservedQuantity"))))
                .containsExactly("2", "1", "0");
        assertThat(refusal(act(linePath(lines.get(2)), "autoReserve", "")))
                .isEqualTo("400 Application_DialogException");
    }

    /** sales-documents.md §1.7: where the set-up reckons invoice discounts itself, what was entered by hand is gone. */
    @Test
    void theSetUpMayOverrideAnInvoiceDiscount() {
        patch(setup(), "{\"calculateInvoiceDiscount\":true}");
        Map<String, Object> order = order(customer(""), "", sells(item("100", ""), "\"quantity\":1"));
        patch(path(order), "{\"discountAmount\":10}");
        done(path(order), "release");
        assertThat(decimals(again(order), "discountAmount", "totalAmountExcludingTax"))
                .isEqualTo("0 100");
    }

    /** §14: an order is made of a quote with lines and notes; the quote is archived and gone. */
    @Test
    void anOrderIsMadeOfAQuote() {
        Map<String, Object> customer = customer("");
        Map<String, Object> quote = Documents.create(
                COMPANION + "/salesQuotes?$expand=salesQuoteLines",
                "{\"customerNumber\":\"" + customer.get("number")
                        + "\",\"validUntilDate\":\"2026-12-31\",\"yourReference\":\"QUO-1\",\"discountAmount\":5,\"salesQuoteLines\":["
                        + sells(item("100", ""), "\"quantity\":2") + "]}");
        String path = COMPANION + "/salesQuotes(" + quote.get("systemId") + ")";
        act(path, "addNote", "{\"text\":\"Wants it blue\"}");
        assertThat(get(V2 + "/salesQuotes(" + quote.get("systemId") + ")"))
                .containsEntry("status", "Draft")
                .containsEntry("validUntilDate", "2026-12-31");
        SandboxClient.Answer made = act(V2 + "/salesQuotes(" + quote.get("systemId") + ")", "makeOrder", "");
        Map<String, Object> order = get(made.header("Location").replace("/api/v2.0/", "/api/koppel/sync/v1.0/"));
        assertThat(order)
                .containsEntry("quoteNumber", quote.get("number"))
                .containsEntry("yourReference", "QUO-1")
                .containsEntry("status", "Open");
        assertThat(decimals(order, "discountAmount", "totalAmountExcludingTax")).isEqualTo("5 195");
        assertThat(decimals(lines(order).get(0), "quantity", "shipQuantity")).isEqualTo("2 2");
        assertThat(Documents.notes(order)).containsExactly("Wants it blue");
        assertThat(koppel().get(path).status()).isEqualTo(404);
        assertThat(rows(COMPANION + "/archivedSalesQuotes?$filter=number eq '" + quote.get("number") + "'"))
                .singleElement()
                .satisfies(version -> assertThat(version).containsEntry("validUntilDate", "2026-12-31"));
    }

    /** sales-documents.md §3.2: a quote is archived, reopened, emptied and written anew under its number. */
    @Test
    void aQuoteIsArchivedAndWrittenAnew() {
        Map<String, Object> quote = Documents.create(
                COMPANION + "/salesQuotes",
                "{\"customerNumber\":\"" + customer("").get("number") + "\",\"salesQuoteLines\":["
                        + sells(item("100", ""), "\"quantity\":2") + "]}");
        String path = COMPANION + "/salesQuotes(" + quote.get("systemId") + ")";
        done(path, "release");
        done(path, "archive");
        done(path, "reopen");
        for (Map<String, Object> line : rows(path + "/salesQuoteLines")) {
            koppel().send(
                            "DELETE",
                            COMPANION + "/salesQuoteLines(" + line.get("systemId") + ")",
                            null,
                            "If-Match",
                            "*");
        }
        Documents.create(path + "/salesQuoteLines", sells(item("50", ""), "\"quantity\":1"));
        assertThat(get(path)).containsEntry("archivedVersions", 1L).containsEntry("number", quote.get("number"));
        assertThat(decimals(get(path), "totalAmountExcludingTax")).isEqualTo("50");
    }
}
