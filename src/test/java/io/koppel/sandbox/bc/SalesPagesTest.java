package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.PAGES;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.SandboxFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Opportunities, invoices and what customers owe (business-central-api.md §6, §7, §8, §12.5, §14, §17). */
class SalesPagesTest {
    private static Map<String, Object> create(String path, String body) {
        SandboxClient.Answer answer = koppel().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static Map<String, Object> get(String path) {
        SandboxClient.Answer answer = koppel().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String refusal(SandboxClient.Answer answer) {
        return answer.status() + " " + answer.errorCode();
    }

    private static Map<String, Object> customer(String more) {
        return create(
                COMPANION + "/customers", "{\"displayName\":\"Invoice Customer\",\"country\":\"DE\"" + more + "}");
    }

    private static Map<String, Object> item(String price) {
        String unit = "U" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
        create(COMPANION + "/unitsOfMeasure", "{\"code\":\"" + unit + "\",\"displayName\":\"Unit\"}");
        return create(
                COMPANION + "/items",
                "{\"displayName\":\"Table\",\"baseUnitOfMeasureCode\":\"" + unit + "\",\"unitPrice\":" + price + "}");
    }

    private static Map<String, Object> draft(Map<String, Object> customer, String lines) {
        return create(
                V2 + "/salesInvoices?$expand=salesInvoiceLines",
                "{\"customerNumber\":\"" + customer.get("number") + "\",\"invoiceDate\":\"2026-03-02\","
                        + "\"postingDate\":\"2026-03-02\",\"salesInvoiceLines\":[" + lines + "]}");
    }

    private static String itemLine(Map<String, Object> item, String more) {
        return "{\"lineType\":\"Item\",\"lineObjectNumber\":\"" + item.get("number") + "\"," + more + "}";
    }

    private static Map<String, Object> posted(Map<String, Object> draft) {
        SandboxClient.Answer answer =
                koppel().post(V2 + "/salesInvoices(" + draft.get("id") + ")/Microsoft.NAV.post", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.header("Location")).endsWith("(" + draft.get("id") + ")");
        return get(COMPANION + "/postedSalesInvoices(" + draft.get("id") + ")");
    }

    private static String decimal(Object number) {
        return new java.math.BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    /** §6, §17.8: header and lines in one body; customer, item and a simple tax give the rest. */
    @Test
    void createsADraftWithLines() {
        Map<String, Object> customer = customer(",\"city\":\"Kiel\",\"paymentTermsCode\":\"14 DAYS\"");
        Map<String, Object> draft = draft(
                customer,
                itemLine(item("10"), "\"quantity\":4,\"discountAmount\":2")
                        + ",{\"lineType\":\"Comment\",\"description\":\"Deliver before noon\"}");
        assertThat(draft)
                .containsEntry("status", "Draft")
                .containsEntry("customerId", customer.get("systemId"))
                .containsEntry("shipToCity", "Kiel")
                .containsEntry("dueDate", "2026-03-16");
        assertThat(decimal(draft.get("totalAmountExcludingTax"))).isEqualTo("38");
        assertThat(decimal(draft.get("totalAmountIncludingTax"))).isEqualTo("45.22");
        assertThat((List<?>) draft.get("salesInvoiceLines"))
                .extracting("sequence", "description")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(10000L, "Table"),
                        org.assertj.core.groups.Tuple.tuple(20000L, "Deliver before noon"));
    }

    /** §5: lines are read of one document at a time. */
    @Test
    void readsLinesThroughTheirDocument() {
        Map<String, Object> draft = draft(customer(""), itemLine(item("10"), "\"quantity\":1"));
        assertThat(refusal(koppel().get(V2 + "/salesInvoiceLines"))).isEqualTo("400 Application_DialogException");
        assertThat(koppel().get(V2 + "/salesInvoiceLines?$filter=documentId eq " + draft.get("id"))
                        .rows())
                .hasSize(1);
        assertThat(koppel().get(V2 + "/salesInvoices(" + draft.get("id") + ")/salesInvoiceLines")
                        .rows())
                .hasSize(1);
    }

    /** §6.3: what a draft and its lines do not take. */
    @Test
    void guardsDrafts() {
        assertThat(refusal(koppel().post(V2 + "/salesInvoices", "{}"))).isEqualTo("400 Application_DialogException");
        Map<String, Object> blocked = customer(",\"blocked\":\"All\"");
        assertThat(refusal(
                        koppel().post(V2 + "/salesInvoices", "{\"customerNumber\":\"" + blocked.get("number") + "\"}")))
                .isEqualTo("400 Application_DialogException");
        Map<String, Object> item = item("10");
        Map<String, Object> draft = draft(customer(""), itemLine(item, "\"quantity\":1"));
        String lines = V2 + "/salesInvoices(" + draft.get("id") + ")/salesInvoiceLines";
        assertThat(refusal(koppel().post(
                                lines, "{\"lineObjectNumber\":\"" + item.get("number") + "\",\"lineType\":\"Item\"}")))
                .isEqualTo("400 Internal_InvalidTableRelation");
        koppel().patch(COMPANION + "/items(" + item.get("systemId") + ")", "{\"blocked\":true}", "If-Match", "*");
        assertThat(refusal(koppel().post(lines, itemLine(item, "\"quantity\":1"))))
                .isEqualTo("400 Application_DialogException");
        Object line = koppel().get(lines).rows().get(0).get("id");
        assertThat(refusal(
                        koppel().patch(V2 + "/salesInvoiceLines(" + line + ")", "{\"sequence\":5}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().post(V2 + "/salesInvoices(" + draft.get("id") + ")/Microsoft.NAV.send", "")))
                .isEqualTo("501 BadRequest_MethodNotImplemented");
    }

    /** §7, §14, §17.10: posting keeps the id, numbers the invoice, moves stock, books what is owed, and closes the draft. */
    @Test
    void postsAnInvoice() {
        Map<String, Object> item = item("100");
        Map<String, Object> customer = customer(",\"currencyCode\":\"USD\",\"salespersonCode\":\"\"");
        Map<String, Object> draft = draft(
                customer,
                itemLine(item, "\"quantity\":2")
                        + ",{\"lineType\":\"Account\",\"lineObjectNumber\":\"40450\",\"description\":\"Freight\",\"quantity\":1,\"unitPrice\":50}");
        koppel().patch(V2 + "/salesInvoices(" + draft.get("id") + ")", "{\"discountAmount\":25}", "If-Match", "*");
        Map<String, Object> posted = posted(draft);
        assertThat(posted)
                .containsEntry("customerId", customer.get("systemId"))
                .containsEntry("currencyCode", "USD")
                .containsEntry("billToName", "Invoice Customer")
                .containsEntry("closed", false);
        assertThat(posted.get("number")).isNotEqualTo(draft.get("number"));
        assertThat(decimal(posted.get("totalAmountExcludingTax"))).isEqualTo("225");
        assertThat(decimal(posted.get("totalAmountIncludingTax"))).isEqualTo("267.75");
        assertThat(decimal(posted.get("discountAmount"))).isEqualTo("25");
        List<Map<String, Object>> lines = koppel().get(
                        COMPANION + "/postedSalesInvoices(" + posted.get("systemId") + ")/postedSalesInvoiceLines")
                .rows();
        assertThat(lines).extracting("type").containsExactly("Item", "G_x002F_L_x0020_Account");
        assertThat(lines.get(0)).containsEntry("itemId", item.get("systemId"));
        assertThat(decimal(lines.get(0).get("invoiceDiscountAmount"))).isEqualTo("20");
        assertThat(decimal(
                        get(COMPANION + "/items(" + item.get("systemId") + ")").get("inventory")))
                .isEqualTo("-2");
        Map<String, Object> entry = koppel().get(
                        COMPANION + "/customerLedgerEntries?$filter=documentNumber eq '" + posted.get("number") + "'")
                .rows()
                .get(0);
        assertThat(decimal(entry.get("remainingAmount"))).isEqualTo("267.75");
        String buffer = V2 + "/salesInvoices(" + draft.get("id") + ")";
        assertThat(get(buffer)).containsEntry("status", "Open").containsEntry("number", posted.get("number"));
        assertThat(refusal(koppel().patch(buffer, "{\"externalDocumentNumber\":\"x\"}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().send("DELETE", buffer, null, "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().post(buffer + "/Microsoft.NAV.post", "")))
                .isEqualTo("400 Application_DialogException");
        assertThat(get(PAGES + "/PostedSalesInvoice(No='" + posted.get("number") + "')"))
                .containsEntry("Currency_Code", "USD");
        assertThat(koppel().get(PAGES + "/PostedSalesInvoiceLines?$filter=Document_No eq '" + posted.get("number")
                                + "'")
                        .rows())
                .hasSize(2);
        assertThat(refusal(koppel().send(
                                "DELETE", COMPANION + "/items(" + item.get("systemId") + ")", null, "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
    }

    /** §8: payments show in the ledger, not on the invoice itself; the last one closes it, one taken back opens it. */
    @Test
    void paysAnInvoice() {
        Map<String, Object> posted = posted(draft(customer(""), itemLine(item("100"), "\"quantity\":1")));
        String invoice = COMPANION + "/postedSalesInvoices(" + posted.get("systemId") + ")";
        String pay = invoice + "/Microsoft.NAV.registerPayment";
        assertThat(person().post(pay, "{\"amount\":19}").status()).isEqualTo(204);
        assertThat(decimal(get(invoice).get("remainingAmount"))).isEqualTo("100");
        assertThat(refusal(person().post(pay, "{\"amount\":101}"))).isEqualTo("400 Application_DialogException");
        assertThat(person().post(pay, "").status()).isEqualTo(204);
        Map<String, Object> closed = get(invoice);
        assertThat(closed)
                .containsEntry("closed", true)
                .containsEntry("systemModifiedAt", posted.get("systemModifiedAt"));
        String buffer = V2 + "/salesInvoices(" + posted.get("systemId") + ")";
        assertThat(get(buffer)).containsEntry("status", "Paid");
        assertThat(koppel()
                        .get(COMPANION + "/detailedCustomerLedgerEntries?$filter=customerNumber eq '"
                                + posted.get("customerNumber") + "'&$orderby=entryNumber")
                        .rows()
                        .stream()
                        .filter(detail -> posted.get("systemId").equals(detail.get("invoiceId"))))
                .extracting("invoiceId", "entryType")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(posted.get("systemId"), "Initial_x0020_Entry"),
                        org.assertj.core.groups.Tuple.tuple(posted.get("systemId"), "Application"),
                        org.assertj.core.groups.Tuple.tuple(posted.get("systemId"), "Application"));
        person().post(pay, "{\"amount\":-100}");
        assertThat(get(buffer)).containsEntry("status", "Open");
    }

    /** §14: an open invoice is cancelled by a credit memo, and what was sold comes back. */
    @Test
    void cancelsAnInvoice() {
        Map<String, Object> item = item("100");
        Map<String, Object> posted = posted(draft(customer(""), itemLine(item, "\"quantity\":3")));
        String buffer = V2 + "/salesInvoices(" + posted.get("systemId") + ")";
        assertThat(koppel().post(buffer + "/Microsoft.NAV.cancel", "").status()).isEqualTo(204);
        assertThat(get(buffer)).containsEntry("status", "Canceled");
        assertThat(get(COMPANION + "/postedSalesInvoices(" + posted.get("systemId") + ")"))
                .containsEntry("cancelled", true);
        assertThat(decimal(
                        get(COMPANION + "/items(" + item.get("systemId") + ")").get("inventory")))
                .isEqualTo("0");
        assertThat(refusal(koppel().post(buffer + "/Microsoft.NAV.cancel", "")))
                .isEqualTo("400 Application_DialogException");
    }

    /** §12.1 row 10, §6.2: value, date and status come from the steps of the sales cycle; a won opportunity is locked. */
    @Test
    void leadsAnOpportunityThroughItsCycle() {
        Map<String, Object> customer = customer("");
        Map<String, Object> contact = create(
                COMPANION + "/contacts",
                "{\"type\":\"Person\",\"firstName\":\"Op\",\"lastName\":\"Portune\",\"customerId\":\""
                        + customer.get("systemId") + "\"}");
        Map<String, Object> opportunity = create(
                COMPANION + "/opportunities",
                "{\"description\":\"Office desks\",\"contactNumber\":\"" + contact.get("number") + "\"}");
        String path = COMPANION + "/opportunities(" + opportunity.get("systemId") + ")";
        assertThat(opportunity)
                .containsEntry("status", "Not_x0020_Started")
                .containsEntry("contactCompanyNumber", customer.get("companyContactNumber"))
                .containsEntry("customerId", customer.get("systemId"));
        String entries = path + "/opportunityEntries";
        create(entries, "{\"estimatedValue\":1000,\"probabilityPercent\":30,\"estimatedCloseDate\":\"2026-05-01\"}");
        create(entries, "{\"actionTaken\":\"Next\",\"estimatedValue\":1200,\"probabilityPercent\":50}");
        Map<String, Object> running = get(path);
        assertThat(running).containsEntry("status", "In_x0020_Progress");
        assertThat(decimal(running.get("estimatedValue"))).isEqualTo("1200");
        assertThat(decimal(running.get("calculatedCurrentValue"))).isEqualTo("600");
        assertThat(get(V2 + "/opportunities(" + opportunity.get("systemId") + ")"))
                .containsEntry("contactName", "Op Portune")
                .containsEntry("contactCompanyName", "Invoice Customer");
        assertThat(koppel().get(PAGES + "/OpportunityCard(No='" + opportunity.get("number")
                                + "')/OpportunityCardControl25")
                        .rows())
                .hasSize(2);
        create(entries, "{\"actionTaken\":\"Won\",\"estimatedValue\":1200}");
        assertThat(get(path)).containsEntry("status", "Won").containsEntry("closed", true);
        assertThat(refusal(koppel().patch(path, "{\"description\":\"x\"}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().patch(path, "{\"status\":\"Lost\"}", "If-Match", "*")))
                .isEqualTo("400 BadRequest_InvalidOperation");
    }
}
