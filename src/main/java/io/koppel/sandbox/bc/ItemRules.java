package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.UUID;

/** Items: what has moved keeps its base unit and its item; inventory is the sum of what has moved. */
final class ItemRules extends UnitGroups {
    static final ItemRules INSTANCE = new ItemRules();

    private ItemRules() {
        super("Item", "Description", "Search Description");
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        String unit = table.text(before, "Base Unit of Measure");
        if (!draft.text("Base Unit of Measure").equals(unit) && hasMoved(session, table.text(before, "No."))) {
            throw BcException.dialog("You cannot change Base Unit of Measure on item " + table.text(before, "No.")
                    + ", because there are item ledger entries for it.");
        }
        super.beforeModify(session, table, before, draft);
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        if (hasMoved(session, table.text(row, "No."))) {
            throw BcException.dialog("You cannot delete item " + table.text(row, "No.")
                    + ", because there are item ledger entries or documents for it.");
        }
    }

    static boolean hasMoved(BcSession session, String item) {
        BcTable ledger = session.data().table("Item Ledger Entry");
        return ledger.rows()
                .rowsWith(ledger.column("Item No."), item)
                .iterator()
                .hasNext();
    }

    /** Posts what is missing to an inventory, or what is too much (business-central-api.md §6.2). */
    static void adjustInventory(BcSession session, RowDraft item, BigDecimal wanted) {
        String number = item.text("No.");
        BigDecimal difference =
                wanted.subtract(session.data().sum("Item Ledger Entry", "Item No.", number, "Quantity"));
        if (difference.signum() != 0) {
            String type = difference.signum() > 0 ? "Positive Adjmt." : "Negative Adjmt.";
            move(session, number, type, "", difference);
        }
    }

    /** Posts a movement. */
    static void move(BcSession session, String item, String type, String document, BigDecimal quantity) {
        BcTable ledger = session.data().table("Item Ledger Entry");
        RowDraft entry = RowDraft.create(ledger.rows().schema(), UUID.randomUUID())
                .set("Item No.", item)
                .set(
                        "Posting Date",
                        session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate())
                .set("Entry Type", type)
                .set("Document Type", type.equals("Sale") ? "Sales Invoice" : null)
                .set("Document No.", document)
                .set("Quantity", quantity)
                .set("Remaining Quantity", quantity)
                .set("Qty. per Unit of Measure", BigDecimal.ONE);
        session.insert(ledger, entry, false);
    }
}
