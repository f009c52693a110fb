package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.MemberResolver;
import io.koppel.sandbox.filter.RowMember;
import org.jspecify.annotations.Nullable;

/** What names mean in `$filter` and `$orderby` of a table: its properties, and paths through lookups. */
final class DataverseMembers implements MemberResolver {
    private final DataverseStore store;
    private final Values values;
    private final StoredTable table;

    DataverseMembers(DataverseStore store, StoredTable table) {
        this.store = store;
        this.values = new Values(store);
        this.table = table;
    }

    StoredTable table() {
        return table;
    }

    @Override
    public @Nullable RowMember resolve(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? property(path) : throughLookup(path, path.substring(0, slash), path.substring(slash + 1));
    }

    private @Nullable RowMember property(String name) {
        DataverseColumn column = table.table().property(name);
        if (column == null) {
            return null;
        }
        if (column.type() == ColumnType.KEY) {
            return RowMember.id(name);
        }
        if (column.logicalName().equals("modifiedon")) {
            return RowMember.stamp(name);
        }
        Column stored = table.stored(column);
        if (stored == null) {
            return RowMember.computed(name, StoredTable.held(column.type()), row -> values.of(table, row, column));
        }
        return column.type() == ColumnType.BOOLEAN
                ? RowMember.column(name, stored, false)
                : RowMember.column(name, stored);
    }

    private @Nullable RowMember throughLookup(String path, String navigationName, String rest) {
        DataverseNavigation navigation = table.table().navigation(navigationName);
        DataverseColumn lookup = table.table().lookupOf(navigationName);
        if (navigation == null || lookup == null) {
            return null;
        }
        if (navigation.target().equals("principal")) {
            return owner(path, navigation, lookup, rest);
        }
        DataverseMembers target = new DataverseMembers(store, store.table(navigation.target()));
        RowMember inner = target.resolve(rest);
        return inner == null
                ? null
                : RowMember.computed(path, inner.type(), row -> next(navigation, lookup, row, inner));
    }

    /** Of an owner only its id is known without knowing whether it is a user or a team. */
    private @Nullable RowMember owner(
            String path, DataverseNavigation navigation, DataverseColumn lookup, String rest) {
        return rest.equals("ownerid")
                ? RowMember.computed(
                        path,
                        io.koppel.sandbox.core.ColumnType.GUID,
                        row -> store.follow(navigation, values.of(table, row, lookup)) == null
                                ? null
                                : values.of(table, row, lookup))
                : null;
    }

    private @Nullable Object next(DataverseNavigation navigation, DataverseColumn lookup, Row row, RowMember inner) {
        DataverseStore.Found found = store.follow(navigation, values.of(table, row, lookup));
        return found == null ? null : inner.value().apply(found.row());
    }
}
