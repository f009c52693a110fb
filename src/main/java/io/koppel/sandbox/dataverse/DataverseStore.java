package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Database;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything the stand-in of Dataverse holds: rows, options, alternate keys, memberships. */
final class DataverseStore {
    private final DataverseCatalogue catalogue = DataverseCatalogue.load();
    private final Choices choices = new Choices(catalogue);
    private final Map<String, List<AlternateKey>> keys = new ConcurrentHashMap<>();
    private final Memberships memberships = new Memberships();
    private final Map<String, StoredTable> tables = new LinkedHashMap<>();
    private final Database database;

    DataverseStore(Database database) {
        this.database = database;
        for (DataverseTable table : catalogue.tables()) {
            StoredTable stored =
                    switch (table.logicalName()) {
                        case "account" -> new StoredTable(table, "_primarycontactid_value", "accountnumber");
                        case "contact" -> new StoredTable(table, "_parentcustomerid_value");
                        case "uomschedule", "pricelevel" -> new StoredTable(table, "name");
                        case "uom" -> new StoredTable(table, "_uomscheduleid_value");
                        case "product" -> new StoredTable(table, "productnumber", "_defaultuomscheduleid_value");
                        case "productpricelevel" -> new StoredTable(table, "_productid_value", "_pricelevelid_value");
                        case "opportunity" -> new StoredTable(table, "_parentaccountid_value");
                        case "discount" -> new StoredTable(table, "_discounttypeid_value");
                        case "quote" -> new StoredTable(table, "quotenumber", "_customerid_value");
                        case "quotedetail" -> new StoredTable(table, "_quoteid_value", "_productid_value");
                        case "salesorder" ->
                            new StoredTable(table, "ordernumber", "_customerid_value", "_quoteid_value");
                        case "salesorderdetail" -> new StoredTable(table, "_salesorderid_value", "_productid_value");
                        case "incident" -> new StoredTable(table, "_customerid_value");
                        case "annotation" -> new StoredTable(table, "_objectid_value");
                        case "post" -> new StoredTable(table, "_regardingobjectid_value");
                        case "msdyn_postconfig" -> new StoredTable(table, "msdyn_entityname");
                        case "invoice" -> new StoredTable(table, "invoicenumber", "_customerid_value");
                        case "invoicedetail" -> new StoredTable(table, "_invoiceid_value", "_productid_value");
                        default -> new StoredTable(table);
                    };
            tables.put(table.logicalName(), stored);
            database.add(stored.rows());
        }
    }

    DataverseCatalogue catalogue() {
        return catalogue;
    }

    Choices choices() {
        return choices;
    }

    /** Alternate keys by the logical name of their table. */
    Map<String, List<AlternateKey>> keys() {
        return keys;
    }

    Memberships memberships() {
        return memberships;
    }

    Database database() {
        return database;
    }

    Collection<StoredTable> tables() {
        return tables.values();
    }

    StoredTable table(DataverseTable table) {
        return table(table.logicalName());
    }

    StoredTable table(String logicalName) {
        StoredTable stored = tables.get(logicalName);
        if (stored == null) {
            throw new IllegalArgumentException("no table " + logicalName + " in the sandbox");
        }
        return stored;
    }

    /** A row with the table it is in. */
    record Found(StoredTable table, Row row) {
        @Nullable
        Object value(String column) {
            return table.value(row, column);
        }
    }

    /** The row with this key as the next write must see it, or null. */
    @Nullable
    Found forWrite(String logicalName, UUID id) {
        StoredTable table = table(logicalName);
        Row row = table.rows().findForWrite(id);
        return row == null ? null : new Found(table, row);
    }

    /** The first row whose indexed text is that one, case aside; or null. */
    @Nullable
    Row byText(StoredTable table, String column, String text) {
        return text.isEmpty() ? null : table.rows().findBy(table.required(column), text);
    }

    /** The rows whose lookup, which must be indexed, leads to that id. */
    Iterable<Row> rowsWith(StoredTable table, String lookup, UUID id) {
        return table.rows().rowsWith(table.required(lookup), id);
    }

    /** A switch of the organization. */
    boolean setting(String column) {
        Found organization = find("organization", DataverseIds.ORGANIZATION);
        return organization != null && Boolean.TRUE.equals(organization.value(column));
    }

    /** The row a lookup's value names: for a polymorphic lookup in whichever of its tables it is. */
    @Nullable
    Found follow(DataverseColumn lookup, @Nullable Object id) {
        for (DataverseNavigation navigation : lookup.navigations()) {
            Found found = follow(navigation, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The row a value names at the end of one navigation property, or null. */
    @Nullable
    Found follow(DataverseNavigation navigation, @Nullable Object id) {
        if (!(id instanceof UUID key)) {
            return null;
        }
        if (navigation.target().equals("principal")) {
            Found user = find("systemuser", key);
            return user != null ? user : find("team", key);
        }
        return find(navigation.target(), key);
    }

    /** The row with this key, or null. */
    @Nullable
    Found find(String logicalName, UUID id) {
        StoredTable table = table(logicalName);
        Row row = table.rows().find(id);
        return row == null ? null : new Found(table, row);
    }

    /** The rows whose lookup points at a row. */
    Iterator<Row> related(Reverse reverse, UUID id) {
        StoredTable other = table(reverse.table());
        var column = other.stored(reverse.lookup());
        if (column != null && other.rows().index(column) != null) {
            return Rows.equal(other.rows(), column, id);
        }
        Values values = new Values(this);
        return new FilteredRows(
                Rows.byId(other.rows(), null, false), row -> id.equals(values.of(other, row, reverse.lookup())));
    }

    /** The row an alternate key names, or null. */
    @Nullable
    Row byKey(StoredTable table, Map<DataverseColumn, @Nullable Object> key) {
        Values values = new Values(this);
        Iterator<Row> candidates = Rows.byId(table.rows(), null, false);
        for (Map.Entry<DataverseColumn, @Nullable Object> part : key.entrySet()) {
            var column = table.stored(part.getKey());
            Object value = part.getValue();
            if (column != null && value != null && table.rows().index(column) != null) {
                candidates = Rows.equal(table.rows(), column, value);
            }
        }
        while (candidates.hasNext()) {
            Row row = candidates.next();
            boolean all = true;
            for (Map.Entry<DataverseColumn, @Nullable Object> part : key.entrySet()) {
                all &= Values.same(values.of(table, row, part.getKey()), part.getValue());
            }
            if (all) {
                return row;
            }
        }
        return null;
    }

    /** Empties everything and puts the options back; alternate keys stay as the administrator defined them. */
    void clear() {
        database.clear();
        memberships.clear();
        choices.reset();
    }
}
