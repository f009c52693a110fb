package io.koppel.sales.quote;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesRun;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sync.Engine;
import io.koppel.sync.rules.LookupRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From a page of quotes to those about which something is to be done. A quote that has its document is left alone, whatever was
 * changed in Sales since: changes need a revision (sales-documents.md §3.2).
 */
final class QuoteIntake {
    private static final int ACTIVE = 1;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;

    QuoteIntake(Engine engine, DocumentLedger ledger, DocumentClaims claims) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
    }

    QuoteBatch take(Page page, SalesRun run) {
        List<Row> rows = new ArrayList<>();
        for (Row row : page.rows()) {
            if (claims.claim(Columns.id(row, "quoteid"))) {
                rows.add(row);
            }
        }
        List<UUID> ids = rows.stream().map(row -> Columns.id(row, "quoteid")).toList();
        try {
            return batch(rows, ids, run);
        } catch (RuntimeException e) {
            ids.forEach(claims::release);
            throw e;
        }
    }

    private QuoteBatch batch(List<Row> rows, List<UUID> ids, SalesRun run) {
        Map<UUID, DocumentEntry> known = ledger.find(DocumentKind.QUOTE, ids);
        Map<UUID, DocumentEntry> won = ledger.find(DocumentKind.WON_QUOTE, ids);
        DocumentReader reader = new DocumentReader(engine, DocumentSource.QUOTE);
        List<QuoteItem> items = new ArrayList<>();
        QuoteBatch batch = new QuoteBatch(run, engine.newId(), items, () -> ids.forEach(claims::release));
        for (Row row : rows) {
            SalesHeader header = reader.header(row);
            DocumentEntry entry = known.get(header.id());
            QuoteItem item = item(row, header, entry);
            boolean done = entry != null && entry.state() == DocumentState.SETTLED;
            if (done && (!item.isWon() || won.containsKey(item.id()))) {
                continue;
            }
            items.add(item);
            boolean begun = item.plan() == QuotePlan.NOTHING || begun(entry);
            if (!begun && !item.isWon() && Columns.number(row, "statecode") != ACTIVE) {
                batch.fail(
                        item,
                        ErrorClass.DATA,
                        null,
                        "statecode",
                        "it is neither active nor won; activate the quote before it becomes one of Business Central");
            }
        }
        revisions(batch);
        return batch;
    }

    private QuoteItem item(Row row, SalesHeader header, @Nullable DocumentEntry entry) {
        UUID chosen = entry == null ? null : entry.businessCentralId();
        if (entry == null || chosen == null || !(entry.state().exists() || begun(entry))) {
            return new QuoteItem(row, header, engine.newId(), QuotePlan.CREATE, entry);
        }
        boolean written = entry.state() != DocumentState.INTENDED;
        return new QuoteItem(row, header, chosen, written ? QuotePlan.NOTHING : QuotePlan.CREATE, entry);
    }

    private static boolean begun(@Nullable DocumentEntry entry) {
        return entry != null && (entry.state() == DocumentState.INTENDED || entry.state() == DocumentState.CREATED);
    }

    /**
     * The document that an earlier revision has, or was about to get: the old quote is found by its number and its status
     * Revised (dataverse-web-api.md §10.6).
     */
    private void revisions(QuoteBatch batch) {
        List<QuoteItem> revised = batch.open().stream()
                .filter(item -> item.plan() == QuotePlan.CREATE && item.revision() > 0)
                .toList();
        if (revised.isEmpty()) {
            return;
        }
        Map<String, List<UUID>> earlier = new HashMap<>();
        List<UUID> all = new ArrayList<>();
        for (Row row : LookupRows.in(
                engine,
                "quotes",
                "quotenumber",
                revised.stream().map(QuoteItem::name).distinct().toList(),
                "statuscode eq 7",
                "quoteid,quotenumber,revisionnumber")) {
            all.add(Columns.id(row, "quoteid"));
            earlier.computeIfAbsent(Columns.text(row, "quotenumber"), number -> new ArrayList<>())
                    .add(Columns.id(row, "quoteid"));
        }
        Map<UUID, DocumentEntry> entries = ledger.find(DocumentKind.QUOTE, all);
        for (QuoteItem item : revised) {
            for (UUID id : earlier.getOrDefault(item.name(), List.of())) {
                DocumentEntry entry = entries.get(id);
                UUID document = entry == null ? null : entry.businessCentralId();
                boolean has = entry != null && (entry.state().exists() || begun(entry));
                if (has && document != null && !item.id().equals(id)) {
                    item.replaced(entry);
                    item.plan(QuotePlan.REVISE, document);
                }
            }
        }
    }
}
