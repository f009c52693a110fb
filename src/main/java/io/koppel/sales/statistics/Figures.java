package io.koppel.sales.statistics;

import io.koppel.odata.Row;
import io.koppel.sales.source.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written of a customer's figures: all of them once, later only those that differ (sales-documents.md §6). */
final class Figures {
    static final String KEY = "nav_accountstatisticsid";
    static final String NAME = "nav_name";
    static final String NUMBER = "nav_customerno";
    static final String AS_OF = "nav_overdueamountsasof";

    /** Columns that this version of the application does not fill; a value of zero shows as such and not as "--". */
    private static final List<String> SERVICE = List.of(
            "nav_outstandingserviceorderslcy", "nav_servshippednotinvoicedlcy", "nav_outstandingservinvoiceslcy");

    private Figures() {}

    /** Properties of {@code customerStatistics} that are read. */
    static String properties() {
        List<String> names =
                new ArrayList<>(List.of("systemId", "number", "displayName", "overdueAsOf", "systemModifiedAt"));
        for (Figure figure : Figure.values()) {
            names.add(figure.property());
        }
        return String.join(",", names);
    }

    /** Columns of {@code nav_accountstatistics} that are compared. */
    static String columns() {
        List<String> names = new ArrayList<>(List.of(KEY, NAME, NUMBER, AS_OF));
        for (Figure figure : Figure.values()) {
            names.add(figure.column());
        }
        return String.join(",", names);
    }

    /**
     * A new row.
     *
     * @param currency id of the local currency's row
     */
    static Map<String, @Nullable Object> create(UUID id, Row customer, UUID currency) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(KEY, id.toString());
        body.put("transactioncurrencyid@odata.bind", "/transactioncurrencies(" + currency + ")");
        body.put(NAME, name(customer));
        body.put(NUMBER, Columns.text(customer, "number"));
        for (Figure figure : Figure.values()) {
            body.put(figure.column(), Columns.amount(customer, figure.property()));
        }
        SERVICE.forEach(column -> body.put(column, BigDecimal.ZERO));
        body.put(AS_OF, asOf(customer));
        return body;
    }

    /** What differs from the row as it is; nothing if nothing does. */
    static Map<String, @Nullable Object> changes(Row customer, Row known) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        differs(body, known, NAME, name(customer));
        differs(body, known, NUMBER, Columns.text(customer, "number"));
        for (Figure figure : Figure.values()) {
            BigDecimal now = Columns.amount(customer, figure.property());
            if (known.get(figure.column()) == null
                    || Columns.amount(known, figure.column()).compareTo(now) != 0) {
                body.put(figure.column(), now);
            }
        }
        if (!Columns.text(known, AS_OF).startsWith(Columns.text(customer, "overdueAsOf"))) {
            body.put(AS_OF, asOf(customer));
        }
        return body;
    }

    private static void differs(Map<String, @Nullable Object> body, Row known, String column, String now) {
        if (!Columns.text(known, column).equals(now)) {
            body.put(column, now);
        }
    }

    private static String name(Row customer) {
        return Columns.text(customer, "displayName");
    }

    private static String asOf(Row customer) {
        return Columns.text(customer, "overdueAsOf") + "T00:00:00Z";
    }
}
