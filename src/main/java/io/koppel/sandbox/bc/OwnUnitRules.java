package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.Locale;

/** Units of items and resources: a positive number of base units, the base unit itself 1 and not to be deleted. */
final class OwnUnitRules extends KeyRules {
    static final OwnUnitRules ITEM = new OwnUnitRules("Item");
    static final OwnUnitRules RESOURCE = new OwnUnitRules("Resource");

    private static final String QUANTITY = "Qty. per Unit of Measure";

    private final String kind;

    private OwnUnitRules(String kind) {
        this.kind = kind;
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("Code").isEmpty()) {
            throw new BcException(
                    400, "BadRequest_RequiredParamNotProvided", "Code must have a value in " + table.name() + ".");
        }
        if (draft.get(QUANTITY) == null) {
            draft.set(QUANTITY, BigDecimal.ONE);
        }
        quantity(session, draft);
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        quantity(session, draft);
        super.beforeModify(session, table, before, draft);
    }

    private void quantity(BcSession session, RowDraft draft) {
        BigDecimal quantity = draft.get(QUANTITY) instanceof BigDecimal value ? value : BigDecimal.ZERO;
        if (quantity.signum() <= 0) {
            throw BcException.dialog(QUANTITY + " must be greater than 0.");
        }
        if (isBase(session, draft.text(kind + " No."), draft.text("Code")) && quantity.compareTo(BigDecimal.ONE) != 0) {
            throw BcException.dialog(QUANTITY + " must be 1 for the base unit of " + kind.toLowerCase(Locale.ROOT) + " "
                    + draft.text(kind + " No.") + ".");
        }
    }

    private boolean isBase(BcSession session, String number, String unit) {
        Row row = session.data().byKey(kind, number);
        return row != null
                && session.data().table(kind).text(row, "Base Unit of Measure").equals(unit);
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        if (isBase(session, table.text(row, kind + " No."), table.text(row, "Code"))) {
            throw BcException.dialog("You cannot delete the base unit " + table.text(row, "Code") + " of "
                    + kind.toLowerCase(Locale.ROOT) + " " + table.text(row, kind + " No.") + ".");
        }
    }
}
