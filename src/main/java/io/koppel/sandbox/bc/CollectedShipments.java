package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invoices that collect what was shipped for orders and is not invoiced yet, the application's own "Get Shipment Lines"
 * (sales-documents.md §2.3: an order is invoiced by whatever document; business-central-api.md §12). The lines know their
 * shipment; posting the invoice tells shipment and order, and moves no stock a second time. The order stays where it is.
 */
final class CollectedShipments {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PRICE_DECIMALS = 5;

    private final BcSession session;
    private final BcData data;
    private final BcTable drafts;
    private final BcTable shipments;
    private final BcTable shipped;
    private final Set<String> orders = new LinkedHashSet<>();

    CollectedShipments(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.drafts = data.table(InvoiceRules.TABLE);
        this.shipments = data.table("Sales Shipment Header");
        this.shipped = data.table("Sales Shipment Line");
    }

    /** Whether a line of a draft came from a shipment. */
    static boolean isCollected(RowDraft line) {
        return !line.text("Shipment No.").isEmpty();
    }

    /** Puts what is left of a shipment on a draft invoice. */
    void add(Row shipment, @Nullable UUID invoice) {
        Row draft = invoice == null ? null : drafts.rows().findForWrite(invoice);
        if (draft == null) {
            throw BcException.dialog("There is no document with id " + invoice + ".");
        }
        InvoiceRules.refusePosted(drafts, draft);
        same(shipment, draft, "Bill-to Customer No.");
        same(shipment, draft, "Currency Code");
        String number = shipments.text(shipment, "No.");
        boolean any = false;
        BigDecimal discount = BigDecimal.ZERO;
        long last = last(draft.id());
        for (Row line : shipped.rows().rowsWith(shipped.column("Document No."), number)) {
            BigDecimal open = InvoiceAmounts.amount(shipped, line, "Qty. Shipped Not Invoiced");
            if (open.signum() == 0) {
                continue;
            }
            if (!any) {
                last += InvoiceLineRules.STEP;
                session.insertAlong(
                        lines(),
                        line(draft, last)
                                .set("API Type", "Comment")
                                .set("Description", "Shipment No. " + number + ":"));
                any = true;
            }
            last += InvoiceLineRules.STEP;
            discount = discount.add(collect(shipment, draft, line, open, last));
        }
        if (!any) {
            throw BcException.dialog("There is nothing left of shipment " + number + " to invoice.");
        }
        BigDecimal before = InvoiceAmounts.amount(drafts, draft, "Invoice Discount Amount");
        session.changeAlong(
                drafts,
                draft,
                draft.edit(drafts.rows().schema())
                        .set("Invoice Discount Amount", DocumentAmounts.zeroless(before.add(discount))));
        InvoiceLineRules.reckon(session, draft.id());
    }

    private void same(Row shipment, Row draft, String field) {
        String here = drafts.text(draft, field);
        if (!here.equals(shipments.text(shipment, field))) {
            throw new BcException(
                    400,
                    "Application_FieldValidationException",
                    field + " must be equal to '" + shipments.text(shipment, field)
                            + "'  in Sales Header: Document Type=Invoice, No.=" + drafts.text(draft, "No.")
                            + ". Current value is '" + here + "'.");
        }
    }

    private BcTable lines() {
        return data.table(InvoiceLineRules.TABLE);
    }

    private long last(UUID invoice) {
        return InvoiceLineRules.lines(data, invoice).stream()
                .mapToLong(line -> line.get(lines().column("Line No.")) instanceof Long number ? number : 0)
                .max()
                .orElse(0);
    }

    private RowDraft line(Row draft, long number) {
        return RowDraft.create(lines().rows().schema(), UUID.randomUUID())
                .set("Document Id", draft.id())
                .set("Line No.", number);
    }

    /** One line; answers its share of the order's invoice discount. */
    private BigDecimal collect(Row shipment, Row draft, Row from, BigDecimal open, long number) {
        String type = shipped.text(from, "Type");
        RowDraft line = line(draft, number)
                .set("API Type", type.equals("G/L Account") ? "Account" : type)
                .set("Quantity", open)
                .set("Unit Price", price(shipment, draft, from))
                .set("Shipment No.", shipped.text(from, "Document No."))
                .set("Shipment Line No.", from.get(shipped.column("Line No.")));
        for (String field : new String[] {
            "No.", "Description", "Description 2", "Unit of Measure Code", "Line Discount %", "VAT %", "Shipment Date"
        }) {
            line.set(field, from.get(shipped.column(field)));
        }
        Row order = orderLine(from);
        line.set("Line Discount Amount", DocumentAmounts.zeroless(share(order, "Line Discount Amount", open)));
        InvoiceAmounts.line(line, includesTax(draft));
        session.insertAlong(lines(), line);
        return share(order, "Inv. Discount Amount", open);
    }

    private boolean includesTax(Row draft) {
        return Boolean.TRUE.equals(draft.get(drafts.column("Prices Including VAT")));
    }

    /** The price as the invoice writes prices: with VAT or without. */
    private @Nullable BigDecimal price(Row shipment, Row draft, Row from) {
        BigDecimal price = InvoiceAmounts.amount(shipped, from, "Unit Price");
        BigDecimal withTax = HUNDRED.add(InvoiceAmounts.amount(shipped, from, "VAT %"));
        boolean included = Boolean.TRUE.equals(shipment.get(shipments.column("Prices Including VAT")));
        if (included == includesTax(draft)) {
            return DocumentAmounts.zeroless(price);
        }
        return DocumentAmounts.zeroless(
                included
                        ? price.multiply(HUNDRED).divide(withTax, PRICE_DECIMALS, RoundingMode.HALF_UP)
                        : price.multiply(withTax).divide(HUNDRED, PRICE_DECIMALS, RoundingMode.HALF_UP));
    }

    private BigDecimal share(@Nullable Row orderLine, String field, BigDecimal open) {
        BcTable table = SalesDocument.ORDER.lines(data);
        BigDecimal all = orderLine == null ? BigDecimal.ZERO : InvoiceAmounts.amount(table, orderLine, "Quantity");
        return orderLine == null || all.signum() == 0
                ? BigDecimal.ZERO
                : InvoiceAmounts.amount(table, orderLine, field).multiply(open).divide(all, 2, RoundingMode.HALF_UP);
    }

    private @Nullable Row orderLine(Row shipmentLine) {
        return lineOf(
                SalesDocument.ORDER.lines(data),
                "Document No.",
                shipped.text(shipmentLine, "Order No."),
                "Line No.",
                shipmentLine.get(shipped.column("Order Line No.")));
    }

    private static @Nullable Row lineOf(
            BcTable table, String documentField, String document, String lineField, @Nullable Object number) {
        for (Row row : table.rows().rowsWith(table.column(documentField), document)) {
            if (KeyRules.same(row.get(table.column(lineField)), number)) {
                return row;
            }
        }
        return null;
    }

    private Row shipmentLine(RowDraft line) {
        Row found =
                lineOf(shipped, "Document No.", line.text("Shipment No."), "Line No.", line.get("Shipment Line No."));
        if (found == null) {
            throw BcException.dialog("The shipment line of " + line.text("Shipment No.") + " does not exist.");
        }
        return found;
    }

    /** A person has given a collected line another quantity: no more than is shipped, and discounts follow. */
    void quantity(RowDraft line) {
        refuseTooMuch(line, shipmentLine(line));
        BigDecimal gross =
                InvoiceAmounts.amount(line.get("Quantity")).multiply(InvoiceAmounts.amount(line.get("Unit Price")));
        line.set(
                "Line Discount Amount",
                DocumentAmounts.zeroless(
                        InvoiceAmounts.cents(gross.multiply(InvoiceAmounts.amount(line.get("Line Discount %")))
                                .divide(HUNDRED))));
    }

    private BigDecimal refuseTooMuch(RowDraft line, Row from) {
        BigDecimal quantity = InvoiceAmounts.amount(line.get("Quantity"));
        BigDecimal open = InvoiceAmounts.amount(shipped, from, "Qty. Shipped Not Invoiced");
        if (quantity.signum() < 0 || quantity.compareTo(open) > 0) {
            throw BcException.dialog(
                    "The quantity that you are trying to invoice is greater than the quantity in shipment "
                            + line.text("Shipment No.") + ".");
        }
        return quantity;
    }

    /**
     * A collected line is posted: its shipment and its order are told.
     *
     * @param posted the line of the posted invoice, which gets the order's number
     */
    void post(RowDraft line, RowDraft posted) {
        Row from = shipmentLine(line);
        BigDecimal quantity = refuseTooMuch(line, from);
        session.changeAlong(
                shipped,
                from,
                from.edit(shipped.rows().schema())
                        .set(
                                "Quantity Invoiced",
                                InvoiceAmounts.amount(shipped, from, "Quantity Invoiced")
                                        .add(quantity))
                        .set(
                                "Qty. Shipped Not Invoiced",
                                DocumentAmounts.zeroless(
                                        InvoiceAmounts.amount(shipped, from, "Qty. Shipped Not Invoiced")
                                                .subtract(quantity))));
        String order = shipped.text(from, "Order No.");
        posted.set("Order No.", order).set("Order Line No.", from.get(shipped.column("Order Line No.")));
        Row ordered = orderLine(from);
        if (ordered != null) {
            BcTable table = SalesDocument.ORDER.lines(data);
            RowDraft after = ordered.edit(table.rows().schema());
            after.set(
                    "Quantity Invoiced",
                    DocumentAmounts.amount(after, "Quantity Invoiced").add(quantity));
            LineQuantities.restart(after);
            session.changeAlong(table, ordered, after);
            orders.add(order);
        }
    }

    /** All lines are posted: the orders show how far they have come. */
    void finish() {
        orders.forEach(order -> DocumentRules.reckon(session, SalesDocument.ORDER, order));
    }
}
