package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Database;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Values;
import io.koppel.sandbox.http.SandboxContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
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
        this.database = new Database(Side.BUSINESS_CENTRAL, context.clock(), context.journal(), context.ids());
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
            EntitySet shown = model.ownSetOf(table);
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

    /** The row of a number or code, or null; blank has none. */
    @Nullable
    Row byKey(String table, String key) {
        if (key.isEmpty()) {
            return null;
        }
        BcTable found = table(table);
        return found.rows().findBy(found.column(found.keyField()), key);
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
        return row == null ? null : found.text(row, found.keyField());
    }

    /** The rows that a navigation leads to, in the order of the last field of their key. */
    List<Row> linked(EntitySet target, Navigation navigation, Object link) {
        BcTable found = target.table();
        List<Row> rows = new ArrayList<>();
        found.rows().rowsWith(found.column(navigation.field()), link).forEach(rows::add);
        Column last = found.column(found.keys().get(found.keys().size() - 1));
        rows.sort((a, b) -> Values.compare(a.get(last), b.get(last)));
        return rows;
    }

    /** The code of the company's own currency. */
    String localCurrency() {
        BcTable setup = table("General Ledger Setup");
        for (Row row : setup.rows().rows()) {
            return setup.text(row, "LCY Code");
        }
        return "";
    }

    /** The number of the customer (or vendor) that a contact's company is, or "". */
    String partnerNumberOf(Row contact, String kind) {
        BcTable contacts = table("Contact");
        if (contacts.text(contact, "Type").equals("Company")) {
            return contacts.text(contact, kind + " Number");
        }
        Row company = byKey("Contact", contacts.text(contact, "Company No."));
        return company == null ? "" : contacts.text(company, kind + " Number");
    }

    /** The row of a table whose key has two fields, or null. */
    @Nullable
    Row byPair(String table, String first, String second) {
        BcTable found = table(table);
        if (first.isEmpty() || second.isEmpty()) {
            return null;
        }
        Column other = found.column(found.keys().get(1));
        for (Row row : found.rows().rowsWith(found.column(found.keyField()), first)) {
            if (row.text(other).equals(second)) {
                return row;
            }
        }
        return null;
    }

    /** An option's member: an option without a value is at the first of its members. */
    String option(BcTable table, Row row, String field) {
        String stored = table.text(row, field);
        return stored.isEmpty() ? firstOption(table.field(field)) : stored;
    }

    /** The member an option has when nobody has set it. */
    String firstOption(Field field) {
        List<String> members = model.enums().getOrDefault(field.options(), List.of(""));
        return members.isEmpty() ? "" : members.get(0);
    }

    /** Units of a currency for one of the local currency at a date; 1 for the local one. */
    BigDecimal currencyFactor(String currency, LocalDate date) {
        BcTable rates = table("Currency Exchange Rate");
        BigDecimal factor = BigDecimal.ONE;
        LocalDate newest = LocalDate.MIN;
        if (currency.isEmpty()) {
            return factor;
        }
        for (Row rate : rates.rows().rowsWith(rates.column("Currency Code"), currency)) {
            LocalDate from = rate.get(rates.column("Starting Date")) instanceof LocalDate day ? day : LocalDate.EPOCH;
            if (!from.isAfter(date)
                    && from.isAfter(newest)
                    && rate.get(rates.column("Exchange Rate Amount")) instanceof BigDecimal amount
                    && rate.get(rates.column("Relational Exch. Rate Amount")) instanceof BigDecimal relational
                    && amount.signum() > 0
                    && relational.signum() > 0) {
                newest = from;
                factor = amount.divide(relational, 10, RoundingMode.HALF_UP);
            }
        }
        return factor;
    }

    /** The sum of a decimal field over the rows of a ledger that belong to a key. */
    BigDecimal sum(String ledger, String keyField, String key, String amount) {
        BcTable entries = table(ledger);
        BigDecimal sum = BigDecimal.ZERO;
        for (Row row : entries.rows().rowsWith(entries.column(keyField), key)) {
            if (row.get(entries.column(amount)) instanceof BigDecimal value) {
                sum = sum.add(value);
            }
        }
        return sum;
    }
}
