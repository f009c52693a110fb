package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row being created or changed, as the rules of its table see it.
 *
 * @param before the row as it was, null when it is created
 * @param draft the row as it will be
 * @param body what the request said
 */
record RowChange(
        DataverseStore store, WriteScope scope, StoredTable table, @Nullable Row before, RowDraft draft, RowBody body) {
    boolean creating() {
        return before == null;
    }

    @Nullable
    Object get(String column) {
        return RowRules.get(table, draft, column);
    }

    void put(String column, @Nullable Object value) {
        RowRules.put(table, draft, column, value);
        if (value instanceof UUID) {
            table.used(table.required(column));
        }
    }

    /** Puts a value where there is none. */
    void putIfAbsent(String column, Object value) {
        if (get(column) == null) {
            put(column, value);
        }
    }

    /** The value before the change, null when the row is created. */
    @Nullable
    Object was(String column) {
        return before == null ? null : table.value(before, column);
    }

    boolean changes(String column) {
        Object now = get(column);
        Object old = was(column);
        if (now instanceof BigDecimal a && old instanceof BigDecimal b) {
            return a.compareTo(b) != 0;
        }
        return !Objects.equals(now, old);
    }

    String text(String column) {
        return Objects.toString(get(column), "");
    }

    /** An amount, 0 when there is none. */
    BigDecimal amount(String column) {
        return get(column) instanceof BigDecimal value ? value : BigDecimal.ZERO;
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(get(column));
    }

    @Nullable
    UUID id(String column) {
        return (UUID) get(column);
    }

    /** The row a lookup leads to, as the next write must see it, or null. */
    DataverseStore.@Nullable Found target(String column, String tableName) {
        UUID id = id(column);
        return id == null ? null : store.forWrite(tableName, id);
    }

    /** Refuses the row when the column has no value. */
    void require(String column, String code, String message) {
        if (get(column) == null) {
            throw new DataverseError(400, code, message);
        }
    }

    /** Whether the body names any column but state and status. */
    boolean namesMoreThanState() {
        for (DataverseColumn column : body.values().keySet()) {
            if (column.type() != ColumnType.STATE
                    && column.type() != ColumnType.STATUS
                    && column.type() != ColumnType.KEY) {
                return true;
            }
        }
        return false;
    }
}
