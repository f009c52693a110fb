package io.koppel.sales.statistics;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose figures are compared with its account's.
 *
 * @param customer its row of {@code customerStatistics}
 * @param account its account as it was read, null if it is gone
 * @param statistics id of the statistics row, as it is or as it will be
 * @param known the statistics row as it is, null if there is none
 * @param changes what is to be written to it; empty if nothing differs
 */
record StatisticsItem(
        Coupling coupling,
        Row customer,
        @Nullable Row account,
        UUID statistics,
        @Nullable Row known,
        Map<String, @Nullable Object> changes) {
    /** Whether the account does not lead to the row yet. */
    boolean needsLink() {
        return account != null && !statistics.toString().equals(account.text(StatisticsReader.LINK));
    }
}
