package io.koppel.sales.source;

import io.koppel.odata.Row;
import io.koppel.sales.document.SalesAddress;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.document.SalesLine;
import io.koppel.sync.Engine;
import io.koppel.sync.rules.LookupRows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns rows of Dataverse into documents. */
public final class DocumentReader {
    private static final String LINE_COLUMNS =
            "sequencenumber,_productid_value,_uomid_value,description,productdescription,"
                    + "quantity,priceperunit,volumediscountamount,manualdiscountamount,baseamount,isproductoverridden";

    /** Ids that fit into an address together with the other options. */
    private static final int AT_A_TIME = 200;

    private final Engine engine;
    private final DocumentSource source;

    public DocumentReader(Engine engine, DocumentSource source) {
        this.engine = engine;
        this.source = source;
    }

    /** A header as read with {@link DocumentSource#select}. */
    public SalesHeader header(Row row) {
        return new SalesHeader(
                Columns.id(row, source.key()),
                Columns.text(row, source.number()),
                row.text("name"),
                row.text("description"),
                date(row.text("requestdeliveryby")),
                date(row.text("effectiveto")),
                address(row, "billto_"),
                address(row, "shipto_"),
                Columns.choice(row, "shippingmethodcode"),
                Columns.choice(row, "paymenttermscode"),
                Columns.choice(row, "freighttermscode"),
                Columns.amount(row, "discountpercentage"),
                Columns.amount(row, "discountamount"),
                Columns.amount(row, "freightamount"),
                Columns.amount(row, "totallineitemamount"),
                Columns.amount(row, "totalamountlessfreight"),
                Columns.idOrNull(row, "_quoteid_value"));
    }

    /** The lines of documents by the document's id, in the order of their sequence; documents without lines are left out. */
    public Map<UUID, List<SalesLine>> lines(Collection<UUID> documents) {
        Map<UUID, List<SalesLine>> found = new HashMap<>();
        List<String> ids = documents.stream().map(UUID::toString).toList();
        for (int at = 0; at < ids.size(); at += AT_A_TIME) {
            List<Row> rows = LookupRows.in(
                    engine,
                    source.lines(),
                    source.key(),
                    ids.subList(at, Math.min(ids.size(), at + AT_A_TIME)),
                    source.lineKey() + " ne null",
                    source.lineKey() + "," + source.parent() + "," + LINE_COLUMNS);
            for (Row row : rows) {
                found.computeIfAbsent(Columns.id(row, source.parent()), key -> new ArrayList<>())
                        .add(line(row));
            }
        }
        found.values()
                .forEach(lines -> lines.sort(Comparator.comparingLong(SalesLine::sequence)
                        .thenComparing(line -> line.id().toString())));
        return found;
    }

    /** Columns of a line that {@link #line} looks at. */
    public static List<String> lineColumns() {
        return List.of(LINE_COLUMNS.split(","));
    }

    /** A line as read with {@link #lineColumns}. */
    public SalesLine line(Row row) {
        Object base = row.get("baseamount");
        return new SalesLine(
                Columns.id(row, source.lineKey()),
                row.get("sequencenumber") instanceof Number number ? number.longValue() : 0,
                Columns.idOrNull(row, "_productid_value"),
                Columns.idOrNull(row, "_uomid_value"),
                row.text("description"),
                row.text("productdescription"),
                Columns.amount(row, "quantity"),
                Columns.amount(row, "priceperunit"),
                Columns.amount(row, "volumediscountamount"),
                Columns.amount(row, "manualdiscountamount"),
                base == null ? null : new BigDecimal(base.toString()));
    }

    private static SalesAddress address(Row row, String prefix) {
        return new SalesAddress(
                row.text(prefix + "line1"),
                row.text(prefix + "line2"),
                row.text(prefix + "postalcode"),
                row.text(prefix + "city"),
                row.text(prefix + "country"),
                row.text(prefix + "stateorprovince"));
    }

    /** Dates of documents are date-times at some hour; the day is what counts (dataverse-web-api.md §10.1). */
    private static @Nullable String date(@Nullable String value) {
        return value == null || value.length() < 10 ? null : value.substring(0, 10);
    }
}
