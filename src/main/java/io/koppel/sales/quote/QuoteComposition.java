package io.koppel.sales.quote;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentState;
import io.koppel.sales.document.ContentRules;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.SalesDocument;
import io.koppel.sales.document.SalesLine;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.FactsReader;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks at the documents there are, and puts quotes into Business Central's words; a quote that has no counterpart fails. */
final class QuoteComposition {
    private static final DocumentComposer COMPOSER = new DocumentComposer(ContentRules.QUOTE);

    private final Engine engine;
    private final QuoteArchives archives;

    QuoteComposition(Engine engine, QuoteArchives archives) {
        this.engine = engine;
        this.archives = archives;
    }

    QuoteBatch compose(QuoteBatch batch) {
        documents(batch);
        List<QuoteItem> open = batch.open().stream()
                .filter(item -> item.plan() != QuotePlan.NOTHING && !item.written())
                .toList();
        if (open.isEmpty()) {
            return batch;
        }
        Map<UUID, List<SalesLine>> lines = new DocumentReader(engine, DocumentSource.QUOTE)
                .lines(open.stream().map(QuoteItem::id).toList());
        FactsReader.Facts facts = batch.run()
                .kept(FactsReader.class, () -> new FactsReader(engine))
                .read(open.stream().map(QuoteItem::row).toList(), lines);
        for (QuoteItem item : open) {
            List<SalesLine> own = lines.getOrDefault(item.id(), List.of());
            try {
                item.composed(COMPOSER.compose(new SalesDocument(item.header(), own), facts.of(item.row(), own)));
            } catch (DocumentRefused refused) {
                batch.fail(item, ErrorClass.DATA, null, refused.field(), String.valueOf(refused.getMessage()));
            }
        }
        return batch;
    }

    /** What is there of earlier attempts and earlier revisions, by the ids that were chosen for them (promises.md P1). */
    private void documents(QuoteBatch batch) {
        List<QuoteItem> named = batch.open().stream()
                .filter(item -> item.plan() != QuotePlan.CREATE || resumed(item))
                .toList();
        Map<String, Row> found = QuoteDocuments.read(
                engine.services().businessCentral(),
                named.stream()
                        .map(item -> item.businessCentralId().toString())
                        .distinct()
                        .toList());
        for (QuoteItem item : named) {
            Row row = found.get(item.businessCentralId().toString());
            item.document(row);
            if (item.plan() == QuotePlan.CREATE && row != null) {
                created(item, row);
            } else if (item.plan() == QuotePlan.REVISE && row == null) {
                // Deleted, or made an order by a person: this revision gets a document of its own.
                item.replaced(null);
                item.plan(QuotePlan.CREATE, engine.newId());
            } else if (item.plan() == QuotePlan.REVISE && row != null) {
                Integer before = archives.before(QuoteArchives.Reason.REVISED, item.id());
                item.versionsBefore(before == null ? Columns.number(row, "archivedVersions") : before);
            }
        }
    }

    private static boolean resumed(QuoteItem item) {
        DocumentEntry known = item.known();
        return known != null && known.state() == DocumentState.INTENDED;
    }

    /** One that was begun: created as new, or an earlier revision's document whose rewrite was begun. */
    private void created(QuoteItem item, Row row) {
        Integer before = archives.before(QuoteArchives.Reason.REVISED, item.id());
        if (before == null) {
            item.written(row);
        } else {
            item.plan(QuotePlan.REVISE, item.businessCentralId());
            item.versionsBefore(before);
        }
    }
}
