package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;

/** Quantities of a line: ordered, shipped, invoiced, and what the next posting will handle (sales-documents.md §2.3). */
final class LineQuantities {
    private LineQuantities() {}

    /**
     * The ordered quantity has changed: all that is open will be handled next.
     *
     * @return the quantity before
     */
    static BigDecimal changed(RowDraft line) {
        BigDecimal quantity = DocumentAmounts.amount(line, "Quantity");
        BigDecimal shipped = DocumentAmounts.amount(line, "Quantity Shipped");
        if (quantity.signum() < 0 || quantity.compareTo(shipped) < 0) {
            throw BcException.dialog("Quantity must not be less than what is shipped already, "
                    + shipped.toPlainString() + ", in sales line " + line.text("Document No.") + ".");
        }
        BigDecimal before = DocumentAmounts.amount(line, "Outstanding Quantity").add(shipped);
        restart(line);
        return before;
    }

    /** Puts all that is open up for the next posting. */
    static void restart(RowDraft line) {
        BigDecimal quantity = DocumentAmounts.amount(line, "Quantity");
        BigDecimal shipped = DocumentAmounts.amount(line, "Quantity Shipped");
        BigDecimal invoiced = DocumentAmounts.amount(line, "Quantity Invoiced");
        line.set("Outstanding Quantity", DocumentAmounts.zeroless(quantity.subtract(shipped)));
        line.set("Qty. Shipped Not Invoiced", DocumentAmounts.zeroless(shipped.subtract(invoiced)));
        line.set("Qty. to Ship", DocumentAmounts.zeroless(quantity.subtract(shipped)));
        line.set("Qty. to Invoice", DocumentAmounts.zeroless(quantity.subtract(invoiced)));
    }

    /** What a person wants to be handled next; no more than there is. */
    static void toHandle(RowDraft line, String field) {
        BigDecimal open = DocumentAmounts.amount(line, "Outstanding Quantity");
        BigDecimal ship = DocumentAmounts.amount(line, "Qty. to Ship");
        BigDecimal waiting = DocumentAmounts.amount(line, "Qty. Shipped Not Invoiced");
        if (ship.signum() < 0 || ship.compareTo(open) > 0) {
            throw BcException.dialog("You cannot ship more than " + open.toPlainString() + " units.");
        }
        if (field.equals("Qty. to Ship")) {
            line.set("Qty. to Invoice", DocumentAmounts.zeroless(waiting.add(ship)));
        }
        BigDecimal invoice = DocumentAmounts.amount(line, "Qty. to Invoice");
        if (invoice.signum() < 0 || invoice.compareTo(waiting.add(ship)) > 0) {
            throw BcException.dialog(
                    "You cannot invoice more than " + waiting.add(ship).toPlainString() + " units.");
        }
    }
}
