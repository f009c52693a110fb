package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prepayments of orders: a share of each line that must be invoiced before the order counts as released (sales-documents.md §10.1). */
final class Prepayments {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Prepayments() {}

    /** Whether any line's prepayment is not invoiced yet. */
    static boolean due(BcData data, String order) {
        BcTable lines = SalesDocument.ORDER.lines(data);
        for (Row line : SalesDocument.ORDER.linesOf(data, order)) {
            BigDecimal wanted = InvoiceAmounts.amount(lines, line, "Prepmt. Line Amount");
            if (wanted.signum() != 0
                    && wanted.compareTo(InvoiceAmounts.amount(lines, line, "Prepmt. Amt. Inv.")) != 0) {
                return true;
            }
        }
        return false;
    }

    /** What a line's prepayment is, of its amount. */
    static @Nullable BigDecimal ofLine(BigDecimal percent, BigDecimal lineAmount) {
        BigDecimal part = InvoiceAmounts.cents(lineAmount.multiply(percent).divide(HUNDRED));
        return part.signum() == 0 ? null : part;
    }

    /** Invoices what is due, as a prepayment invoice does, and lets a waiting order be released. */
    static void invoice(BcSession session, Row header) {
        BcData data = session.data();
        BcTable headers = SalesDocument.ORDER.headers(data);
        BcTable lines = SalesDocument.ORDER.lines(data);
        String number = headers.text(header, "No.");
        if (!due(data, number)) {
            throw BcException.dialog("There is nothing to post: no prepayment of order " + number + " is due.");
        }
        for (Row line : SalesDocument.ORDER.linesOf(data, number)) {
            RowDraft draft = line.edit(lines.rows().schema())
                    .set("Prepmt. Amt. Inv.", line.get(lines.column("Prepmt. Line Amount")));
            session.changeAlong(lines, line, draft);
        }
        if (DocumentStatus.status(headers, header).equals("Pending Prepayment")) {
            RowDraft draft = header.edit(headers.rows().schema());
            SalesDocument.ORDER.setStatus(draft, "Released");
            session.changeAlong(headers, header, draft);
        }
    }
}
