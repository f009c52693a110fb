package io.koppel.sync.rules;

import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a new invoice (sales-documents.md §4.4). Where Dataverse keeps the caller's figures they are set after the lines,
 * in the same transaction, because it takes them in updates only; where it reckons itself they are left to it. Where prices
 * include tax and the lines do not add up, a line "Rounding" holds the difference.
 */
public final class InvoiceFigures implements Rule {
    private static final String EXCLUDING = "totalAmountExcludingTax";
    private static final String INCLUDING = "totalAmountIncludingTax";
    private static final String DISCOUNT = "discountAmount";
    private static final String CURRENCY = "transactioncurrencyid@odata.bind";

    private final Engine engine;
    private final KeptFigures kept;
    private final CurrencyDecimals decimals;

    public InvoiceFigures(Engine engine) {
        this.engine = engine;
        this.kept = new KeptFigures(engine);
        this.decimals = new CurrencyDecimals(engine);
    }

    @Override
    public String name() {
        return "invoice-figures";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(EXCLUDING, INCLUDING, DISCOUNT, "pricesIncludeTax") : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (item.isNew()) {
            // Not taken when a row is created (dataverse-web-api.md §6.5).
            item.payload().remove("totalamount");
            item.payload().remove("totalamountlessfreight");
        } else if (!kept.areKept(batch.pass())) {
            item.payload().remove("totalamount");
            item.payload().remove("totalamountlessfreight");
        }
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        for (Item document : documents) {
            if (Amounts.flag(document.source(), "pricesIncludeTax")) {
                round(document, decimals.of(batch.pass(), document.payload().get(CURRENCY)));
            }
            if (kept.areKept(batch.pass())) {
                document.setAlongWith(
                        batch.pass().runtime().records().path(Side.DATAVERSE, document.targetId(), null),
                        totals(document));
                document.lines().forEach(line -> LineFigures.setAfterwards(line, lines(batch)));
            }
        }
    }

    private String lines(Batch batch) {
        DocumentLines declared = Objects.requireNonNull(batch.pass().mapping().lines());
        return Objects.requireNonNull(engine.mappings().apply(declared.mapping()))
                .dataverse()
                .entitySet();
    }

    private static Map<String, @Nullable Object> totals(Item document) {
        Row source = document.source();
        BigDecimal including = Amounts.of(source, INCLUDING);
        BigDecimal tax = Amounts.tax(source, EXCLUDING, INCLUDING);
        BigDecimal discounts = document.lines().stream()
                .map(line -> Amounts.of(line.source(), DISCOUNT))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("totallineitemdiscountamount", discounts);
        totals.put("totaldiscountamount", Amounts.of(source, DISCOUNT));
        totals.put("totaltax", tax);
        totals.put("totalamountlessfreight", including.subtract(tax));
        totals.put("totalamount", including);
        return totals;
    }

    /**
     * What the lines come to in Dataverse, where each has a price without tax. Dataverse keeps prices in the currency's decimals,
     * so they are counted, and sent, in those.
     */
    private static void round(Item document, int decimals) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Item line : document.lines()) {
            Row row = line.source();
            BigDecimal price = Amounts.unitPrice(row, true).setScale(decimals, RoundingMode.HALF_UP);
            line.payload().put("priceperunit", price);
            sum = sum.add(price.multiply(Amounts.of(row, "quantity")))
                    .subtract(Amounts.of(row, DISCOUNT))
                    .add(Amounts.tax(row, "netAmount", "netAmountIncludingTax"));
        }
        BigDecimal difference = Amounts.of(document.source(), INCLUDING)
                .add(Amounts.of(document.source(), DISCOUNT))
                .subtract(sum);
        if (difference.setScale(decimals, RoundingMode.HALF_UP).signum() == 0) {
            return;
        }
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("isproductoverridden", true);
        line.put("productdescription", "Rounding");
        line.put("ispriceoverridden", true);
        line.put("quantity", BigDecimal.ONE);
        line.put("priceperunit", difference);
        document.addLine(
                new UUID(
                        document.targetId().getMostSignificantBits(),
                        document.targetId().getLeastSignificantBits() ^ 1),
                line);
    }
}
