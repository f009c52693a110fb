package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Currencies: what a new one needs, one per ISO code, and the base currency fixed (dataverse-web-api.md §10.2, §16). */
final class CurrencyRules {
    private static final List<String> REQUIRED =
            List.of("isocurrencycode", "currencyname", "currencysymbol", "currencyprecision", "exchangerate");

    private final DataverseStore store;

    CurrencyRules(DataverseStore store) {
        this.store = store;
    }

    void check(StoredTable table, @Nullable Row before, RowDraft draft) {
        for (String column : REQUIRED) {
            if (RowRules.get(table, draft, column) == null) {
                throw DataverseError.required(column);
            }
        }
        Object rate = RowRules.get(table, draft, "exchangerate");
        if (rate instanceof BigDecimal value && value.signum() <= 0) {
            throw new DataverseError(400, "0x80040203", "The exchange rate of a currency must be greater than 0.");
        }
        if (before == null) {
            RowRules.put(table, draft, "organizationid", DataverseIds.ORGANIZATION);
            unique(table, draft);
        } else if (before.id().equals(DataverseIds.BASE_CURRENCY)) {
            base(table, draft);
        }
    }

    private void unique(StoredTable table, RowDraft draft) {
        DataverseColumn iso = table.table().column("isocurrencycode");
        if (iso != null && store.byKey(table, Map.of(iso, (Object) draft.text("isocurrencycode"))) != null) {
            throw DataverseError.duplicate();
        }
    }

    private static void base(StoredTable table, RowDraft draft) {
        boolean rateIsOne = RowRules.get(table, draft, "exchangerate") instanceof BigDecimal rate
                && rate.compareTo(BigDecimal.ONE) == 0;
        boolean active = Long.valueOf(0).equals(RowRules.get(table, draft, "statecode"));
        if (!rateIsOne || !active) {
            throw new DataverseError(
                    400,
                    "0x80040203",
                    "The base currency of the organization keeps the exchange rate 1 and cannot be deactivated.");
        }
    }
}
