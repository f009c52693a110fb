package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of unposted documents that have a table of their own here: orders and quotes (business-central-api.md §12). */
enum SalesDocument {
    ORDER("Order", "Sales Header", "Sales Line", "Buffer Status"),
    QUOTE("Quote", "Sales Quote Header", "Sales Quote Line", "Quote Status");

    private final String type;
    private final String headers;
    private final String lines;
    private final String apiStatus;

    SalesDocument(String type, String headers, String lines, String apiStatus) {
        this.type = type;
        this.headers = headers;
        this.lines = lines;
        this.apiStatus = apiStatus;
    }

    /** The document type, as the application names it. */
    String type() {
        return type;
    }

    /** The field that holds the status as API v2.0 tells it (§7). */
    String apiStatus() {
        return apiStatus;
    }

    BcTable headers(BcData data) {
        return data.table(headers);
    }

    BcTable lines(BcData data) {
        return data.table(lines);
    }

    /** The kind whose headers or lines a table holds. */
    static SalesDocument of(BcTable table) {
        return table.name().equals(QUOTE.headers) || table.name().equals(QUOTE.lines) ? QUOTE : ORDER;
    }

    /** The document of that number, or null. */
    @Nullable
    Row header(BcData data, String number) {
        Row row = data.byKey(headers, number);
        return row == null ? null : headers(data).rows().findForWrite(row.id());
    }

    /** The lines of a document, by line number. */
    List<Row> linesOf(BcData data, String number) {
        BcTable table = lines(data);
        List<Row> rows = new ArrayList<>();
        table.rows().rowsWith(table.column("Document No."), number).forEach(rows::add);
        rows.sort((a, b) -> Values.compare(a.get(table.column("Line No.")), b.get(table.column("Line No."))));
        return rows;
    }

    /** Drafts of the next state of all lines of a document. */
    List<RowDraft> lineDrafts(BcData data, String number) {
        List<RowDraft> drafts = new ArrayList<>();
        linesOf(data, number)
                .forEach(line -> drafts.add(line.edit(lines(data).rows().schema())));
        return drafts;
    }

    /** Sets the status in both of its forms: released is {@code Open} in API v2.0 (§7). */
    void setStatus(RowDraft header, String status) {
        header.set("Status", status);
        if (this == ORDER) {
            header.set(
                    apiStatus,
                    switch (status) {
                        case "Released" -> "Open";
                        case "Open" -> "Draft";
                        default -> "In Review";
                    });
        }
    }
}
