package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes an order of a quote, with its lines and notes; the quote is archived and gone (business-central-api.md §14). */
final class QuoteToOrder {
    /** What an order has of its own. */
    private static final Set<String> OWN = Set.of(
            "No.",
            "Document Type",
            "Document No.",
            "Document Id",
            "Status",
            "Doc. No. Occurrence",
            "No. of Archived Versions");

    private final BcSession session;
    private final BcData data;

    QuoteToOrder(BcSession session) {
        this.session = session;
        this.data = session.data();
    }

    /** The order. */
    Row make(Row quote) {
        BcTable quotes = SalesDocument.QUOTE.headers(data);
        BcTable orders = SalesDocument.ORDER.headers(data);
        String number = quotes.text(quote, "No.");
        Row customer = data.byKey("Customer", quotes.text(quote, "Sell-to Customer No."));
        if (customer != null) {
            DocumentParties.refuseBlocked(data.table("Customer"), customer);
        }
        List<Row> lines = SalesDocument.QUOTE.linesOf(data, number);
        RowDraft order = RowDraft.create(orders.rows().schema(), data.database().newId());
        take(quotes, quote, order);
        order.set("Quote No.", number);
        Row made = session.insert(orders, order, false);
        BcTable from = SalesDocument.QUOTE.lines(data);
        BcTable to = SalesDocument.ORDER.lines(data);
        for (Row line : lines) {
            RowDraft copy = RowDraft.create(to.rows().schema(), UUID.randomUUID());
            take(from, line, copy);
            copy.set("Document Type", SalesDocument.ORDER.type())
                    .set("No.", line.get(from.column("No.")))
                    .set("Document No.", orders.text(made, "No."))
                    .set("Document Id", made.id())
                    .set("Shipment Date", made.get(orders.column("Shipment Date")));
            LineQuantities.restart(copy);
            session.insertAlong(to, copy);
        }
        DocumentRules.reckon(session, SalesDocument.ORDER, orders.text(made, "No."));
        NoteRules.move(session, quote.id(), "salesOrder", made.id(), orders.text(made, "No."));
        if (!SalesSetupRules.text(data, "Archive Quotes").equals("Never")) {
            DocumentArchive.archive(session, SalesDocument.QUOTE, quote, false, false);
        }
        lines.forEach(line -> session.deleteAlong(from, line));
        Row left = quotes.rows().findForWrite(quote.id());
        if (left != null) {
            session.deleteAlong(quotes, left);
        }
        return made;
    }

    private static void take(BcTable from, Row row, RowDraft to) {
        RowDraft copied = RowDraft.create(to.schema(), to.id());
        InvoicePosting.copy(from, row, copied, Map.of());
        for (Field field : from.fields()) {
            if (!OWN.contains(field.name()) && to.schema().find(field.name()) != null) {
                to.set(field.name(), copied.get(field.name()));
            }
        }
    }
}
