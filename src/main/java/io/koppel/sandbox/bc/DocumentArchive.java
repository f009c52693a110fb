package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.UUID;

/**
 * Versions of orders and quotes as they were: numbered within the occurrence of the document's number
 * (sales-documents.md §10.2 and §10.3).
 */
final class DocumentArchive {
    private DocumentArchive() {}

    private static BcTable headers(BcData data, SalesDocument kind) {
        return data.table(kind == SalesDocument.ORDER ? "Sales Header Archive" : "Sales Quote Archive");
    }

    private static BcTable lines(BcData data, SalesDocument kind) {
        return data.table(kind == SalesDocument.ORDER ? "Sales Line Archive" : "Sales Quote Line Archive");
    }

    /** The occurrence that a new document of this number is: one more than those archived. */
    static long occurrence(BcData data, SalesDocument kind, String number) {
        return highest(data, kind, number, "Doc. No. Occurrence", 0) + 1;
    }

    private static long highest(BcData data, SalesDocument kind, String number, String field, long occurrence) {
        BcTable archive = headers(data, kind);
        long highest = 0;
        for (Row row : archive.rows().rowsWith(archive.column("No."), number)) {
            long of = row.get(archive.column("Doc. No. Occurrence")) instanceof Long given ? given : 0;
            if ((occurrence == 0 || of == occurrence) && row.get(archive.column(field)) instanceof Long value) {
                highest = Math.max(highest, value);
            }
        }
        return highest;
    }

    /** What deleting a document does first, where the set-up says so. */
    static void onDelete(BcSession session, SalesDocument kind, Row header) {
        boolean wanted = kind == SalesDocument.ORDER
                ? SalesSetupRules.is(session.data(), "Archive Orders")
                : SalesSetupRules.text(session.data(), "Archive Quotes").equals("Always");
        if (wanted) {
            archive(session, kind, header, false, false);
        }
    }

    /** Keeps a version of a document; the flags say what posting it belongs to. */
    static Row archive(BcSession session, SalesDocument kind, Row header, boolean ship, boolean invoice) {
        BcData data = session.data();
        BcTable from = kind.headers(data);
        BcTable to = headers(data, kind);
        String number = from.text(header, "No.");
        long occurrence = header.get(from.column("Doc. No. Occurrence")) instanceof Long given ? given : 1;
        long version = highest(data, kind, number, "Version No.", occurrence) + 1;
        RowDraft archived = RowDraft.create(to.rows().schema(), UUID.randomUUID());
        InvoicePosting.copy(from, header, archived, java.util.Map.of());
        archived.set("Version No.", version)
                .set("Date Archived", DocumentRules.today(session))
                .set("Archived By", session.transaction().author().caller().clientId())
                .set("Ship", ship ? true : null)
                .set("Invoice", invoice ? true : null);
        Row kept = session.insertAlong(to, archived);
        for (Row line : kind.linesOf(data, number)) {
            RowDraft copy = RowDraft.create(lines(data, kind).rows().schema(), UUID.randomUUID());
            InvoicePosting.copy(kind.lines(data), line, copy, java.util.Map.of());
            copy.set("Doc. No. Occurrence", occurrence)
                    .set("Version No.", version)
                    .set("Archive Id", kept.id());
            session.insertAlong(lines(data, kind), copy);
        }
        session.changeAlong(from, header, header.edit(from.rows().schema()).set("No. of Archived Versions", version));
        return kept;
    }
}
