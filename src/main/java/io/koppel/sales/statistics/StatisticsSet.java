package io.koppel.sales.statistics;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The sets of Business Central in which it shows that a customer's figures have moved (sales-documents.md §6). */
public enum StatisticsSet {
    LEDGER("customerLedgerEntries", "systemModifiedAt", "customerId", ""),
    ORDER_LINES("salesOrderLines", "systemModifiedAt", "customerId,billToCustomerId", ""),
    DRAFT_INVOICES(
            "v2.0/salesInvoices", "lastModifiedDateTime", "customerId,billToCustomerId", "status eq 'Draft' and ");

    private final String path;
    private final String stamp;
    private final String customers;
    private final String filter;

    StatisticsSet(String path, String stamp, String customers, String filter) {
        this.path = path;
        this.stamp = stamp;
        this.customers = customers;
        this.filter = filter;
    }

    String stamp() {
        return stamp;
    }

    ReadPointer pointer(Engine engine) {
        return new ReadPointer(engine, StatisticsJob.NAME + " " + path, Side.BUSINESS_CENTRAL);
    }

    /** Query options of a read of what changed since the last run. */
    Map<String, String> query(Engine engine) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", customers + "," + stamp);
        query.put("$filter", filter + stamp + " ge " + pointer(engine).from());
        query.put("$orderby", stamp);
        return query;
    }

    /** The customers that rows are about. */
    Set<UUID> customers(List<Row> rows) {
        Set<UUID> found = new LinkedHashSet<>();
        for (Row row : rows) {
            for (String column : customers.split(",")) {
                UUID id = Columns.idOrNull(row, column);
                if (id != null) {
                    found.add(id);
                }
            }
        }
        return found;
    }
}
