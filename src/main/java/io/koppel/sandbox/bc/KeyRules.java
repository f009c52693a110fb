package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Keys of all tables: not blank, not twice; a renamed one is renamed wherever it is named. */
class KeyRules implements TableRules {
    static final KeyRules INSTANCE = new KeyRules();

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        Field key = table.field(table.keyField());
        // A set-up table has one row, whose key is blank.
        if (key.name().equals("Primary Key") && draft.get(key.column()) == null) {
            return;
        }
        if (draft.get(key.column()) == null) {
            throw new BcException(
                    400,
                    "BadRequest_RequiredParamNotProvided",
                    key.name() + " must have a value in " + table.name() + ".");
        }
        refuseTwice(table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        for (String key : table.keys()) {
            if (!same(before.get(table.column(key)), draft.get(table.column(key)))) {
                KeyRules.INSTANCE.beforeInsert(session, table, draft);
                return;
            }
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        Field key = table.field(table.keyField());
        if (table.keys().size() > 1 || key.kind() != FieldKind.CODE) {
            return;
        }
        String old = table.text(before, key.name());
        if (!old.equals(table.text(after, key.name()))) {
            for (FieldRelations.Use use : FieldRelations.usesOf(session.data().model(), table.name())) {
                rename(session, table, use, old, table.text(after, key.name()));
            }
        }
    }

    /** The platform renames below the tables' own rules: what is posted, and so closed to every edit, is renamed as well. */
    private static void rename(BcSession session, BcTable renamed, FieldRelations.Use use, String old, String now) {
        BcTable table = use.table();
        List<Row> found = new ArrayList<>();
        Iterable<Row> candidates = table.rows().index(use.field().column()) == null
                ? table.rows().rows()
                : table.rows().rowsWith(use.field().column(), old);
        for (Row row : candidates) {
            if (row.text(use.field().column()).equals(old) && use.leadsTo(renamed.name(), row)) {
                found.add(row);
            }
        }
        for (Row row : found) {
            RowDraft draft = row.edit(table.rows().schema()).set(use.field().column(), now);
            session.changeAlong(table, row, draft);
        }
    }

    private static void refuseTwice(BcTable table, RowDraft draft) {
        for (Row other : table.withKey(field -> draft.get(field.column()))) {
            if (!other.id().equals(draft.id())) {
                StringJoiner key = new StringJoiner(",");
                for (String field : table.keys()) {
                    key.add(field + "='" + Objects.toString(draft.get(field), "") + "'");
                }
                throw new BcException(
                        400,
                        "Internal_EntityWithSameKeyExists",
                        "The record in table " + table.name() + " already exists. Identification fields and values: "
                                + key);
            }
        }
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(left, right);
    }
}
