package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a line takes from the item, resource or account it sells: text, unit, tax and price (business-central-api.md §17 rule 8). */
final class LineProducts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Unit prices have five decimals (§7). */
    private static final int PRICE_SCALE = 5;

    private LineProducts() {}

    static void sold(BcData data, Row header, BcTable headers, RowDraft line) {
        String type = line.text("Type");
        line.set("Allow Invoice Disc.", (type.isEmpty() || type.equals("G/L Account")) ? null : true);
        if (line.text("No.").isEmpty()) {
            return;
        }
        line.set("VAT Bus. Posting Group", header.get(headers.column("VAT Bus. Posting Group")));
        if (type.equals("G/L Account")) {
            line.set("Description", FieldRelations.accountName(line.text("No.")));
            line.set("VAT Prod. Posting Group", VatRates.STANDARD);
            tax(line);
            return;
        }
        Row row = type.equals("Item") || type.equals("Resource") ? data.byKey(type, line.text("No.")) : null;
        if (row == null) {
            return;
        }
        BcTable table = data.table(type);
        boolean closed = Boolean.TRUE.equals(row.get(table.column("Blocked")))
                || (type.equals("Item") && Boolean.TRUE.equals(row.get(table.column("Sales Blocked"))));
        if (closed) {
            throw BcException.dialog("You cannot sell " + type.toLowerCase(Locale.ROOT) + " " + table.text(row, "No.")
                    + ", because it is blocked.");
        }
        line.set("Description", row.get(table.column(type.equals("Item") ? "Description" : "Name")));
        line.set("VAT Prod. Posting Group", row.get(table.column("VAT Prod. Posting Group")));
        if (type.equals("Item") && !table.text(row, "Reserve").isEmpty()) {
            line.set("Reserve", table.text(row, "Reserve"));
        }
        String own = type.equals("Item") ? table.text(row, "Sales Unit of Measure") : "";
        line.set("Unit of Measure Code", own.isEmpty() ? table.text(row, "Base Unit of Measure") : own);
        tax(line);
        unit(data, header, headers, line);
    }

    /** The unit must be one of the product's own; the price follows it. */
    static void unit(BcData data, Row header, BcTable headers, RowDraft line) {
        String type = line.text("Type");
        String unit = line.text("Unit of Measure Code");
        Row row = type.equals("Item") || type.equals("Resource") ? data.byKey(type, line.text("No.")) : null;
        if (row == null) {
            return;
        }
        BcTable table = data.table(type);
        BigDecimal per = BigDecimal.ONE;
        if (!unit.isEmpty() && !unit.equals(table.text(row, "Base Unit of Measure"))) {
            BcTable units = data.table(type + " Unit of Measure");
            Row own = data.byPair(units.name(), line.text("No."), unit);
            if (own == null) {
                throw new BcException(
                        400,
                        "Internal_InvalidTableRelation",
                        "The field Unit of Measure Code contains a value (" + unit
                                + ") that cannot be found in the related table " + type + " Unit of Measure.");
            }
            per = InvoiceAmounts.amount(units, own, "Qty. per Unit of Measure");
        }
        line.set("Qty. per Unit of Measure", per);
        BigDecimal price = listPrice(table, row, header, headers, line).multiply(per);
        line.set("Unit Price", DocumentAmounts.zeroless(price.setScale(PRICE_SCALE, RoundingMode.HALF_UP)));
    }

    private static BigDecimal listPrice(BcTable table, Row product, Row header, BcTable headers, RowDraft line) {
        BigDecimal price = InvoiceAmounts.amount(table, product, "Unit Price");
        boolean shownWithTax = Boolean.TRUE.equals(header.get(headers.column("Prices Including VAT")));
        boolean keptWithTax =
                table.name().equals("Item") && Boolean.TRUE.equals(product.get(table.column("Price Includes VAT")));
        BigDecimal lineRate = InvoiceAmounts.amount(line.get("VAT %"));
        if (keptWithTax) {
            String group = table.text(product, "VAT Bus. Posting Gr. (Price)");
            BigDecimal rate = VatRates.rate(
                    group.isEmpty() ? VatRates.DOMESTIC : group, table.text(product, "VAT Prod. Posting Group"));
            price = price.multiply(HUNDRED).divide(HUNDRED.add(rate), 10, RoundingMode.HALF_UP);
        }
        if (shownWithTax) {
            price = price.multiply(HUNDRED.add(lineRate)).divide(HUNDRED);
        }
        BigDecimal factor = InvoiceAmounts.amount(headers, header, "Currency Factor");
        return factor.signum() == 0 ? price : price.multiply(factor);
    }

    static void tax(RowDraft line) {
        BigDecimal rate = VatRates.rate(line.text("VAT Bus. Posting Group"), line.text("VAT Prod. Posting Group"));
        line.set("VAT %", DocumentAmounts.zeroless(rate));
    }

    /** The price after its document's currency or way of pricing has changed: what it is worth stays the same. */
    static void reprice(BcTable headers, Row before, Row after, RowDraft line) {
        BigDecimal price = DocumentAmounts.amount(line, "Unit Price");
        BigDecimal rate = HUNDRED.add(DocumentAmounts.amount(line, "VAT %"));
        boolean had = Boolean.TRUE.equals(before.get(headers.column("Prices Including VAT")));
        boolean has = Boolean.TRUE.equals(after.get(headers.column("Prices Including VAT")));
        if (had && !has) {
            price = price.multiply(HUNDRED).divide(rate, 10, RoundingMode.HALF_UP);
        } else if (has && !had) {
            price = price.multiply(rate).divide(HUNDRED);
        }
        price = price.multiply(factor(headers, after)).divide(factor(headers, before), 10, RoundingMode.HALF_UP);
        line.set("Unit Price", DocumentAmounts.zeroless(price.setScale(PRICE_SCALE, RoundingMode.HALF_UP)));
    }

    private static BigDecimal factor(BcTable headers, Row header) {
        BigDecimal factor = InvoiceAmounts.amount(headers, header, "Currency Factor");
        return factor.signum() == 0 ? BigDecimal.ONE : factor;
    }
}
