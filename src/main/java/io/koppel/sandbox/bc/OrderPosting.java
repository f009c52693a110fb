package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Posts orders: ships what is to ship, invoices what is to invoice, and deletes an order of which nothing is left
 * (business-central-api.md §14, §17 rules 9 and 10; sales-documents.md §2.3).
 */
final class OrderPosting {
    private final BcSession session;
    private final BcData data;
    private final BcTable headers;
    private final BcTable lines;

    OrderPosting(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.headers = SalesDocument.ORDER.headers(data);
        this.lines = SalesDocument.ORDER.lines(data);
    }

    /**
     * Posts an order; an open one is released for it and is open again where something is left.
     *
     * @return the posted invoice, or null when none was made
     */
    @Nullable
    Row post(Row order, boolean ship, boolean invoice) {
        String number = headers.text(order, "No.");
        refuseBlocked(order, ship, invoice);
        SalesSetupRules.refuseWithoutExternalNumber(session, headers, order);
        boolean wasOpen = DocumentStatus.isOpen(headers, order);
        DocumentStatus.release(session, SalesDocument.ORDER, order);
        if (!DocumentStatus.status(headers, current(order)).equals("Released")) {
            throw BcException.dialog("There are unpaid prepayment invoices related to the order " + number + ".");
        }
        List<RowDraft> before = SalesDocument.ORDER.lineDrafts(data, number);
        boolean ships = ship && before.stream().anyMatch(line -> positive(line, "Qty. to Ship"));
        boolean invoices = invoice
                && before.stream().anyMatch(line -> invoiceable(line, ship).signum() > 0);
        if (!ships && !invoices) {
            throw BcException.dialog("There is nothing to post.");
        }
        if (SalesSetupRules.is(data, "Archive Orders")) {
            DocumentArchive.archive(session, SalesDocument.ORDER, current(order), ships, invoices);
        }
        String shipment = ships ? ship(current(order), before) : "";
        Row posted = invoices ? new OrderInvoice(session).post(current(order), before, ship) : null;
        handled(before, ships, invoices, ship);
        RowDraft after = current(order).edit(headers.rows().schema());
        if (ships) {
            after.set("Last Shipping No.", shipment).set("Last Shipment Date", after.get("Shipment Date"));
        }
        if (posted != null) {
            after.set("Last Posting No.", data.table("Sales Invoice Header").text(posted, "No."));
        }
        if (wasOpen) {
            SalesDocument.ORDER.setStatus(after, "Open");
        }
        session.changeAlong(headers, current(order), after);
        DocumentRules.reckon(session, SalesDocument.ORDER, number);
        finish(current(order), posted, ships);
        return posted;
    }

    private Row current(Row order) {
        return Objects.requireNonNull(headers.rows().findForWrite(order.id()));
    }

    private static boolean positive(RowDraft line, String field) {
        return DocumentAmounts.amount(line, field).signum() > 0;
    }

    /** How much of a line this posting can invoice: no more than is shipped by then. */
    static BigDecimal invoiceable(RowDraft line, boolean ship) {
        BigDecimal waiting = DocumentAmounts.amount(line, "Qty. Shipped Not Invoiced");
        BigDecimal most = ship ? waiting.add(DocumentAmounts.amount(line, "Qty. to Ship")) : waiting;
        return most.min(DocumentAmounts.amount(line, "Qty. to Invoice"));
    }

    private void refuseBlocked(Row order, boolean ship, boolean invoice) {
        BcTable customers = data.table("Customer");
        for (String field : List.of("Sell-to Customer No.", "Bill-to Customer No.")) {
            Row customer = data.byKey("Customer", headers.text(order, field));
            String blocked = customer == null ? "" : customers.text(customer, "Blocked");
            boolean refused =
                    blocked.equals("All") || (blocked.equals("Invoice") && invoice) || (blocked.equals("Ship") && ship);
            if (refused) {
                throw BcException.dialog("You cannot post this type of document when Customer "
                        + headers.text(order, field) + " is blocked with type " + blocked + ".");
            }
        }
    }

    private String ship(Row order, List<RowDraft> orderLines) {
        BcTable shipments = data.table("Sales Shipment Header");
        String number = data.series().next("Sales Shipment", taken -> data.byKey(shipments.name(), taken) != null);
        RowDraft header = RowDraft.create(shipments.rows().schema(), UUID.randomUUID());
        InvoicePosting.copy(headers, order, header, Map.of());
        header.set("No.", number).set("Order No.", headers.text(order, "No."));
        session.insertAlong(shipments, header);
        BcTable to = data.table("Sales Shipment Line");
        for (RowDraft line : orderLines) {
            BigDecimal quantity = DocumentAmounts.amount(line, "Qty. to Ship");
            boolean comment = line.text("Type").isEmpty();
            if (!comment && quantity.signum() == 0) {
                continue;
            }
            RowDraft shipped = RowDraft.create(to.rows().schema(), UUID.randomUUID());
            for (Field field : to.fields()) {
                if (line.schema().find(field.name()) != null) {
                    shipped.set(field.name(), line.get(field.name()));
                }
            }
            shipped.set("Document No.", number)
                    .set("Quantity", DocumentAmounts.zeroless(quantity))
                    .set("Quantity Invoiced", null)
                    .set("Qty. Shipped Not Invoiced", DocumentAmounts.zeroless(quantity))
                    .set("Order No.", line.text("Document No."))
                    .set("Order Line No.", line.get("Line No."));
            session.insertAlong(to, shipped);
            if (line.text("Type").equals("Item")) {
                BigDecimal per = DocumentAmounts.amount(line, "Qty. per Unit of Measure");
                sell(session, line, number, quantity, per.signum() == 0 ? BigDecimal.ONE : per);
            }
        }
        return number;
    }

    /** What is assembled for the line leaves on its own entry, the rest comes from stock. */
    private static void sell(BcSession session, RowDraft line, String number, BigDecimal quantity, BigDecimal per) {
        String item = line.text("No.");
        BigDecimal assembled = AssemblyOrders.assemble(session, line, per);
        if (assembled.signum() > 0) {
            BigDecimal moved = assembled.multiply(per).negate();
            ItemRules.moveToOrder(session, item, "Sale", number, moved);
        }
        if (quantity.compareTo(assembled) > 0) {
            BigDecimal moved = quantity.subtract(assembled).multiply(per).negate();
            ItemRules.move(session, item, "Sale", number, moved);
        }
    }

    /** Books on the order's lines what was shipped and invoiced, and puts the rest up for the next posting. */
    private void handled(List<RowDraft> drafts, boolean ships, boolean invoices, boolean ship) {
        for (RowDraft line : drafts) {
            BigDecimal invoiced = invoices ? invoiceable(line, ship) : BigDecimal.ZERO;
            if (ships) {
                add(line, "Quantity Shipped", DocumentAmounts.amount(line, "Qty. to Ship"));
                line.set("Reserved Quantity", null);
            }
            add(line, "Quantity Invoiced", invoiced);
            LineQuantities.restart(line);
            Row stored = lines.rows().findForWrite(line.id());
            if (stored != null) {
                session.changeAlong(lines, stored, line);
            }
        }
    }

    private static void add(RowDraft line, String field, BigDecimal more) {
        line.set(
                field,
                DocumentAmounts.zeroless(DocumentAmounts.amount(line, field).add(more)));
    }

    /** An order of which nothing is left is archived as it ended, and deleted. */
    private void finish(Row order, @Nullable Row posted, boolean ships) {
        if (posted == null || !Boolean.TRUE.equals(order.get(headers.column("Completely Invoiced")))) {
            return;
        }
        if (SalesSetupRules.is(data, "Archive Orders")) {
            DocumentArchive.archive(session, SalesDocument.ORDER, order, ships, true);
        }
        String number = headers.text(order, "No.");
        NoteRules.move(
                session,
                order.id(),
                "postedSalesInvoice",
                posted.id(),
                data.table("Sales Invoice Header").text(posted, "No."));
        for (Row line : SalesDocument.ORDER.linesOf(data, number)) {
            session.deleteAlong(lines, line);
        }
        session.deleteAlong(headers, current(order));
    }

    static LocalDate date(BcTable table, Row row, String field) {
        return row.get(table.column(field)) instanceof LocalDate date ? date : LocalDate.EPOCH;
    }
}
