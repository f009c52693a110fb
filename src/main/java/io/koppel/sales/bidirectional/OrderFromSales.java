package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.document.LineType;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.FactsReader;
import io.koppel.sales.source.QuotesOfOrders;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Refusals;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import io.koppel.sync.rules.InvoiceDiscounts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an order of Sales is in Business Central beyond its field rows, where orders travel both ways (sales-documents.md §10.1): it
 * is reopened for the change and released after it, unless a prepayment is due; freight becomes a line, discounts the invoice
 * discount; the quote it was made from is archived. All of that is one transaction with header and lines. Afterwards what can be
 * reserved is reserved, and Sales gets the order's number and what Business Central filled in.
 */
public final class OrderFromSales implements Rule {
    private static final String REFERENCE = "yourReference";
    private static final String QUOTE = "_quoteid_value";
    private static final String DISCOUNT = "discountAmount";
    private static final String PERCENT = "paymentDiscountPercent";

    private final Engine engine;
    private final RelatedRecords related;
    private final DocumentReader reader;
    private final Reservations reservations;
    private final OrderLineCouplings lineCouplings;
    private final Map<Pass, FactsReader> facts = new WeakHashMap<>();
    private final Map<Batch, Map<UUID, Row>> quotes = new WeakHashMap<>();

    /** @param related sends an order that was just created back, with what Business Central filled in */
    public OrderFromSales(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
        this.reader = new DocumentReader(engine, DocumentSource.ORDER);
        this.reservations = new Reservations(engine);
        this.lineCouplings = new OrderLineCouplings(engine);
    }

    @Override
    public String name() {
        return "order-from-sales";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of("status", DISCOUNT, PERCENT, REFERENCE)
                : new LinkedHashSet<>(
                        Arrays.asList(DocumentSource.ORDER.select().split(",")));
    }

    /** Lines may have changed although the header shows the same. */
    @Override
    public boolean comparesMore(Side source) {
        return source == Side.DATAVERSE;
    }

    @Override
    public @Nullable String partnerGone(Item item, Pass pass) {
        return pass.source() == Side.DATAVERSE
                ? "its order in Business Central has ended; ARCHIVED-ORDERS tells Sales how"
                : null;
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        List<Item> made = batch.pass().source() != Side.DATAVERSE
                ? List.of()
                : items.stream()
                        .filter(item -> item.isNew() && item.source().get(QUOTE) != null)
                        .toList();
        Map<UUID, Row> found = made.isEmpty()
                ? Map.of()
                : new QuotesOfOrders(engine)
                        .documents(made.stream()
                                .map(item -> Columns.idOrNull(item.source(), QUOTE))
                                .toList());
        synchronized (quotes) {
            quotes.put(batch, found);
        }
    }

    private @Nullable Row quote(Batch batch, Item item) {
        UUID id = Columns.idOrNull(item.source(), QUOTE);
        synchronized (quotes) {
            return id == null ? null : quotes.getOrDefault(batch, Map.of()).get(id);
        }
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.BUSINESS_CENTRAL || !item.isNew()) {
            return;
        }
        item.payload().put("dataverseId", item.sourceId().toString());
        Row quote = quote(batch, item);
        if (quote != null) {
            item.payload().put("quoteNumber", Columns.text(quote, "number"));
        }
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        if (batch.pass().target() != Side.BUSINESS_CENTRAL || documents.isEmpty()) {
            return;
        }
        FactsReader own;
        synchronized (facts) {
            own = facts.computeIfAbsent(batch.pass(), pass -> new FactsReader(engine));
        }
        for (Item document : documents) {
            complete(batch, document, own, refusals);
        }
    }

    private void complete(Batch batch, Item document, FactsReader own, Refusals refusals) {
        SalesHeader header = reader.header(document.source());
        String path = batch.pass().runtime().records().path(Side.BUSINESS_CENTRAL, document.targetId(), null);
        boolean headerChanges = document.isNew() || !document.payload().isEmpty();
        Freight freight = Freight.of(header, own.setup(), document);
        if (freight.refused() != null) {
            refusals.refuse(document, "freightamount", freight.refused());
            return;
        }
        BigDecimal discount = headerChanges || otherDiscount(document, header) ? discount(document, header, own) : null;
        if (!headerChanges && discount == null && !document.changesLines() && freight.write() == null) {
            return;
        }
        open(document, header, path);
        if (freight.write() != null) {
            document.alongWith(freight.write());
        }
        if (discount != null) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put(DISCOUNT, discount);
            document.setAlongWith(path, columns);
        }
        Row quote = document.isNew() ? quote(batch, document) : null;
        if (quote != null) {
            document.alongWith(action("salesQuotes(" + Columns.text(quote, "systemId") + ")", "archive"));
        }
        if (!document.lines().isEmpty()
                || freight.write() != null
                || !document.targetLines().isEmpty()) {
            document.alongWith(action(path, "releaseUnlessPrepaymentDue"));
        }
    }

    /**
     * A released order takes no changes. What is written first carries the version the decision was made on, and Your Reference may
     * be written in any state.
     */
    private static void open(Item document, SalesHeader header, String path) {
        Row target = document.target();
        if (target == null || document.isNew()) {
            return;
        }
        Map<String, @Nullable Object> guard = new LinkedHashMap<>();
        guard.put(REFERENCE, header.number());
        document.first(guard);
        if (!"Open".equals(target.get("status"))) {
            document.beforehand(action(path, "reopen"));
        }
    }

    /** Whether the amount of Sales is another one than Business Central's would be there: no field row carries it in this direction. */
    private static boolean otherDiscount(Item document, SalesHeader header) {
        Row target = document.target();
        if (target == null || document.isNew()) {
            return false;
        }
        BigDecimal net = document.targetLines().stream()
                .filter(line -> LineType.ITEM.wire().equals(line.get("type"))
                        || LineType.RESOURCE.wire().equals(line.get("type")))
                .map(line -> Columns.amount(line, "lineAmount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return InvoiceDiscounts.inSales(Columns.amount(target, DISCOUNT), Columns.amount(target, PERCENT), net)
                        .compareTo(header.discountAmount())
                != 0;
    }

    private static @Nullable BigDecimal discount(Item document, SalesHeader header, FactsReader own) {
        BigDecimal discount = DocumentComposer.invoiceDiscount(header, own.amountDecimals(document.source()));
        Row target = document.target();
        if (discount == null && target != null && !document.isNew()) {
            // One that was taken away in Sales would otherwise come back from here.
            return Columns.amount(target, DISCOUNT).signum() == 0 ? null : BigDecimal.ZERO;
        }
        boolean there = discount != null
                && target != null
                && !document.isNew()
                && discount.compareTo(Columns.amount(target, DISCOUNT)) == 0
                && !document.changesLines();
        return there ? null : discount;
    }

    private static WriteOperation action(String path, String name) {
        return WriteOperation.action(path + "/Microsoft.NAV." + name, Map.of());
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return batch.pass().source() == Side.DATAVERSE
                && (item.isNew()
                        || item.adopted()
                        || item.lines().stream().anyMatch(line -> line.isNew() || line.adopted()));
    }

    /** Safe to repeat: what is reserved stays so, and an order that Sales shows already is found unchanged. */
    @Override
    public void followUp(FollowUpWork work) {
        List<UUID> orders =
                work.followUps().stream().map(FollowUp::businessCentralId).toList();
        reservations.reserve(work, orders);
        related.synchronize(
                work.runtime().mapping(),
                Direction.TO_DATAVERSE,
                orders.stream().map(UUID::toString).toList(),
                work.pass());
    }

    @Override
    public Map<TableMapping, List<Coupling>> children(TableMapping mapping, Coupling pair, Set<Side> alive) {
        return lineCouplings.of(mapping, pair);
    }
}
