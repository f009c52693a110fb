package io.koppel.sales.quote;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Confirms in one transaction what came of the writes: couplings, history, failures and the ledger. */
final class QuoteConfirmation {
    private final Engine engine;
    private final DocumentLedger ledger;

    QuoteConfirmation(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    QuoteBatch confirm(QuoteBatch batch) {
        List<DocumentEntry> entries = new ArrayList<>();
        List<Coupling> couplings = new ArrayList<>();
        int inserted = 0;
        int modified = 0;
        for (QuoteItem item : batch.items()) {
            if (item.failure() != null) {
                refused(batch, item, entries);
                continue;
            }
            Row document = item.document();
            if (item.written() && document != null) {
                String number = Columns.text(document, "number");
                DocumentEntry entry = entry(batch, item, DocumentState.CREATED, number, null);
                item.known(entry);
                entries.add(entry);
                replaced(batch, item, entries);
                couplings.add(Coupling.fresh(item.businessCentralId(), item.id(), number, item.name()));
                inserted += item.plan() == QuotePlan.CREATE ? 1 : 0;
                modified += item.plan() == QuotePlan.REVISE ? 1 : 0;
            }
        }
        Counters counters =
                new Counters(inserted, modified, 0, 0, 0, batch.getFailures().size(), 0, 0);
        engine.database().inTransaction(connection -> {
            ledger.put(connection, entries);
            Map<UUID, Coupling> there = engine.couplings()
                    .find(
                            connection,
                            batch.run().scope(),
                            Side.BUSINESS_CENTRAL,
                            couplings.stream().map(Coupling::businessCentralId).collect(Collectors.toSet()));
            engine.couplings().delete(connection, batch.run().scope(), there.keySet());
            engine.couplings().insert(connection, batch.run().scope(), couplings);
            batch.run().confirm(connection, counters, batch.history(), batch.getFailures());
            return true;
        });
        batch.history().clear();
        batch.failuresConfirmed();
        return batch;
    }

    private static void replaced(QuoteBatch batch, QuoteItem item, List<DocumentEntry> entries) {
        DocumentEntry earlier = item.replaced();
        if (earlier != null) {
            entries.add(earlier.in(
                    DocumentState.REPLACED,
                    "its document belongs to revision " + item.revision(),
                    batch.run().run(),
                    batch.run().now()));
        }
    }

    /** A refused quote is remembered with its reason; one whose answer is lost, or whose rewrite was begun, keeps its intent. */
    private static void refused(QuoteBatch batch, QuoteItem item, List<DocumentEntry> entries) {
        boolean undecided =
                "no-answer".equals(Objects.requireNonNull(item.failure()).code())
                        || (item.plan() == QuotePlan.REVISE && item.composed() != null);
        if (item.plan() == QuotePlan.NOTHING || undecided) {
            return;
        }
        entries.add(
                entry(batch, item, DocumentState.REFUSED, null, item.failure().message()));
    }

    static DocumentEntry entry(
            QuoteBatch batch, QuoteItem item, DocumentState state, @Nullable String number, @Nullable String message) {
        return new DocumentEntry(
                DocumentKind.QUOTE,
                item.id(),
                item.businessCentralId(),
                state,
                number,
                item.name(),
                message,
                batch.run().run(),
                batch.run().now());
    }
}
