package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.List;
import java.util.Set;

/**
 * What an invoice line is about (sales-documents.md §4.1, §4.3): the product coupled to its item or resource, in the product's
 * default unit, or with unit groups in the coupled unit of the line. Every other line, and an item outside the filter of its
 * mapping, or the write-in product, is written in as text. A blocked item or resource, and one that would have to be coupled, fails the invoice.
 */
public final class InvoiceLineProduct implements Rule {
    private static final int LONGEST_TEXT = 250;
    private final LineAssets assets;
    private final WriteIns writeIns;

    public InvoiceLineProduct(Engine engine, RelatedRecords related) {
        this.assets = new LineAssets(engine, related);
        this.writeIns = new WriteIns(engine);
    }

    @Override
    public String name() {
        return "invoice-line-product";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? LineAssets.COLUMNS : Set.of();
    }

    @Override
    public void prepare(Batch batch, List<Item> lines) {
        assets.prepare(batch.pass(), lines);
    }

    @Override
    public void complete(Item line, Batch batch) {
        Row row = line.source();
        LineAssets.Sold sold = assets.of(batch.pass(), row);
        if (sold == null || writeIns.is(batch.pass(), text(row, "number"))) {
            writeIn(line);
            return;
        }
        InvoiceProducts.Asset asset = sold.asset();
        if (asset != null && asset.blocked()) {
            throw blocked(sold.noun(), asset);
        }
        if (asset == null || !asset.eligible()) {
            writeIn(line);
            return;
        }
        if (asset.product() == null) {
            TableMapping mapping = sold.mapping();
            throw new RecordRefused(
                    ErrorClass.DATA,
                    "number",
                    sold.noun() + " '" + asset.number() + "' is not coupled; couple it or run "
                            + (mapping == null ? "its mapping" : mapping.id()) + " first");
        }
        line.payload().put("productid@odata.bind", "/products(" + asset.product() + ")");
        line.payload().put("uomid@odata.bind", "/uoms(" + assets.unit(row, sold, asset) + ")");
    }

    private static RecordRefused blocked(String noun, InvoiceProducts.Asset asset) {
        return new RecordRefused(
                ErrorClass.DATA,
                "number",
                noun + " '" + asset.number() + "' is blocked; Blocked must be No for its invoices to be sent");
    }

    private static void writeIn(Item line) {
        Row row = line.source();
        String number = text(row, "number");
        String text = (number.isEmpty() ? "" : number + " ") + text(row, "description") + ".";
        line.payload().put("isproductoverridden", true);
        line.payload().put("productdescription", text.substring(0, Math.min(LONGEST_TEXT, text.length())));
    }

    private static String text(Row row, String property) {
        Object value = row.get(property);
        return value == null ? "" : value.toString();
    }
}
