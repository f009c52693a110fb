package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What items and resources have in common: units of their own, one of which is the base unit, and the group of these units. */
class UnitGroups extends KeyRules {
    private final String kind;
    private final String name;
    private final String searchName;

    /**
     * @param kind the table
     * @param name the field that names its rows
     */
    UnitGroups(String kind, String name, String searchName) {
        this.kind = kind;
        this.name = name;
        this.searchName = searchName;
    }

    /** The code of the unit group of an item or resource: its number behind a prefix (table-mappings.md §6). */
    static String code(String kind, String number) {
        return number.isEmpty() ? "" : kind.toUpperCase(Locale.ROOT) + " " + number;
    }

    private String units() {
        return kind + " Unit of Measure";
    }

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        if (field.equals(name)) {
            draft.set(searchName, draft.text(name).toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("No.").isEmpty()) {
            draft.set(
                    "No.",
                    session.data().series().next(kind, number -> session.data().byKey(kind, number) != null));
        }
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void afterInsert(BcSession session, BcTable table, Row row, boolean direct) {
        BcTable groups = session.data().table("Unit Group");
        String number = table.text(row, "No.");
        RowDraft group = RowDraft.create(groups.rows().schema(), UUID.randomUUID())
                .set("Code", code(kind, number))
                .set("Source Type", kind)
                .set("Source Id", row.id())
                .set("Source No.", number);
        session.insert(groups, group, false);
        baseUnit(session, table, row);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        super.beforeModify(session, table, before, draft);
        String unit = draft.text("Base Unit of Measure");
        if (unit.equals(table.text(before, "Base Unit of Measure"))) {
            return;
        }
        BcTable units = session.data().table(units());
        Row known = session.data().byPair(units(), table.text(before, "No."), unit);
        if (known != null && quantity(units, known).compareTo(BigDecimal.ONE) != 0) {
            throw BcException.dialog("The base unit " + unit + " of " + kind.toLowerCase(Locale.ROOT) + " "
                    + table.text(before, "No.") + " must have a quantity per unit of measure of 1.");
        }
    }

    private static BigDecimal quantity(BcTable units, Row unit) {
        Object quantity = unit.get(units.column("Qty. per Unit of Measure"));
        return quantity instanceof BigDecimal value ? value : BigDecimal.ZERO;
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        super.afterModify(session, table, before, after, direct);
        String number = table.text(after, "No.");
        if (!number.equals(table.text(before, "No."))) {
            rename(session, table.text(before, "No."), number);
        }
        baseUnit(session, table, after);
    }

    private void rename(BcSession session, String old, String now) {
        BcTable groups = session.data().table("Unit Group");
        Row group = session.data().byKey("Unit Group", code(kind, old));
        if (group != null) {
            RowDraft draft = group.edit(groups.rows().schema())
                    .set("Code", code(kind, now))
                    .set("Source No.", now);
            session.modify(groups, group, draft, false);
        }
    }

    /** The base unit is one of the units, with quantity 1. */
    private void baseUnit(BcSession session, BcTable table, Row row) {
        String number = table.text(row, "No.");
        String unit = table.text(row, "Base Unit of Measure");
        if (!unit.isEmpty() && session.data().byPair(units(), number, unit) == null) {
            BcTable units = session.data().table(units());
            RowDraft made = RowDraft.create(units.rows().schema(), UUID.randomUUID())
                    .set(kind + " No.", number)
                    .set("Code", unit)
                    .set("Qty. per Unit of Measure", BigDecimal.ONE);
            session.insert(units, made, false);
        }
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        String number = table.text(row, "No.");
        BcTable units = session.data().table(units());
        List<Row> own = new ArrayList<>();
        units.rows().rowsWith(units.column(kind + " No."), number).forEach(own::add);
        own.forEach(unit -> session.deleteAlong(units, unit));
        Row group = session.data().byKey("Unit Group", code(kind, number));
        if (group != null) {
            session.deleteAlong(session.data().table("Unit Group"), group);
        }
    }
}
