package io.koppel.sales.quote;

import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;

/** Commits which document each quote will have, and which versions it had, before anything is sent (promises.md P1). */
final class QuoteIntents {
    private final Engine engine;
    private final DocumentLedger ledger;
    private final QuoteArchives archives;

    QuoteIntents(Engine engine, DocumentLedger ledger, QuoteArchives archives) {
        this.engine = engine;
        this.ledger = ledger;
        this.archives = archives;
    }

    QuoteBatch open(QuoteBatch batch) {
        List<DocumentEntry> intents = new ArrayList<>();
        List<QuoteItem> archived = new ArrayList<>();
        for (QuoteItem item : batch.open()) {
            if (item.plan() == QuotePlan.NOTHING || item.written() || item.composed() == null) {
                continue;
            }
            DocumentEntry entry = new DocumentEntry(
                    DocumentKind.QUOTE,
                    item.id(),
                    item.businessCentralId(),
                    DocumentState.INTENDED,
                    null,
                    item.name(),
                    null,
                    batch.run().run(),
                    batch.run().now());
            item.known(entry);
            intents.add(entry);
            if (item.plan() == QuotePlan.REVISE && archives.before(QuoteArchives.Reason.REVISED, item.id()) == null) {
                archived.add(item);
            }
        }
        engine.database().inTransaction(connection -> {
            ledger.put(connection, intents);
            for (QuoteItem item : archived) {
                archives.begin(connection, QuoteArchives.Reason.REVISED, item.id(), item.versionsBefore());
            }
            return true;
        });
        return batch;
    }
}
