package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows with money carry a currency and a copy of its exchange rate; amounts have the currency's decimals, and the server
 * takes the organization's currency where none is named (dataverse-web-api.md §10.2).
 */
final class MoneyRules {
    private static final int DEFAULT_PRECISION = 2;

    private final DataverseStore store;
    private final Map<String, List<Column>> moneyColumns = new ConcurrentHashMap<>();

    MoneyRules(DataverseStore store) {
        this.store = store;
    }

    void apply(StoredTable table, @Nullable Row before, RowDraft draft) {
        List<Column> columns = moneyColumns.computeIfAbsent(table.table().logicalName(), name -> columns(table));
        if (columns.isEmpty()) {
            return;
        }
        if (RowRules.get(table, draft, "transactioncurrencyid") == null) {
            RowRules.put(table, draft, "transactioncurrencyid", DataverseIds.BASE_CURRENCY);
        }
        Object currencyId = RowRules.get(table, draft, "transactioncurrencyid");
        DataverseStore.Found currency = currencyId instanceof UUID id ? store.find("transactioncurrency", id) : null;
        boolean sameCurrency =
                before != null && Objects.equals(table.value(before, "transactioncurrencyid"), currencyId);
        boolean newAmount = false;
        for (Column column : columns) {
            Object amount = draft.get(column);
            if (amount instanceof BigDecimal value && (before == null || !sameAmount(value, before.get(column)))) {
                newAmount = true;
                draft.set(column, rounded(value, currency));
            }
        }
        if (!sameCurrency || newAmount) {
            Object rate = currency == null ? null : currency.table().value(currency.row(), "exchangerate");
            RowRules.put(table, draft, "exchangerate", rate);
        }
    }

    static BigDecimal rounded(BigDecimal value, DataverseStore.@Nullable Found currency) {
        Object precision = currency == null ? null : currency.table().value(currency.row(), "currencyprecision");
        int decimals = precision instanceof Long digits ? digits.intValue() : DEFAULT_PRECISION;
        return value.setScale(decimals, RoundingMode.HALF_UP).setScale(Values.MONEY_SCALE, RoundingMode.HALF_UP);
    }

    private static List<Column> columns(StoredTable table) {
        List<Column> columns = new ArrayList<>();
        for (DataverseColumn column : table.table().columns()) {
            Column stored = table.stored(column);
            if (column.type() == ColumnType.MONEY && stored != null) {
                columns.add(stored);
            }
        }
        return columns;
    }

    private static boolean sameAmount(BigDecimal amount, @Nullable Object other) {
        return other instanceof BigDecimal before && amount.compareTo(before) == 0;
    }
}
