package io.koppel.operate.explain;

import io.koppel.mapping.Condition;
import io.koppel.mapping.DataverseEnd;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.filter.FilterParser;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges a record by each condition of its mapping's filter. */
final class FilterFindings {
    private static final String COMPANY = "_bcbi_companyid_value";
    private final Engine engine;
    private final LiveRecords live;

    FilterFindings(Engine engine, LiveRecords live) {
        this.engine = engine;
        this.live = live;
    }

    /** The conditions that fail, each in a sentence; empty if the record is inside the filter. */
    List<String> failing(TableMapping mapping, Side side, UUID id, Row row) {
        List<String> failing = new ArrayList<>();
        String filter = LiveRecords.filter(mapping, side);
        if (filter != null && !filter.isBlank()) {
            try {
                for (Condition condition : FilterParser.conditions(filter)) {
                    if (!condition.test(row.values())) {
                        failing.add(sentence(condition, row));
                    }
                }
            } catch (IllegalArgumentException unreadable) {
                if (!live.isInFilter(mapping, side, id, filter)) {
                    failing.add("the service does not find it inside the filter " + filter);
                }
            }
        }
        String company = company(mapping, side, row);
        if (company != null) {
            failing.add(company);
        }
        return failing;
    }

    private @Nullable String company(TableMapping mapping, Side side, Row row) {
        String own = engine.company().dataverseId();
        DataverseEnd.Companies companies = mapping.dataverse().companies();
        if (own == null || side != Side.DATAVERSE || companies == DataverseEnd.Companies.ALL) {
            return null;
        }
        String there = row.text(COMPANY);
        if (there == null) {
            return companies == DataverseEnd.Companies.OWN
                    ? "it belongs to no company, and must belong to "
                            + engine.company().name()
                    : null;
        }
        return own.equalsIgnoreCase(there)
                ? null
                : "it belongs to another company (" + there + "), not to "
                        + engine.company().name();
    }

    private static String sentence(Condition condition, Row row) {
        List<String> values = new ArrayList<>();
        condition.columns().forEach(column -> values.add(column + " is " + value(row.get(column))));
        return String.join(", ", values) + ", the filter asks for "
                + condition.toString().replace("'_x0020_'", "''");
    }

    private static String value(@Nullable Object value) {
        return value == null || value.toString().isBlank() || value.equals("_x0020_")
                ? "empty"
                : value instanceof String text ? "'" + text + "'" : value.toString();
    }
}
