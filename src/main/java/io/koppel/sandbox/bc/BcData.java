package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Database;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Values;
import io.koppel.sandbox.http.SandboxContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one company's data behind all three surfaces. */
final class BcData {
    private final Model model = ModelReader.read();
    private final Map<String, BcTable> tables = model.tables();
    private final Database database;
    private final SandboxContext context;
    private final NumberSeries series = new NumberSeries();
    private final Map<EntitySet, List<RowWriter.Emitter>> emitters = new ConcurrentHashMap<>();
    private final Map<String, Map<Column, String>> journalNames = new ConcurrentHashMap<>();

    BcData(SandboxContext context) {
        this.context = context;
        this.database = new Database(Side.BUSINESS_CENTRAL, context.clock(), context.journal());
        tables.values().forEach(table -> database.add(table.rows()));
    }

    /** What writes all properties of a set; the same for every request. */
    List<RowWriter.Emitter> cachedEmitters(EntitySet set, Supplier<List<RowWriter.Emitter>> make) {
        return emitters.computeIfAbsent(set, key -> make.get());
    }

    /** The names that a table's fields have in the journal: the companion's where it has them. */
    Map<Column, String> journalNames(BcTable table) {
        return journalNames.computeIfAbsent(table.name(), key -> {
            Map<Column, String> names = new HashMap<>();
            table.fields().forEach(field -> names.put(field.column(), field.name()));
            EntitySet shown = model.companionOf(table);
            if (shown != null) {
                for (Property property : shown.properties()) {
                    Field field = property.field();
                    if (field != null) {
                        names.put(field.column(), property.name());
                    }
                }
            }
            return names;
        });
    }

    Model model() {
        return model;
    }

    Database database() {
        return database;
    }

    SandboxContext context() {
        return context;
    }

    NumberSeries series() {
        return series;
    }

    BcTable table(String name) {
        return model.table(name);
    }

    /** The field that a table's rows are known by: {@code No.}, {@code Code} and so on. */
    static String keyField(BcTable table) {
        return switch (table.name()) {
            case "Customer", "Contact" -> "No.";
            case "Currency Exchange Rate" -> "Currency Code";
            case "Company" -> "Name";
            case "General Ledger Setup" -> "Primary Key";
            default -> "Code";
        };
    }

    /** The row of a number or code, or null; blank has none. */
    @Nullable
    Row byKey(String table, String key) {
        if (key.isEmpty()) {
            return null;
        }
        BcTable found = table(table);
        return found.rows().findBy(found.column(keyField(found)), key);
    }

    /** The SystemId of a number or code, zero when there is none. */
    UUID idOf(String table, String key) {
        Row row = byKey(table, key);
        return row == null ? Values.ZERO_ID : row.id();
    }

    /** The number or code of a SystemId, or null. */
    @Nullable
    String keyOf(String table, UUID id) {
        BcTable found = table(table);
        Row row = found.rows().findForWrite(id);
        return row == null ? null : found.text(row, keyField(found));
    }

    /** The code of the company's own currency. */
    String localCurrency() {
        BcTable setup = table("General Ledger Setup");
        for (Row row : setup.rows().rows()) {
            return setup.text(row, "LCY Code");
        }
        return "";
    }

    /** The number of the customer that a contact's company is, or "". */
    String customerNumberOf(Row contact) {
        BcTable contacts = table("Contact");
        if (contacts.text(contact, "Type").equals("Company")) {
            return contacts.text(contact, "Customer Number");
        }
        Row company = byKey("Contact", contacts.text(contact, "Company No."));
        return company == null ? "" : contacts.text(company, "Customer Number");
    }
}
