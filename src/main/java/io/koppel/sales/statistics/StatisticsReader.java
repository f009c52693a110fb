package io.koppel.sales.statistics;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a page of customers' figures is compared with: couplings, accounts, and the figures that Sales has. */
final class StatisticsReader {
    static final String ACCOUNTS = "accounts";
    static final String STATISTICS = "nav_accountstatisticses";
    static final String LINK = "_nav_accountstatisticsid_value";

    private final Engine engine;

    StatisticsReader(Engine engine) {
        this.engine = engine;
    }

    /** @param scope of the customers' mapping */
    List<StatisticsItem> items(int scope, List<Row> customers) {
        Map<UUID, Row> byId = new HashMap<>();
        customers.forEach(row -> byId.put(Columns.id(row, "systemId"), row));
        Map<UUID, Coupling> couplings = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, byId.keySet()));
        couplings.values().removeIf(coupling -> coupling.state().isPending() || coupling.skipped());
        Map<UUID, Row> accounts = read(
                ACCOUNTS,
                "accountid",
                couplings.values().stream().map(Coupling::dataverseId).toList(),
                "accountid,modifiedon," + LINK);
        Map<UUID, UUID> ids = new HashMap<>();
        couplings.forEach((customer, coupling) ->
                ids.put(customer, statisticsId(coupling.dataverseId(), accounts.get(coupling.dataverseId()))));
        Map<UUID, Row> known = read(STATISTICS, Figures.KEY, ids.values(), Figures.columns());
        List<StatisticsItem> items = new ArrayList<>();
        couplings.forEach((id, coupling) -> {
            Row customer = byId.get(id);
            UUID statistics = ids.get(id);
            if (customer != null && statistics != null) {
                items.add(item(
                        coupling, customer, accounts.get(coupling.dataverseId()), statistics, known.get(statistics)));
            }
        });
        return items;
    }

    private StatisticsItem item(
            Coupling coupling, Row customer, @Nullable Row account, UUID statistics, @Nullable Row known) {
        Map<String, @Nullable Object> changes = account == null
                ? Map.of()
                : known == null
                        ? Figures.create(
                                statistics, customer, engine.localCurrency().id())
                        : Figures.changes(customer, known);
        return new StatisticsItem(coupling, customer, account, statistics, known, changes);
    }

    /**
     * The row that the account leads to. A new one has an id that is made of the account's: an attempt whose answer was lost and
     * the one after it write the same row.
     */
    private static UUID statisticsId(UUID account, @Nullable Row row) {
        UUID linked = row == null ? null : Columns.idOrNull(row, LINK);
        return linked != null
                ? linked
                : UUID.nameUUIDFromBytes(("account statistics " + account).getBytes(StandardCharsets.UTF_8));
    }

    private Map<UUID, Row> read(String set, String key, Collection<UUID> ids, String columns) {
        Map<UUID, Row> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            List<String> keys = ids.stream().map(UUID::toString).distinct().toList();
            engine.services()
                    .dataverse()
                    .readByIds(set, key, keys, Map.of("$select", columns))
                    .rows()
                    .forEach(row -> rows.put(Columns.id(row, key), row));
        }
        return rows;
    }
}
