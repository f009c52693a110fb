package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders to assemble what a sales order sells of items that are assembled to order. Each belongs to one line, follows its
 * quantity and ends with it or when all of it is shipped (scenario SO-27). Items here have no bill of material, so nothing
 * is consumed.
 */
final class AssemblyOrders {
    static final String TABLE = "Assembly Header";
    static final String TO_ASSEMBLE = "Qty. to Assemble to Order";
    static final String ASSEMBLY = "Assembly";
    static final String TO_ORDER = "Assemble-to-Order";

    private static final String LINE = "Sales Line Id";

    private AssemblyOrders() {}

    /** The line sells another product: all of it is assembled if the item wants it so. */
    static void productChanged(BcData data, RowDraft line) {
        line.set(TO_ASSEMBLE, isToOrder(data, line) ? line.get("Quantity") : null);
    }

    /** The line sells another quantity: what was assembled wholly still is; a part that somebody chose stays. */
    static void quantityChanged(BcData data, RowDraft line, BigDecimal before) {
        BigDecimal toAssemble = DocumentAmounts.amount(line, TO_ASSEMBLE);
        boolean whole = toAssemble.signum() == 0
                ? isToOrder(data, line)
                : toAssemble.compareTo(before) == 0
                        || toAssemble.compareTo(DocumentAmounts.amount(line, "Quantity")) > 0;
        if (whole) {
            line.set(TO_ASSEMBLE, line.get("Quantity"));
        }
    }

    private static boolean isToOrder(BcData data, RowDraft line) {
        Row item = line.text("Type").equals("Item") ? data.byKey("Item", line.text("No.")) : null;
        return item != null && data.table("Item").text(item, "Assembly Policy").equals(TO_ORDER);
    }

    /** Somebody chose how much is assembled. */
    static void refuseImpossible(RowDraft line) {
        BigDecimal wanted = DocumentAmounts.amount(line, TO_ASSEMBLE);
        if (wanted.signum() != 0 && !line.text("Type").equals("Item")) {
            throw BcException.dialog("Type must be equal to 'Item' where something is assembled to order.");
        }
        BigDecimal quantity = DocumentAmounts.amount(line, "Quantity");
        if (wanted.signum() < 0 || wanted.compareTo(quantity) > 0) {
            throw BcException.dialog(TO_ASSEMBLE + " must lie between 0 and " + quantity.toPlainString() + ".");
        }
    }

    /** What is assembled already cannot be taken back. */
    static void refuseLessThanAssembled(BcTable lines, Row before, RowDraft line) {
        BigDecimal assembled = assembled(
                InvoiceAmounts.amount(lines, before, TO_ASSEMBLE),
                InvoiceAmounts.amount(lines, before, "Quantity Shipped"));
        if (DocumentAmounts.amount(line, TO_ASSEMBLE).compareTo(assembled) < 0) {
            throw BcException.dialog(TO_ASSEMBLE + " must not be less than what is assembled already, "
                    + assembled.toPlainString() + ".");
        }
    }

    /** What is assembled to order is shipped before what comes from stock. */
    private static BigDecimal assembled(BigDecimal toAssemble, BigDecimal shipped) {
        return toAssemble.min(shipped);
    }

    /** Brings the assembly orders of a sales order to what its lines say. */
    static void follow(BcSession session, String order, List<Row> orderLines) {
        BcTable table = session.data().table(TABLE);
        Map<UUID, Row> left = new HashMap<>();
        for (Row row : table.rows().rowsWith(table.column("Sales Order No."), order)) {
            left.put((UUID) row.get(table.column(LINE)), row);
        }
        for (Row line : orderLines) {
            BcTable lines = SalesDocument.ORDER.lines(session.data());
            BigDecimal quantity = InvoiceAmounts.amount(lines, line, TO_ASSEMBLE);
            BigDecimal assembled = assembled(quantity, InvoiceAmounts.amount(lines, line, "Quantity Shipped"));
            if (quantity.compareTo(assembled) > 0) {
                follow(session, table, left.remove(line.id()), lines, line, assembled);
            }
        }
        left.values().forEach(row -> session.deleteAlong(table, row));
    }

    private static void follow(
            BcSession session, BcTable table, @Nullable Row there, BcTable lines, Row line, BigDecimal assembled) {
        BcData data = session.data();
        BigDecimal quantity = InvoiceAmounts.amount(lines, line, TO_ASSEMBLE);
        RowDraft draft = there == null
                ? RowDraft.create(table.rows().schema(), data.database().newId())
                        .set("No.", data.series().next("Assembly Order", number -> data.byKey(TABLE, number) != null))
                        .set("Sales Order No.", lines.text(line, "Document No."))
                        .set(LINE, line.id())
                : there.edit(table.rows().schema());
        draft.set("Item No.", lines.text(line, "No."))
                .set("Description", line.get(lines.column("Description")))
                .set("Unit of Measure Code", line.get(lines.column("Unit of Measure Code")))
                .set("Due Date", line.get(lines.column("Shipment Date")))
                .set("Quantity", quantity)
                .set("Assembled Quantity", DocumentAmounts.zeroless(assembled))
                .set("Remaining Quantity", quantity.subtract(assembled));
        if (there == null) {
            session.insertAlong(table, draft);
        } else {
            session.changeAlong(table, there, draft);
        }
    }

    /**
     * Posts what is assembled of a line that is about to be shipped.
     *
     * @return how much of it that is, in the line's unit
     */
    static BigDecimal assemble(BcSession session, RowDraft line, BigDecimal per) {
        BigDecimal toAssemble = DocumentAmounts.amount(line, TO_ASSEMBLE);
        BigDecimal shipped = DocumentAmounts.amount(line, "Quantity Shipped");
        BigDecimal now = assembled(toAssemble, shipped.add(DocumentAmounts.amount(line, "Qty. to Ship")))
                .subtract(assembled(toAssemble, shipped));
        if (now.signum() > 0) {
            String number = session.data().series().next("Posted Assembly", taken -> false);
            ItemRules.moveToOrder(session, line.text("No."), "Assembly Output", number, now.multiply(per));
        }
        return now;
    }
}
