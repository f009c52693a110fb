package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.PAGES;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.bc.Documents.act;
import static io.koppel.sandbox.bc.Documents.again;
import static io.koppel.sandbox.bc.Documents.create;
import static io.koppel.sandbox.bc.Documents.customer;
import static io.koppel.sandbox.bc.Documents.decimals;
import static io.koppel.sandbox.bc.Documents.done;
import static io.koppel.sandbox.bc.Documents.get;
import static io.koppel.sandbox.bc.Documents.item;
import static io.koppel.sandbox.bc.Documents.linePath;
import static io.koppel.sandbox.bc.Documents.lines;
import static io.koppel.sandbox.bc.Documents.notes;
import static io.koppel.sandbox.bc.Documents.order;
import static io.koppel.sandbox.bc.Documents.patch;
import static io.koppel.sandbox.bc.Documents.path;
import static io.koppel.sandbox.bc.Documents.refusal;
import static io.koppel.sandbox.bc.Documents.rows;
import static io.koppel.sandbox.bc.Documents.sells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sales orders before they are posted (business-central-api.md §6, §6.3, §7, §9, §12.5, §17). */
class OrderPagesTest {
    /** §6, §17.7, §17.8: number, dates and defaults of customer and item; lines in the same request, numbered by ten thousands. */
    @Test
    void anOrderTakesWhatItsCustomerAndItemsSay() {
        Map<String, Object> customer = customer(
                ",\"paymentTermsCode\":\"14 DAYS\",\"addressLine1\":\"Hafen 1\",\"postalCode\":\"24103\",\"shippingAgentCode\":\"DHL\"");
        UUID chosen = UUID.randomUUID();
        Map<String, Object> order = order(
                customer,
                ",\"systemId\":\"" + chosen + "\",\"documentDate\":\"2026-03-02\",\"yourReference\":\"ORD-01\"",
                sells(item("10", ""), "\"quantity\":4,\"discountAmount\":2")
                        + ",{\"description\":\"Deliver before noon\",\"attachedToLineNumber\":10000}");
        assertThat(order)
                .containsEntry("systemId", chosen.toString())
                .containsEntry("status", "Open")
                .containsEntry("customerId", customer.get("systemId"))
                .containsEntry("billToCustomerNumber", customer.get("number"))
                .containsEntry("billToCity", "Kiel")
                .containsEntry("shipToAddressLine1", "Hafen 1")
                .containsEntry("shippingAgentCode", "DHL")
                .containsEntry("dueDate", "2026-03-16")
                .containsEntry("taxBusinessGroup", "DOMESTIC")
                .containsEntry("occurrenceNumber", 1L);
        assertThat((String) order.get("number")).startsWith("SO");
        assertThat(decimals(order, "totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax"))
                .isEqualTo("38 7.22 45.22");
        assertThat((List<?>) order.get("salesOrderLines"))
                .extracting("lineNumber", "type", "description", "customerNumber")
                .containsExactly(
                        tuple(10000L, "Item", "Table", customer.get("number")),
                        tuple(20000L, "_x0020_", "Deliver before noon", customer.get("number")));
        Map<String, Object> line = lines(order).get(0);
        assertThat(decimals(line, "unitPrice", "discountPercent", "lineAmount", "taxPercent"))
                .isEqualTo("10 5 38 19");
        assertThat(decimals(line, "shipQuantity", "invoiceQuantity", "outstandingQuantity"))
                .isEqualTo("4 4 4");
    }

    /** §7, §12.5, §17.11: the same order on API v2.0 and as published page, each in its own words. */
    @Test
    void theThreeSurfacesShowTheSameOrder() {
        Map<String, Object> item = item("10", "");
        Map<String, Object> made = create(
                V2 + "/salesOrders?$expand=salesOrderLines",
                "{\"customerNumber\":\"" + customer("").get("number")
                        + "\",\"externalDocumentNumber\":\"TOKEN-7\",\"salesOrderLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\""
                        + item.get("number")
                        + "\",\"quantity\":2},{\"lineType\":\"Comment\",\"description\":\"Mind the step\"}]}");
        assertThat(made)
                .containsEntry("status", "Draft")
                .containsEntry("currencyCode", "EUR")
                .containsEntry("externalDocumentNumber", "TOKEN-7");
        Map<String, Object> order = get(COMPANION + "/salesOrders(" + made.get("id") + ")");
        assertThat(order).containsEntry("status", "Open").containsEntry("currencyCode", "");
        done(path(order), "release");
        assertThat(get(V2 + "/salesOrders(" + made.get("id") + ")")).containsEntry("status", "Open");
        String page = PAGES + "/SalesOrder(Document_Type='Order',No='" + made.get("number") + "')";
        assertThat(get(page)).containsEntry("Status", "Released").containsEntry("Currency_Code", "");
        assertThat(rows(page + "/SalesOrderSalesLines"))
                .extracting("Type", "No", "Line_No")
                .containsExactly(tuple("Item", item.get("number"), 10000L), tuple(" ", "", 20000L));
        assertThat(refusal(koppel().get(V2 + "/salesOrderLines"))).isEqualTo("400 Application_DialogException");
    }

    /** §6: fields are validated in turn, so each changes those that depend on it. */
    @Test
    void eachFieldOfALineChangesThoseThatDependOnIt() {
        Map<String, Object> order = order(customer(""), "", sells(item("10", ""), "\"quantity\":3"));
        String line = linePath(lines(order).get(0));
        assertThat(decimals(
                        patch(line, "{\"unitPrice\":19.99,\"discountPercent\":10}"), "discountAmount", "lineAmount"))
                .isEqualTo("6 53.97");
        assertThat(decimals(patch(line, "{\"lineAmount\":50}"), "discountAmount", "discountPercent"))
                .isEqualTo("9.97 16.62498");
        assertThat(decimals(patch(line, "{\"quantity\":6}"), "discountAmount", "lineAmount", "shipQuantity"))
                .isEqualTo("19.94 100 6");
        assertThat(decimals(patch(line, "{\"shipQuantity\":2}"), "shipQuantity", "invoiceQuantity"))
                .isEqualTo("2 2");
        assertThat(refusal(koppel().patch(line, "{\"shipQuantity\":7}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().patch(line, "{\"discountAmount\":500}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(decimals(again(order), "totalAmountExcludingTax", "totalAmountIncludingTax"))
                .isEqualTo("100 119");
    }

    /** §17.8: VAT is rounded on the sum of a rate; the invoice discount spares lines of accounts. */
    @Test
    void discountsAndTaxesAddUpToTheCent() {
        Map<String, Object> order = order(
                customer(""),
                "",
                sells(item("0.33", ""), "\"quantity\":1")
                        + "," + sells(item("0.33", ""), "\"quantity\":1")
                        + "," + sells(item("0.33", ""), "\"quantity\":1")
                        + ",{\"type\":\"G_x002F_L_x0020_Account\",\"number\":\"40450\",\"quantity\":1,\"unitPrice\":5}");
        assertThat(lines(order).get(3)).containsEntry("description", "Freight charged");
        assertThat(decimals(
                        patch(path(order), "{\"discountAmount\":0.10}"), "totalAmountExcludingTax", "totalTaxAmount"))
                .isEqualTo("5.89 1.12");
        assertThat(lines(order).stream().map(line -> decimals(line, "invoiceDiscountAmount", "netAmountIncludingTax")))
                .containsExactly("0.03 0.36", "0.04 0.34", "0.03 0.36", "0 5.95");
        assertThat(refusal(koppel().patch(path(order), "{\"discountAmount\":1}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
    }

    /** §17.8 and the product's own price: with and without tax, in another currency, at a reduced rate. */
    @Test
    void pricesFollowTaxCurrencyAndUnit() {
        Map<String, Object> withTax = item("119", ",\"priceIncludesTax\":true,\"priceTaxBusinessGroup\":\"DOMESTIC\"");
        Map<String, Object> reduced = item("100", ",\"taxProductGroup\":\"REDUCED\"");
        Map<String, Object> net =
                order(customer(""), "", sells(withTax, "\"quantity\":1") + "," + sells(reduced, "\"quantity\":1"));
        assertThat(lines(net).stream().map(line -> decimals(line, "unitPrice", "taxPercent")))
                .containsExactly("100 19", "100 7");
        Map<String, Object> gross = order(
                customer(",\"pricesIncludeTax\":true"),
                "",
                sells(withTax, "\"quantity\":1") + "," + sells(reduced, "\"quantity\":1"));
        assertThat(gross).containsEntry("pricesIncludeTax", true);
        assertThat(lines(gross).stream().map(line -> decimals(line, "unitPrice", "netAmount", "netAmountIncludingTax")))
                .containsExactly("119 100 119", "107 100 107");
        Map<String, Object> abroad = order(
                customer(",\"currencyCode\":\"USD\",\"taxBusinessGroup\":\"EXPORT\""),
                "",
                sells(reduced, "\"quantity\":1"));
        assertThat(decimals(lines(abroad).get(0), "taxPercent")).isEqualTo("0");
        String factor = decimals(abroad, "currencyFactor");
        assertThat(new java.math.BigDecimal(decimals(lines(abroad).get(0), "unitPrice")))
                .isEqualByComparingTo(new java.math.BigDecimal(factor).multiply(java.math.BigDecimal.valueOf(100)));
    }

    /** §6.3: what orders and lines do not take. */
    @Test
    void refusesWhatTheApplicationRefuses() {
        assertThat(refusal(koppel().post(COMPANION + "/salesOrders", "{}")))
                .isEqualTo("400 Application_DialogException");
        String blocked =
                "{\"customerNumber\":\"" + customer(",\"blocked\":\"Ship\"").get("number") + "\"}";
        assertThat(refusal(koppel().post(COMPANION + "/salesOrders", blocked)))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().post(COMPANION + "/salesOrders", "{\"customerNumber\":\"NOBODY\"}")))
                .isEqualTo("400 Internal_InvalidTableRelation");
        Map<String, Object> order = order(customer(""), "", "");
        String lines = path(order) + "/salesOrderLines";
        assertThat(refusal(koppel().post(lines, "{\"type\":\"Item\"}")))
                .isEqualTo("400 Application_FieldValidationException");
        assertThat(refusal(koppel().post(lines, "{\"type\":\"Item\",\"number\":\"NOTHING\"}")))
                .isEqualTo("400 Internal_InvalidTableRelation");
        assertThat(refusal(koppel().post(lines, "{\"description\":\"text\",\"quantity\":1}")))
                .isEqualTo("400 Application_FieldValidationException");
        assertThat(refusal(koppel().post(lines, sells(item("1", ",\"blocked\":true"), "\"quantity\":1"))))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().post(lines, sells(item("1", ""), "\"unitOfMeasureCode\":\"PCS\""))))
                .isEqualTo("400 Internal_InvalidTableRelation");
        assertThat(refusal(koppel().post(lines, sells(item("1", ""), "\"shippedQuantity\":1"))))
                .isEqualTo("400 BadRequest_InvalidOperation");
        assertThat(refusal(koppel().patch(path(order), "{\"status\":\"Released\"}", "If-Match", "*")))
                .isEqualTo("400 BadRequest_InvalidOperation");
        assertThat(refusal(act(path(order), "release", ""))).isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().patch(path(order), "{\"yourReference\":\"x\"}", "If-Match", "W/\"JzE7Jw==\"")))
                .isEqualTo("409 Request_EntityChanged");
        assertThat(refusal(koppel().post(V2 + "/salesOrders(" + order.get("systemId") + ")/Microsoft.NAV.release", "")))
                .isEqualTo("501 BadRequest_MethodNotImplemented");
    }

    /** §6.3: a released order takes texts and what to handle next, and the rest when it is open again. */
    @Test
    void aReleasedOrderIsReadOnlyButForWhatTheApplicationLeaves() {
        Map<String, Object> order = order(customer(""), "", sells(item("10", ""), "\"quantity\":4"));
        done(path(order), "release");
        assertThat(again(order)).containsEntry("status", "Released");
        String line = linePath(lines(order).get(0));
        for (String change : List.of("{\"quantity\":5}", "{\"unitPrice\":9}", "{\"discountPercent\":1}")) {
            assertThat(refusal(koppel().patch(line, change, "If-Match", "*")))
                    .as(change)
                    .isEqualTo("400 Application_FieldValidationException");
        }
        for (String change : List.of(
                "{\"currencyCode\":\"USD\"}", "{\"discountAmount\":1}", "{\"requestedDeliveryDate\":\"2026-12-24\"}")) {
            assertThat(refusal(koppel().patch(path(order), change, "If-Match", "*")))
                    .as(change)
                    .isEqualTo("400 Application_FieldValidationException");
        }
        assertThat(refusal(koppel().post(path(order) + "/salesOrderLines", "{\"description\":\"more\"}")))
                .isEqualTo("400 Application_FieldValidationException");
        assertThat(refusal(koppel().send("DELETE", line, null, "If-Match", "*")))
                .isEqualTo("400 Application_FieldValidationException");
        assertThat(patch(path(order), "{\"yourReference\":\"R\",\"workDescription\":\"W\"}"))
                .containsEntry("workDescription", "W");
        patch(line, "{\"shipQuantity\":1}");
        done(path(order), "reopen");
        patch(line, "{\"quantity\":5}");
        assertThat(again(order)).containsEntry("status", "Open");
    }

    /** §9: with snapshot isolation header and lines are written together or not at all. */
    @Test
    void aSnapshotBatchTakesBackAHeaderWhoseLineFails() {
        UUID id = UUID.randomUUID();
        String batch = "{\"requests\":["
                + "{\"id\":\"1\",\"method\":\"POST\",\"url\":\"companies(" + BusinessCentralService.COMPANY_ID
                + ")/salesOrders\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"systemId\":\"" + id
                + "\",\"customerNumber\":\"" + customer("").get("number") + "\"}},"
                + "{\"id\":\"2\",\"method\":\"POST\",\"url\":\"companies(" + BusinessCentralService.COMPANY_ID
                + ")/salesOrders(" + id
                + ")/salesOrderLines\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"type\":\"Item\",\"number\":\"NOTHING\"}}]}";
        assertThat(koppel().post("/v2.0/sandbox/api/koppel/sync/v1.0/$batch", batch, "Isolation", "snapshot")
                        .text())
                .contains("\"status\":201")
                .contains("Internal_InvalidTableRelation");
        assertThat(koppel().get(COMPANION + "/salesOrders(" + id + ")").status())
                .isEqualTo(404);
        koppel().post("/v2.0/sandbox/api/koppel/sync/v1.0/$batch", batch);
        assertThat(koppel().get(COMPANION + "/salesOrders(" + id + ")").status())
                .isEqualTo(200);
    }

    /** §19, sales-documents.md §8: notes hang on the order, are replaced and deleted there, and go with it. */
    @Test
    void notesAreWrittenOnOrders() {
        Map<String, Object> order = order(customer(""), "", sells(item("1", ""), "\"quantity\":1"));
        String note = act(path(order), "addNote", "{\"description\":\"Phone\",\"text\":\"Called at nine\"}")
                .header("Location");
        assertThat(get(note))
                .containsEntry("text", "Called at nine")
                .containsEntry("parentId", order.get("systemId"))
                .containsEntry("parentNumber", order.get("number"));
        create(
                COMPANION + "/recordNotes",
                "{\"systemId\":\"" + UUID.randomUUID() + "\",\"parentType\":\"salesOrder\",\"parentId\":\""
                        + order.get("systemId") + "\",\"text\":\"Second\",\"created\":\"2026-01-02T03:04:05Z\"}");
        assertThat(patch(note, "{\"text\":\"Called at ten\"}")).containsEntry("text", "Called at ten");
        assertThat(notes(order)).containsExactly("Called at ten", "Second");
        assertThat(refusal(koppel().post(COMPANION + "/recordNotes", "{\"text\":\"nowhere\"}")))
                .isEqualTo("400 Application_DialogException");
        assertThat(koppel().send("DELETE", path(order), null, "If-Match", "*").status())
                .isEqualTo(204);
        assertThat(koppel().get(note).status()).isEqualTo(404);
        Map<String, Object> other = order(customer(""), "", "");
        act(path(other), "addNote", "{\"text\":\"Soon gone\"}");
        done(path(other), "deleteNotes");
        assertThat(notes(other)).isEmpty();
    }

    /** sales-documents.md §1.5: the write-in product of the set-up is never one that is kept on stock. */
    @Test
    void theWriteInProductIsNotKeptOnStock() {
        String setup = COMPANION + "/salesSetup("
                + rows(COMPANION + "/salesSetup").get(0).get("systemId") + ")";
        String stocked = (String) item("1", "").get("number");
        String service = (String) item("1", ",\"type\":\"Service\"").get("number");
        assertThat(refusal(koppel().patch(setup, "{\"writeInProductNumber\":\"" + stocked + "\"}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        Object before = get(setup).get("writeInProductNumber");
        assertThat(patch(setup, "{\"writeInProductNumber\":\"" + service + "\"}"))
                .containsEntry("writeInProductNumber", service);
        patch(setup, "{\"writeInProductNumber\":\"" + before + "\"}");
    }
}
