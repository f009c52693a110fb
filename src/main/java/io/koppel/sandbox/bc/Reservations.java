package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;

/** Reserves what is on stock for an order line, as a person does with Reserve → Auto Reserve (sales-documents.md §10.1). */
final class Reservations {
    private Reservations() {}

    static void reserve(BcSession session, Row line) {
        BcData data = session.data();
        BcTable lines = SalesDocument.ORDER.lines(data);
        String item = lines.text(line, "No.");
        if (!lines.text(line, "Type").equals("Item")
                || data.option(lines, line, "Reserve").equals("Never")) {
            throw BcException.dialog("Line " + lines.text(line, "Document No.") + " "
                    + line.get(lines.column("Line No.")) + " sells nothing that can be reserved.");
        }
        BigDecimal per = InvoiceAmounts.amount(lines, line, "Qty. per Unit of Measure");
        BigDecimal stock = data.sum("Item Ledger Entry", "Item No.", item, "Quantity");
        BigDecimal others = data.sum(lines.name(), "No.", item, "Reserved Quantity")
                .subtract(InvoiceAmounts.amount(lines, line, "Reserved Quantity"));
        BigDecimal free = stock.divide(per.signum() == 0 ? BigDecimal.ONE : per, java.math.MathContext.DECIMAL64)
                .subtract(others)
                .max(BigDecimal.ZERO);
        BigDecimal reserved = free.min(InvoiceAmounts.amount(lines, line, "Outstanding Quantity"));
        session.changeAlong(
                lines,
                line,
                line.edit(lines.rows().schema()).set("Reserved Quantity", DocumentAmounts.zeroless(reserved)));
    }
}
