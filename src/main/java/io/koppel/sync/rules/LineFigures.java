package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Amounts of invoice lines, and what they take over from their header (sales-documents.md §4.3). */
public final class LineFigures implements Rule {
    private static final String BASE = "baseamount";
    private static final String EXTENDED = "extendedamount";
    private static final Set<String> OF_HEADER = Set.of(
            "shipto_name",
            "shipto_line1",
            "shipto_line2",
            "shipto_city",
            "shipto_stateorprovince",
            "shipto_country",
            "shipto_postalcode");

    @Override
    public String name() {
        return "invoice-line-figures";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of(
                        "lineNumber",
                        "quantity",
                        "unitPrice",
                        "discountAmount",
                        "invoiceDiscountAmount",
                        "netAmount",
                        "netAmountIncludingTax")
                : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        Row row = item.source();
        Map<String, @Nullable Object> payload = item.payload();
        payload.remove(BASE);
        payload.remove(EXTENDED);
        payload.put("lineitemnumber", row.get("lineNumber"));
        payload.put("quantity", Amounts.of(row, "quantity"));
        payload.put("tax", Amounts.tax(row, "netAmount", "netAmountIncludingTax"));
        Item document = item.document();
        if (document == null) {
            return;
        }
        payload.put("priceperunit", Amounts.unitPrice(row, Amounts.flag(document.source(), "pricesIncludeTax")));
        for (String column : OF_HEADER) {
            Object value = document.payload().get(column);
            if (value != null) {
                payload.put(column, value);
            }
        }
        Object delivered = document.payload().get("datedelivered");
        if (delivered != null) {
            payload.put("actualdeliveryon", delivered);
        }
    }

    /**
     * Amounts that Dataverse takes in updates only, after the line was created.
     *
     * @param path set of the lines
     */
    static void setAfterwards(Item line, String path) {
        Row row = line.source();
        if (row.values().isEmpty()) {
            Object price = line.payload().get("priceperunit");
            set(line, path, price, price);
            return;
        }
        BigDecimal invoiceDiscount = Amounts.of(row, "invoiceDiscountAmount");
        set(
                line,
                path,
                Amounts.of(row, "netAmount").add(invoiceDiscount).add(Amounts.of(row, "discountAmount")),
                Amounts.of(row, "netAmountIncludingTax").add(invoiceDiscount));
    }

    private static void set(Item line, String path, @Nullable Object base, @Nullable Object extended) {
        Item document = Objects.requireNonNull(line.document());
        Map<String, @Nullable Object> amounts = new LinkedHashMap<>();
        amounts.put(BASE, base);
        amounts.put(EXTENDED, extended);
        document.setAlongWith(path + "(" + line.targetId() + ")", amounts);
    }
}
