package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an order of Business Central is in Sales beyond its field rows (sales-documents.md §10.2): items and resources
 * travel, with the coupled product and its unit; what was written in by hand stays a text. The tax is the VAT amount. Amounts go
 * along only where Dataverse keeps the caller's.
 */
public final class OrderLineToSales implements Rule {
    private static final int LONGEST_TEXT = 250;
    private static final String TAX = "tax";
    private static final String TEXT = "productdescription";
    private static final String DISCOUNT = "manualdiscountamount";
    private static final Set<String> FIGURES = Set.of("baseamount", "extendedamount");
    private static final String PRODUCT = PayloadLookups.bind("productid");
    private static final String UNIT = PayloadLookups.bind("uomid");

    private final LineAssets assets;
    private final KeptFigures kept;

    public OrderLineToSales(Engine engine, RelatedRecords related) {
        this.assets = new LineAssets(engine, related);
        this.kept = new KeptFigures(engine);
    }

    @Override
    public String name() {
        return "order-line-to-sales";
    }

    @Override
    public Set<String> columns(Side side) {
        if (side == Side.DATAVERSE) {
            return Set.of(TAX, TEXT, DISCOUNT, "volumediscountamount", "_productid_value", "_uomid_value");
        }
        Set<String> columns = new LinkedHashSet<>(LineAssets.COLUMNS);
        columns.addAll(List.of("lineAmount", "discountAmount", "netAmount", "netAmountIncludingTax"));
        return columns;
    }

    @Override
    public @Nullable String ignores(Item line, Pass pass) {
        if (pass.source() != Side.BUSINESS_CENTRAL) {
            return null;
        }
        Object type = line.source().get("type");
        return "Item".equals(type) || "Resource".equals(type) ? null : "only items and resources travel";
    }

    @Override
    public void prepare(Batch batch, List<Item> lines) {
        if (batch.pass().source() == Side.BUSINESS_CENTRAL) {
            assets.prepare(batch.pass(), lines);
        }
    }

    @Override
    public void complete(Item line, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Row row = line.source();
        if (String.valueOf(row.get("number")).isBlank()) {
            writtenIn(line);
        } else {
            product(line, batch);
        }
        BigDecimal tax = Amounts.tax(row, "netAmount", "netAmountIncludingTax");
        if (line.target() == null || tax.compareTo(Amounts.of(line.target(), TAX)) != 0) {
            line.payload().put(TAX, tax);
        }
        if (line.isNew()) {
            line.payload().put("lineitemnumber", row.get("lineNumber"));
        }
        if (line.isNew() || !kept.areKept(batch.pass())) {
            line.leaveOut(FIGURES);
        }
        Row target = line.target();
        // A price of Business Central's has no volume discount in Sales: what that was worth goes into the line's own.
        if (target != null
                && !line.payload().isEmpty()
                && Amounts.of(target, "volumediscountamount").signum() != 0) {
            line.payload().put(DISCOUNT, Amounts.of(row, "discountAmount"));
        }
    }

    private static void writtenIn(Item line) {
        Map<String, @Nullable Object> payload = line.payload();
        payload.remove(PRODUCT);
        String text = String.valueOf(line.source().get("description"));
        String cut = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        if (line.isNew()) {
            payload.put("isproductoverridden", true);
            payload.put(TEXT, cut);
        } else if (line.target() != null
                && !String.valueOf(line.target().get(TEXT)).startsWith(cut)) {
            payload.put(TEXT, cut);
        }
    }

    private void product(Item line, Batch batch) {
        LineAssets.Sold sold = assets.of(batch.pass(), line.source());
        InvoiceProducts.Asset asset = sold == null ? null : sold.asset();
        if (sold == null || asset == null || asset.product() == null) {
            String noun = "Resource".equals(line.source().get("type")) ? "resource" : "item";
            throw new RecordRefused(
                    ErrorClass.DATA,
                    "number",
                    noun + " '" + line.source().get("number") + "' is not coupled; couple it or synchronize it first");
        }
        if (line.payload().containsKey(PRODUCT)) {
            line.payload().put(PRODUCT, PayloadLookups.to("products", asset.product()));
        }
        String unit = assets.unit(line.source(), sold, asset);
        Row target = line.target();
        if (target == null || !Objects.equals(unit, target.get("_uomid_value"))) {
            line.payload().put(UNIT, PayloadLookups.to("uoms", unit));
        }
    }
}
