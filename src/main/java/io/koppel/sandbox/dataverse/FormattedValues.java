package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Display texts of values, in English (dataverse-web-api.md §5.4). */
final class FormattedValues {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy h:mm a", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ENGLISH);

    private final DataverseStore store;

    FormattedValues(DataverseStore store) {
        this.store = store;
    }

    /** The display text, or null for columns that have none. */
    @Nullable
    String of(StoredTable table, Row row, DataverseColumn column, Object value) {
        return switch (column.type()) {
            case CHOICE, STATE, STATUS -> {
                ChoiceOption option = store.choices().option(table.table(), column, ((Long) value).intValue());
                yield option == null ? null : option.label();
            }
            case BOOLEAN -> Boolean.TRUE.equals(value) ? "Yes" : "No";
            case LOOKUP, OWNER -> name(column, value);
            case MONEY -> money(table, row, column, (BigDecimal) value);
            case DECIMAL, DOUBLE, INTEGER -> String.format(Locale.ENGLISH, "%,.2f", new BigDecimal(value.toString()));
            case DATETIME -> TIME.format(((Instant) value).atZone(ZoneOffset.UTC));
            case DATE -> DATE.format((LocalDate) value);
            default -> null;
        };
    }

    /** The name of the row a lookup points at. */
    private @Nullable String name(DataverseColumn column, Object value) {
        DataverseStore.Found found = store.follow(column, value);
        Object name = found == null
                ? null
                : found.table().value(found.row(), found.table().table().primaryName());
        return name == null ? null : name.toString();
    }

    private String money(StoredTable table, Row row, DataverseColumn column, BigDecimal amount) {
        Object currency =
                column.baseOf() != null ? DataverseIds.BASE_CURRENCY : table.value(row, "transactioncurrencyid");
        DataverseStore.Found found = currency instanceof UUID id ? store.find("transactioncurrency", id) : null;
        Object symbol = found == null ? null : found.table().value(found.row(), "currencysymbol");
        return (symbol == null ? "" : symbol)
                + String.format(Locale.ENGLISH, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
    }
}
