package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Items: what has moved keeps its base unit and its item; inventory is the sum of what has moved. */
final class ItemRules extends UnitGroups {
    static final ItemRules INSTANCE = new ItemRules();

    private static final String STOCK = "Assemble-to-Stock";

    private ItemRules() {
        super("Item", "Description", "Search Description");
    }

    /** Only what is assembled can be assembled to order, and only what is kept on stock. */
    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        super.validate(session, draft, field);
        boolean policy = field.equals("Assembly Policy");
        if ((policy || field.equals("Replenishment System"))
                && draft.text("Assembly Policy").equals(AssemblyOrders.TO_ORDER)) {
            boolean assembled = draft.text("Replenishment System").equals(AssemblyOrders.ASSEMBLY);
            if (!assembled) {
                throw mustBe(draft, policy ? "Replenishment System" : "Assembly Policy", policy ? "Assembly" : STOCK);
            }
            String type = draft.text("Type");
            if (!type.isEmpty() && !type.equals("Inventory")) {
                throw mustBe(draft, "Assembly Policy", STOCK);
            }
        }
    }

    private static BcException mustBe(RowDraft item, String field, String value) {
        return new BcException(
                400,
                "Application_FieldValidationException",
                field + " must be equal to '" + value + "'  in Item: No.=" + item.text("No.") + ".");
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
        move(session, item, type, document, quantity, false);
    }

    /** Posts a movement of what is assembled for an order. */
    static void moveToOrder(BcSession session, String item, String type, String document, BigDecimal quantity) {
        move(session, item, type, document, quantity, true);
    }

    private static void move(
            BcSession session, String item, String type, String document, BigDecimal quantity, boolean toOrder) {
        BcTable ledger = session.data().table("Item Ledger Entry");
        RowDraft entry = RowDraft.create(ledger.rows().schema(), UUID.randomUUID())
                .set("Item No.", item)
                .set(
                        "Posting Date",
                        session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate())
                .set("Entry Type", type)
                .set("Document Type", documentType(type))
                .set("Assemble to Order", toOrder ? true : null)
                .set("Document No.", document)
                .set("Quantity", quantity)
                .set("Remaining Quantity", quantity)
                .set("Qty. per Unit of Measure", BigDecimal.ONE);
        session.insert(ledger, entry, false);
    }

    private static @Nullable String documentType(String type) {
        return switch (type) {
            case "Sale" -> "Sales Invoice";
            case "Assembly Output" -> "Posted Assembly";
            default -> null;
        };
    }
}
