package io.koppel.sync;

import io.koppel.mapping.DataverseEnd.Companies;
import io.koppel.mapping.Side;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the query options with which a pass reads its source. */
public final class ChangesQuery {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private static final String COMPANY = "_bcbi_companyid_value";

    private final Engine engine;

    public ChangesQuery(Engine engine) {
        this.engine = engine;
    }

    /**
     * The query options of one read: only mapped columns, the mapping's filter, ordered by the time of the last change so
     * that a watermark can follow.
     */
    public Map<String, String> options(Pass pass, Selection selection) {
        Side side = pass.source();
        Records records = pass.runtime().records();
        List<String> conditions = new ArrayList<>();
        boolean inFilter = !(selection instanceof Selection.Ids chosen) || chosen.inFilterOnly();
        if (inFilter) {
            add(conditions, filter(pass, side));
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("$select", String.join(",", pass.runtime().sourceColumns()));
        String stamp = records.stampColumn(side);
        if (selection instanceof Selection.Changes changes && stamp != null) {
            if (changes.fromStamp() > 0) {
                conditions.add(stamp + " ge " + dateTime(side, changes.fromStamp()));
            }
            options.put("$orderby", side == Side.DATAVERSE ? stamp + "," + records.keyColumn(side) : stamp);
        }
        if (selection instanceof Selection.Ids chosen) {
            conditions.add(ids(side, records, chosen.ids()));
        }
        if (!conditions.isEmpty()) {
            options.put("$filter", String.join(" and ", conditions));
        }
        if (pass.mode().everything() || pass.guarded()) {
            options.put("$count", "true");
        }
        return options;
    }

    /** The mapping's filter on a side with the company's part, or null. */
    @Nullable
    String filter(Pass pass, Side side) {
        return filter(pass.mapping(), engine.company(), side);
    }

    private static @Nullable String company(Companies companies, @Nullable String own) {
        String ours = COMPANY + " eq " + own;
        return own == null
                ? null
                : switch (companies) {
                    case ALL -> null;
                    case OWN_OR_NONE -> "(" + ours + " or " + COMPANY + " eq null)";
                    case OWN -> ours;
                };
    }

    /** A mapping's Dataverse filter with the company's part (sync-semantics.md §13); null for everything. */
    public static @Nullable String dataverseFilter(io.koppel.mapping.TableMapping mapping, CompanyRow row) {
        String own = bracketed(mapping.dataverse().filter());
        String company = company(mapping.dataverse().companies(), row.dataverseId());
        if (own == null || company == null) {
            return own == null ? company : own;
        }
        return own + " and " + company;
    }

    /** A mapping's filter on a side, with the company's part; null for everything. */
    public static @Nullable String filter(io.koppel.mapping.TableMapping mapping, CompanyRow company, Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? bracketed(mapping.businessCentral().filter())
                : dataverseFilter(mapping, company);
    }

    static String ids(Side side, Records records, List<String> ids) {
        String key = records.keyColumn(side);
        if (side == Side.DATAVERSE) {
            return "Microsoft.Dynamics.CRM.In(PropertyName='" + key + "',PropertyValues=["
                    + String.join(",", ids.stream().map(id -> "'" + id + "'").toList()) + "])";
        }
        boolean quoted = records.byBusinessKey();
        return "("
                + String.join(
                        " or ",
                        ids.stream()
                                .map(id -> key + " eq " + (quoted ? "'" + id.replace("'", "''") + "'" : id))
                                .toList())
                + ")";
    }

    static String dateTime(Side side, long stamp) {
        Instant instant = Instant.ofEpochMilli(stamp);
        return side == Side.DATAVERSE ? SECONDS.format(instant) : MILLISECONDS.format(instant);
    }

    private static @Nullable String bracketed(@Nullable String filter) {
        return filter == null || filter.isBlank() ? null : "(" + filter + ")";
    }

    private static void add(List<String> conditions, @Nullable String condition) {
        if (condition != null) {
            conditions.add(condition);
        }
    }
}
