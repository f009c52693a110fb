package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Records;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an order of Business Central is in Sales beyond its field rows, where orders travel both ways (sales-documents.md §10.2): a
 * new one is named after the customer; the invoice discount goes along; and at the end it is submitted, or fulfilled once it is
 * completely shipped. An order of Sales takes changes only while it is active, so it is opened first; a canceled one is left alone.
 */
public final class OrderToSales implements Rule {
    private static final String STATE = "statecode";
    private static final String STATUS = "statuscode";
    private static final String DISCOUNT = "discountamount";
    private static final int ACTIVE = 0;
    private static final int SUBMITTED = 1;
    private static final int CANCELED = 2;
    private static final int FULFILLED = 3;
    private static final int INVOICED = 4;

    private final KeptFigures kept;

    public OrderToSales(Engine engine) {
        this.kept = new KeptFigures(engine);
    }

    @Override
    public String name() {
        return "order-to-sales";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of("customerName", "completelyShipped", "discountAmount", "paymentDiscountPercent")
                : Set.of(STATE, STATUS, DISCOUNT);
    }

    /** Lines may have changed although the header shows the same. */
    @Override
    public boolean comparesMore(Side source) {
        return source == Side.BUSINESS_CENTRAL;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() == Side.DATAVERSE && item.isNew()) {
            item.payload().put("name", item.source().get("customerName"));
        }
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        if (batch.pass().target() == Side.DATAVERSE) {
            documents.forEach(document -> complete(batch, document));
        }
    }

    private void complete(Batch batch, Item document) {
        Row target = document.target();
        int state = target != null && target.get(STATE) instanceof Number number ? number.intValue() : ACTIVE;
        if (target != null && state == CANCELED) {
            document.changeNothing();
            document.decide(new Decision.Ignored("the order is canceled in Sales"));
            return;
        }
        BigDecimal discount = discount(document, target);
        if (discount != null && target != null && onlySalesChanged(batch, document, target)) {
            document.decide(new Decision.Ignored("only Sales has changed it; the pass from there carries that over"));
            return;
        }
        if (discount != null) {
            document.payload().put(DISCOUNT, discount);
        }
        boolean shipped = Amounts.flag(document.source(), "completelyShipped");
        boolean changes = document.isNew() || !document.payload().isEmpty() || document.changesLines();
        if (!changes && (state == INVOICED || state == (shipped ? FULFILLED : SUBMITTED))) {
            return;
        }
        String path = batch.pass().runtime().records().path(Side.DATAVERSE, document.targetId(), null);
        boolean opens = changes || state == INVOICED || (state == FULFILLED && !shipped);
        if (target != null && opens) {
            Object status = state == ACTIVE ? target.get(STATUS) : Integer.valueOf(1);
            document.first(columns(ACTIVE, status == null ? Integer.valueOf(1) : status));
        }
        if (kept.areKept(batch.pass())) {
            document.setAlongWith(path, Map.of("totallineitemdiscountamount", lineDiscounts(document)));
        }
        if (shipped) {
            document.alongWith(SalesOrderActions.fulfill(path));
        } else {
            document.setAlongWith(path, columns(SUBMITTED, 3));
        }
    }

    /** Then a discount that differs is the salesperson's, and on its way to Business Central: it must not be taken back. */
    private static boolean onlySalesChanged(Batch batch, Item document, Row target) {
        Coupling coupling = document.coupling();
        if (coupling == null || coupling.versions().dataverseVersion() == 0) {
            return false;
        }
        long stamp = batch.pass().runtime().records().stamp(Side.BUSINESS_CENTRAL, document.source());
        return coupling.versions().dataverseVersion() != Records.version(target.etag())
                && coupling.versions().businessCentralStamp() == stamp;
    }

    /** What the discount has to be in Sales, null if it is that already. */
    private static @Nullable BigDecimal discount(Item document, @Nullable Row target) {
        BigDecimal net = document.lines().stream()
                .map(line -> Amounts.of(line.source(), "lineAmount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal wanted = InvoiceDiscounts.inSales(
                Amounts.of(document.source(), "discountAmount"),
                Amounts.of(document.source(), "paymentDiscountPercent"),
                net);
        BigDecimal there = target == null ? BigDecimal.ZERO : Amounts.of(target, DISCOUNT);
        return wanted.compareTo(there) == 0 ? null : wanted;
    }

    private static BigDecimal lineDiscounts(Item document) {
        return document.lines().stream()
                .map(line -> Amounts.of(line.source(), "discountAmount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, @Nullable Object> columns(int state, Object status) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(STATE, state);
        columns.put(STATUS, status);
        return columns;
    }
}
