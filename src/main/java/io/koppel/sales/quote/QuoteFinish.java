package io.koppel.sales.quote;

import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;

/** Confirms what was finished, and lets the quotes go. */
final class QuoteFinish {
    private final Engine engine;
    private final DocumentLedger ledger;

    QuoteFinish(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    QuoteBatch finish(QuoteBatch batch) {
        List<DocumentEntry> entries = new ArrayList<>();
        for (QuoteItem item : batch.items()) {
            DocumentEntry known = item.known();
            if (known == null || !known.state().exists()) {
                continue;
            }
            FailedRecord failure = item.failure();
            // A won quote whose order is missing has its document all the same; only its mark has to wait.
            boolean settled = item.complete() || known.state() == DocumentState.SETTLED;
            entries.add(known.in(
                    settled ? DocumentState.SETTLED : DocumentState.CREATED,
                    failure == null ? null : failure.message(),
                    batch.run().run(),
                    batch.run().now()));
            if (item.won() != null && failure == null) {
                entries.add(mark(batch, item));
            }
        }
        List<FailedRecord> failures = batch.newFailures();
        engine.database().inTransaction(connection -> {
            ledger.put(connection, entries);
            batch.run()
                    .confirm(connection, new Counters(0, 0, 0, 0, 0, failures.size(), 0, 0), batch.history(), failures);
            return true;
        });
        batch.abandon();
        return batch;
    }

    /** The mark that makes winning happen once (sales-documents.md §3.4). */
    private static DocumentEntry mark(QuoteBatch batch, QuoteItem item) {
        String how = item.won() instanceof QuoteOutcome.OrderToCome
                ? "released, until its order is submitted"
                : "became an order, and was archived";
        return new DocumentEntry(
                DocumentKind.WON_QUOTE,
                item.id(),
                null,
                DocumentState.SETTLED,
                null,
                item.name(),
                how,
                batch.run().run(),
                batch.run().now());
    }
}
