package io.koppel.sales.bidirectional;

import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.LineProduct;
import io.koppel.sales.document.SalesLine;
import io.koppel.sales.document.SalesSetup;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.FactsReader;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an order of Sales is in Business Central beyond its field rows (sales-documents.md §10.1): type and number from
 * the product, or the write-in product of the set-up; the unit, and what Business Central fills in anew with it. Lines whose
 * product is of another type do not travel.
 *
 * <p>A line shows its whole discount as its own, what the volume makes off included (§1.5); a line with the write-in product shows
 * no product.
 */
public final class OrderLineFromSales implements Rule {
    private static final String DISCOUNT = "manualdiscountamount";
    private static final String NUMBER = "number";

    /** What Business Central fills in when another field is validated, in the order in which it has to be written. */
    private static final List<String> ORDER =
            List.of("type", NUMBER, "description", "unitOfMeasureCode", "quantity", "unitPrice", "discountAmount");

    private final Engine engine;
    private final DocumentReader reader;
    private final Map<Pass, FactsReader> facts = new WeakHashMap<>();
    private final Map<Batch, FactsReader.LineFacts> known = new WeakHashMap<>();
    private volatile @Nullable SalesSetup setup;

    public OrderLineFromSales(Engine engine) {
        this.engine = engine;
        this.reader = new DocumentReader(engine, DocumentSource.ORDER);
    }

    @Override
    public String name() {
        return "order-line-from-sales";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of("type", NUMBER, "description", "unitOfMeasureCode", "attachedToLineNumber")
                : new LinkedHashSet<>(DocumentReader.lineColumns());
    }

    @Override
    public void begin(Pass lines) {
        FactsReader own = new FactsReader(engine);
        setup = own.setup();
        synchronized (facts) {
            facts.put(lines, own);
        }
    }

    @Override
    public Row asShown(Side side, Row row) {
        return side == Side.DATAVERSE ? wholeDiscount(row) : withoutWriteIn(row);
    }

    private static Row wholeDiscount(Row row) {
        if (Columns.amount(row, "volumediscountamount").signum() == 0) {
            return row;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(row.values());
        shown.put(
                DISCOUNT,
                Columns.amount(row, DISCOUNT)
                        .add(Columns.amount(row, "quantity").multiply(Columns.amount(row, "volumediscountamount"))));
        shown.put("volumediscountamount", null);
        return new Row(row.etag(), shown);
    }

    private Row withoutWriteIn(Row row) {
        SalesSetup known = setup;
        if (known == null
                || known.writeInNumber() == null
                || !known.writeInNumber().equals(row.get(NUMBER))
                || !known.writeInType().wire().equals(row.get("type"))) {
            return row;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(row.values());
        shown.put(NUMBER, "");
        return new Row(row.etag(), shown);
    }

    @Override
    public void prepare(Batch batch, List<Item> lines) {
        if (batch.pass().source() != Side.DATAVERSE) {
            return;
        }
        FactsReader own;
        synchronized (facts) {
            own = facts.computeIfAbsent(batch.pass(), pass -> new FactsReader(engine));
        }
        FactsReader.LineFacts read =
                own.lines(lines.stream().map(line -> reader.line(line.source())).toList());
        synchronized (known) {
            known.put(batch, read);
        }
        for (Item line : lines) {
            if (!read.isSold(reader.line(line.source()))) {
                line.decide(new Decision.Ignored("Business Central sells no products of this type"));
            }
        }
    }

    @Override
    public void complete(Item line, Batch batch) {
        FactsReader.LineFacts read;
        synchronized (known) {
            read = known.get(batch);
        }
        if (batch.pass().target() != Side.BUSINESS_CENTRAL || read == null) {
            return;
        }
        try {
            complete(line, reader.line(line.source()), read);
        } catch (DocumentRefused refused) {
            throw new RecordRefused(ErrorClass.DATA, refused.field(), String.valueOf(refused.getMessage()));
        }
    }

    private static void complete(Item line, SalesLine sold, FactsReader.LineFacts read) {
        Map<String, @Nullable Object> payload = line.payload();
        boolean other = line.isNew() || payload.containsKey(NUMBER);
        if (other) {
            LineProduct product = read.product(sold);
            payload.put("type", product.type().wire());
            payload.put(NUMBER, product.number());
            if (sold.product() == null && sold.writtenText() != null) {
                payload.put("description", sold.writtenText());
            }
        }
        String unit = read.unit(sold);
        Row target = line.target();
        boolean otherUnit = unit != null && (other || target == null || !unit.equals(target.get("unitOfMeasureCode")));
        if (otherUnit) {
            payload.put("unitOfMeasureCode", unit);
        }
        if (other || otherUnit || payload.containsKey("quantity")) {
            payload.putIfAbsent("quantity", sold.quantity());
            payload.putIfAbsent("unitPrice", sold.unitPrice());
            if (!line.isNew() || sold.discount().signum() != 0) {
                payload.putIfAbsent("discountAmount", sold.discount());
            }
        }
        inOrder(payload);
    }

    private static void inOrder(Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(payload);
        payload.clear();
        for (String column : ORDER) {
            if (rest.containsKey(column)) {
                payload.put(column, rest.remove(column));
            }
        }
        payload.putAll(rest);
    }
}
