package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The posted invoice of what an order has to invoice: header, lines, the copy that API v2.0 shows, what the customer owes.
 * Discounts of a line that is invoiced in parts are divided so that the parts make up the whole.
 */
final class OrderInvoice {
    /** Fields of an order that the copy behind API v2.0 has under another name. */
    private static final Map<String, String> RENAMED = Map.of(
            "Bill-to Address", "Bill-To Address",
            "Bill-to Address 2", "Bill-To Address 2",
            "Bill-to City", "Bill-To City",
            "Bill-to County", "Bill-To County",
            "Bill-to Post Code", "Bill-To Post Code",
            "Bill-to Country/Region Code", "Bill-To Country/Region Code",
            "Status", "");

    private final BcSession session;
    private final BcData data;
    private final BcTable orders;
    private final BcTable posted;

    OrderInvoice(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.orders = SalesDocument.ORDER.headers(data);
        this.posted = data.table("Sales Invoice Header");
    }

    /** Posts the invoice. Comment lines go along; a line with nothing to invoice stays out. */
    Row post(Row order, List<RowDraft> orderLines, boolean ship) {
        List<RowDraft> parts = new ArrayList<>();
        RowDraft totals = order.edit(orders.rows().schema());
        BigDecimal discount = BigDecimal.ZERO;
        for (RowDraft line : orderLines) {
            BigDecimal quantity = OrderPosting.invoiceable(line, ship);
            if (quantity.signum() != 0 || line.text("Type").isEmpty()) {
                RowDraft part = part(line, quantity);
                discount = discount.add(DocumentAmounts.amount(part, "Inv. Discount Amount"));
                parts.add(part);
            }
        }
        totals.set("Invoice Discount Amount", DocumentAmounts.zeroless(discount));
        DocumentAmounts.totals(totals, parts);
        String number = data.series().next("Posted Sales Invoice", taken -> data.byKey(posted.name(), taken) != null);
        Row header = header(order, totals, number);
        buffer(order, totals, header);
        parts.forEach(part -> line(header, part));
        owe(header);
        return header;
    }

    /** A line's share: what is invoiced up to and with this part, less what was invoiced before. */
    private static RowDraft part(RowDraft line, BigDecimal quantity) {
        RowDraft part = RowDraft.create(line.schema(), UUID.randomUUID());
        line.schema().columns().forEach(column -> part.set(column, line.get(column)));
        part.set("Quantity", DocumentAmounts.zeroless(quantity));
        BigDecimal before = DocumentAmounts.amount(line, "Quantity Invoiced");
        for (String field : List.of("Line Discount Amount", "Inv. Discount Amount")) {
            BigDecimal whole = DocumentAmounts.amount(line, field);
            BigDecimal all = DocumentAmounts.amount(line, "Quantity");
            BigDecimal share = all.signum() == 0
                    ? BigDecimal.ZERO
                    : share(whole, before.add(quantity), all).subtract(share(whole, before, all));
            part.set(field, DocumentAmounts.zeroless(share));
        }
        return part;
    }

    private static BigDecimal share(BigDecimal whole, BigDecimal of, BigDecimal all) {
        return whole.multiply(of).divide(all, 2, RoundingMode.HALF_UP);
    }

    private Row header(Row order, RowDraft totals, String number) {
        RowDraft header = RowDraft.create(posted.rows().schema(), UUID.randomUUID());
        InvoicePosting.copy(orders, order, header, Map.of());
        header.set("No.", number).set("Order No.", orders.text(order, "No."));
        BigDecimal factor =
                data.currencyFactor(header.text("Currency Code"), OrderPosting.date(orders, order, "Posting Date"));
        header.set("Currency Factor", factor);
        for (String field : List.of("Invoice Discount Amount", "Amount", "Amount Including VAT")) {
            header.set(field, totals.get(field));
        }
        return session.insertAlong(posted, header);
    }

    /** API v2.0 shows posted invoices from its own table (§7). */
    private void buffer(Row order, RowDraft totals, Row header) {
        BcTable buffers = data.table(InvoiceRules.TABLE);
        RowDraft buffer = RowDraft.create(buffers.rows().schema(), header.id());
        InvoicePosting.copy(orders, order, buffer, RENAMED);
        for (String field : List.of("Invoice Discount Amount", "Amount", "Amount Including VAT", "Total Tax Amount")) {
            buffer.set(field, totals.get(field));
        }
        buffer.set("No.", posted.text(header, "No."))
                .set("Order No.", orders.text(order, "No."))
                .set("Posted", true)
                .set("Status", "Open");
        session.insertAlong(buffers, buffer);
    }

    private void line(Row header, RowDraft part) {
        BcTable lines = data.table("Sales Invoice Line");
        BcTable copies = data.table(InvoiceLineRules.TABLE);
        RowDraft line = take(lines, part);
        line.set("Document No.", posted.text(header, "No."))
                .set("Order No.", part.text("Document No."))
                .set("Order Line No.", part.get("Line No."))
                .set("Shipment Date", header.get(posted.column("Shipment Date")));
        session.insertAlong(lines, line);
        RowDraft copy = take(copies, part).set("Document Id", header.id());
        session.insertAlong(copies, copy);
        ship(part);
    }

    private static RowDraft take(BcTable table, RowDraft from) {
        RowDraft row = RowDraft.create(table.rows().schema(), from.id());
        Map<String, Object> given = new HashMap<>();
        for (Field field : table.fields()) {
            Object value = from.schema().find(field.name()) == null ? null : from.get(field.name());
            if (value != null) {
                given.put(field.name(), value);
            }
        }
        given.forEach(row::set);
        return row;
    }

    /** Marks shipments of the order's line as invoiced, the oldest first. */
    private void ship(RowDraft part) {
        BcTable shipped = data.table("Sales Shipment Line");
        BigDecimal left = DocumentAmounts.amount(part, "Quantity");
        for (Row row : shipped.rows().rowsWith(shipped.column("Order No."), part.text("Document No."))) {
            BigDecimal open = InvoiceAmounts.amount(shipped, row, "Qty. Shipped Not Invoiced");
            if (!KeyRules.same(row.get(shipped.column("Order Line No.")), part.get("Line No.")) || left.signum() <= 0) {
                continue;
            }
            BigDecimal now = open.min(left);
            left = left.subtract(now);
            BigDecimal sum =
                    InvoiceAmounts.amount(shipped, row, "Quantity Invoiced").add(now);
            session.changeAlong(
                    shipped,
                    row,
                    row.edit(shipped.rows().schema())
                            .set("Quantity Invoiced", DocumentAmounts.zeroless(sum))
                            .set("Qty. Shipped Not Invoiced", DocumentAmounts.zeroless(open.subtract(now))));
        }
    }

    private void owe(Row header) {
        new CustomerLedger(session)
                .invoice(
                        posted.text(header, "No."),
                        posted.text(header, "Bill-to Customer No."),
                        posted.text(header, "Currency Code"),
                        posted.text(header, "Salesperson Code"),
                        (LocalDate) header.get(posted.column("Posting Date")),
                        (LocalDate) header.get(posted.column("Due Date")),
                        InvoiceAmounts.amount(posted, header, "Amount Including VAT"),
                        InvoiceAmounts.amount(posted, header, "Amount"));
    }
}
