package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Values;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Default dimensions: of a record that exists, each dimension once, with one of its own values. */
final class DimensionRules extends KeyRules {
    static final String TABLE = "Default Dimension";
    static final DimensionRules INSTANCE = new DimensionRules();

    private static final String VALUES = "Dimension Value";
    private static final String PARENT = "ParentId";
    private static final String DIMENSION = "Dimension Code";
    private static final String VALUE = "Dimension Value Code";

    /** What every company begins with: dimensions, and the values of each. */
    static final SortedMap<String, List<String>> BEGINNING =
            new TreeMap<>(Map.of("DEPARTMENT", List.of("ADM", "PROD", "SALES"), "AREA", List.of("AMERICA", "EUROPE")));

    private DimensionRules() {}

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        String kind = draft.text("Parent Type");
        if (!(draft.get(PARENT) instanceof UUID parent) || kind.isBlank()) {
            throw BcException.dialog(
                    "The parentId and the parentType must be specified to get the parent of a dimension.");
        }
        if (!session.data().model().tables().containsKey(kind)
                || session.data().table(kind).rows().findForWrite(parent) == null) {
            throw BcException.dialog("The parent " + kind + " with id " + parent + " does not exist.");
        }
        if (draft.text(DIMENSION).isEmpty()) {
            throw BcException.dialog("The dimensionId must be specified.");
        }
        ofItsDimension(session, draft);
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        ofItsDimension(session, draft);
        super.beforeModify(session, table, before, draft);
    }

    private static void ofItsDimension(BcSession session, RowDraft draft) {
        if (!draft.text(VALUE).isEmpty() && find(session.data(), draft.text(DIMENSION), draft.text(VALUE)) == null) {
            throw BcException.dialog("The dimension value " + draft.text(VALUE) + " is none of the dimension "
                    + draft.text(DIMENSION) + ".");
        }
    }

    private static @Nullable Row find(BcData data, String dimension, String code) {
        BcTable values = data.table(VALUES);
        for (Row row : values.rows().rowsWith(values.column(DIMENSION), dimension)) {
            if (values.text(row, "Code").equals(code)) {
                return row;
            }
        }
        return null;
    }

    /** The id of the value that a default dimension has. */
    static UUID valueId(BcData data, BcTable table, Row row) {
        Row value = find(data, table.text(row, DIMENSION), table.text(row, VALUE));
        return value == null ? Values.ZERO_ID : value.id();
    }

    /** The code of a value by its id, null for none. */
    static @Nullable String codeOf(BcData data, String property, @Nullable Object id) {
        if (id == null || id.equals(Values.ZERO_ID)) {
            return null;
        }
        BcTable values = data.table(VALUES);
        Row row = values.rows().findForWrite((UUID) id);
        if (row == null) {
            throw BcException.dialog("The " + property + " does not match a Dimension Value: " + id + ".");
        }
        return values.text(row, "Code");
    }
}
