package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Schema;
import io.koppel.sandbox.core.Table;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A table of the catalogue with its rows. What follows from other columns is not stored but computed when read. */
final class StoredTable {
    /** Columns that follow from the row's identity, its version or other columns. */
    private static final Set<String> COMPUTED = Set.of(
            "modifiedon",
            "versionnumber",
            "owninguser",
            "owningteam",
            "address1_composite",
            "address2_composite",
            "billto_composite",
            "shipto_composite",
            "quotestatecode",
            "salesorderstatecode",
            "invoicestatecode",
            "salesorderispricelocked",
            "invoiceispricelocked");

    private final DataverseTable table;
    private final Table rows;
    private final IdentityHashMap<DataverseColumn, Column> stored = new IdentityHashMap<>();
    private final IdentityHashMap<DataverseColumn, byte[]> names = new IdentityHashMap<>();
    private final DeletedRows deleted = new DeletedRows();
    private final Set<Column> used = ConcurrentHashMap.newKeySet();

    StoredTable(DataverseTable table, String... indexed) {
        this.table = table;
        Schema.Builder schema = Schema.named(table.logicalName());
        for (DataverseColumn column : table.columns()) {
            if (isStored(column)) {
                schema.add(column.property(), held(column.type()), column.maxLength());
            }
        }
        rows = new Table(schema.build());
        for (DataverseColumn column : table.columns()) {
            names.put(column, JsonOut.nameBytes(column.property()));
            Column found = rows.schema().find(column.property());
            if (found != null) {
                stored.put(column, found);
            }
        }
        for (String name : indexed) {
            rows.indexedWherePresent(name, held(type(name)) == io.koppel.sandbox.core.ColumnType.TEXT);
        }
    }

    private ColumnType type(String property) {
        DataverseColumn column = table.property(property);
        if (column == null) {
            throw new IllegalArgumentException(table + " has no column " + property);
        }
        return column.type();
    }

    private static boolean isStored(DataverseColumn column) {
        boolean principalId = column.logicalName().equals("ownerid") && column.type() == ColumnType.GUID;
        return column.type() != ColumnType.KEY
                && column.type() != ColumnType.MANAGED
                && !principalId
                && column.baseOf() == null
                && !COMPUTED.contains(column.logicalName());
    }

    /** The way the core holds values of a type. */
    static io.koppel.sandbox.core.ColumnType held(ColumnType type) {
        return switch (type) {
            case KEY, GUID, LOOKUP, OWNER -> io.koppel.sandbox.core.ColumnType.GUID;
            case TEXT, MEMO, BINARY, MANAGED -> io.koppel.sandbox.core.ColumnType.TEXT;
            case INTEGER, CHOICE, STATE, STATUS -> io.koppel.sandbox.core.ColumnType.INTEGER;
            case BIGINT -> io.koppel.sandbox.core.ColumnType.LONG;
            case BOOLEAN -> io.koppel.sandbox.core.ColumnType.BOOLEAN;
            case DECIMAL, MONEY -> io.koppel.sandbox.core.ColumnType.DECIMAL;
            case DOUBLE -> io.koppel.sandbox.core.ColumnType.DOUBLE;
            case DATETIME -> io.koppel.sandbox.core.ColumnType.DATE_TIME;
            case DATE -> io.koppel.sandbox.core.ColumnType.DATE;
        };
    }

    DataverseTable table() {
        return table;
    }

    Table rows() {
        return rows;
    }

    /** What was deleted, for change tracking. */
    DeletedRows deleted() {
        return deleted;
    }

    /** Remembers that some row has had a value in a lookup: only then can a deletion leave a reference behind. */
    void used(Column lookup) {
        used.add(lookup);
    }

    boolean isUsed(Column lookup) {
        return used.contains(lookup);
    }

    /** Where the core holds the column, or null when it is computed. */
    @Nullable
    Column stored(DataverseColumn column) {
        return stored.get(column);
    }

    /** The stored column of this logical name, or null when the table has none. */
    @Nullable
    Column find(String logicalName) {
        DataverseColumn column = table.column(logicalName);
        return column == null ? null : stored.get(column);
    }

    /** The stored column of this logical name; one that the table has not is a programming error. */
    Column required(String logicalName) {
        Column column = find(logicalName);
        if (column == null) {
            throw new IllegalArgumentException(table + " stores no column " + logicalName);
        }
        return column;
    }

    /** A row's value in a stored column, null too when the table has no such column. */
    @Nullable
    Object value(Row row, String logicalName) {
        Column column = find(logicalName);
        return column == null ? null : row.get(column);
    }

    /** The column's property name with a colon, ready to be written. */
    byte[] nameBytes(DataverseColumn column) {
        byte[] name = names.get(column);
        if (name == null) {
            throw new IllegalArgumentException(column + " is not a column of " + table);
        }
        return name;
    }
}
