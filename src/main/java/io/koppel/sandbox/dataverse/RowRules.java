package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service adds to every write, and what it refuses, whichever table it is. */
final class RowRules {
    private final DataverseStore store;
    private final MoneyRules money;
    private final CurrencyRules currency;
    private final RuleSet tables;

    RowRules(DataverseStore store, RowWriter writer) {
        this.store = store;
        this.money = new MoneyRules(store);
        this.currency = new CurrencyRules(store);
        this.tables = new RuleSet(store, writer);
    }

    /** Refuses a column that must not stand in a body of this kind at all. */
    void refuse(StoredTable table, DataverseColumn column, boolean creating) {
        if (creating && column.type() == ColumnType.STATE) {
            throw DataverseError.stateInvalid(
                    "The state of a record cannot be set when it is created; create it, then update 'statecode'.");
        }
        if (table.table().logicalName().equals("systemuser")
                && column.logicalName().equals("islicensed")) {
            throw new DataverseError(400, "0x80041d4c", "The 'islicensed' column of a user cannot be changed.");
        }
    }

    void onCreate(WriteScope scope, StoredTable table, RowDraft draft, RowBody body) {
        put(table, draft, "statecode", 0L);
        StateRules.onCreate(table, draft);
        created(scope, table, draft);
        tables.of(table).before(new RowChange(store, scope, table, null, draft, body));
        common(scope, table, null, draft);
    }

    /** A row that the service makes along with another. */
    void onCreateAlong(WriteScope scope, StoredTable table, RowDraft draft) {
        created(scope, table, draft);
        stamp(scope, table, draft);
    }

    /** A row that the service changes along with another. */
    void onChangeAlong(WriteScope scope, StoredTable table, Row before, RowDraft draft) {
        money.apply(table, before, draft);
        stamp(scope, table, draft);
    }

    /** The rules of a table, for what follows a write and for deletions. */
    TableRules of(StoredTable table) {
        return tables.of(table);
    }

    private void created(WriteScope scope, StoredTable table, RowDraft draft) {
        Object overridden = get(table, draft, "overriddencreatedon");
        Instant now = scope.transaction().now().truncatedTo(ChronoUnit.SECONDS);
        put(table, draft, "createdon", overridden == null ? now : overridden);
        put(table, draft, "createdby", scope.user());
        put(table, draft, "createdonbehalfby", scope.onBehalfOf());
        if (table.table().isOwned() && get(table, draft, "ownerid") == null) {
            put(table, draft, "ownerid", scope.user());
        }
    }

    void onUpdate(WriteScope scope, StoredTable table, Row before, RowDraft draft, RowBody body) {
        StateRules.onUpdate(table, draft, body);
        if (table.table().isOwned() && get(table, draft, "ownerid") == null) {
            throw new DataverseError(400, "0x80040229", "A record must have an owner.");
        }
        tables.of(table).before(new RowChange(store, scope, table, before, draft, body));
        common(scope, table, before, draft);
    }

    private void common(WriteScope scope, StoredTable table, @Nullable Row before, RowDraft draft) {
        owner(table, before, draft);
        if (table.table().logicalName().equals("transactioncurrency")) {
            currency.check(table, before, draft);
        } else {
            money.apply(table, before, draft);
        }
        PersonNames.apply(table, draft);
        checkKeys(table, draft);
        stamp(scope, table, draft);
    }

    /** Who writes; when, the core knows. */
    void stamp(WriteScope scope, StoredTable table, RowDraft draft) {
        put(table, draft, "modifiedby", scope.user());
        put(table, draft, "modifiedonbehalfby", scope.onBehalfOf());
    }

    private void owner(StoredTable table, @Nullable Row before, RowDraft draft) {
        Object owner = get(table, draft, "ownerid");
        if (!table.table().isOwned() || !(owner instanceof UUID id)) {
            return;
        }
        if (before != null && Objects.equals(table.value(before, "ownerid"), owner)) {
            return;
        }
        DataverseStore.Found user = store.find("systemuser", id);
        if (user != null && Boolean.TRUE.equals(user.table().value(user.row(), "isdisabled"))) {
            throw new DataverseError(400, "0x8004022b", "The specified owner " + id + " is disabled.");
        }
        DataverseStore.Found found = user != null ? user : store.find("team", id);
        put(
                table,
                draft,
                "owningbusinessunit",
                found == null ? null : found.table().value(found.row(), "businessunitid"));
    }

    /** An alternate key's values must be unique, rows with an empty column aside (§6.2). */
    private void checkKeys(StoredTable table, RowDraft draft) {
        for (AlternateKey key : store.keys().getOrDefault(table.table().logicalName(), List.of())) {
            Map<DataverseColumn, @Nullable Object> values = new LinkedHashMap<>();
            for (String name : key.columns()) {
                DataverseColumn column = table.table().column(name);
                Column stored = table.find(name);
                Object value = stored == null ? null : draft.get(stored);
                if (column != null && value != null) {
                    values.put(column, value);
                }
            }
            Row owner = values.size() == key.columns().size() ? store.byKey(table, values) : null;
            if (owner != null && !owner.id().equals(draft.id())) {
                throw DataverseError.keyTaken(key.name());
            }
        }
    }

    static @Nullable Object get(StoredTable table, RowDraft draft, String logicalName) {
        Column column = table.find(logicalName);
        return column == null ? null : draft.get(column);
    }

    static void put(StoredTable table, RowDraft draft, String logicalName, @Nullable Object value) {
        Column column = table.find(logicalName);
        if (column != null) {
            draft.set(column, value);
        }
    }
}
