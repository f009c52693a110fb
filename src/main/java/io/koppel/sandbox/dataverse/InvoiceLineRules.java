package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Lines of invoices: an existing product with a unit of its group, or a text written in; priced by the price list unless
 * the price is overridden; each write reckons the header anew (dataverse-web-api.md §10.5).
 */
final class InvoiceLineRules implements TableRules {
    private static final Long ACTIVE = 0L;
    private static final long MISSING_UNIT_PRICE = 5;
    private static final long NOT_IN_PRICE_LIST = 11;

    private final DataverseStore store;
    private final RowWriter writer;
    private final PriceCalculation prices;

    InvoiceLineRules(DataverseStore store, RowWriter writer) {
        this.store = store;
        this.writer = writer;
        this.prices = new PriceCalculation(store);
    }

    @Override
    public void before(RowChange change) {
        change.require("invoiceid", "0x80040200", DataverseError.needed("invoiceid"));
        DataverseStore.Found header = change.target("invoiceid", "invoice");
        if (header == null) {
            throw DataverseError.notFound("invoice", String.valueOf(change.get("invoiceid")));
        }
        if (!ACTIVE.equals(header.value("statecode"))) {
            throw DataverseError.readOnly("invoice", header.row().id());
        }
        fromHeader(change, header);
        subject(change);
        change.require("quantity", "0x80081012", "The quantity is missing.");
        boolean kept = prices.isLeftToIntegration(change.scope())
                || PriceCalculation.isSkipped(change.get("skippricecalculation"), change.creating());
        if (!kept) {
            price(change, header);
            prices.line(change);
        }
    }

    private void fromHeader(RowChange change, DataverseStore.Found header) {
        change.put("transactioncurrencyid", header.value("transactioncurrencyid"));
        change.put("ownerid", header.value("ownerid"));
        if (change.creating()) {
            change.putIfAbsent("producttypecode", 1L);
            long number = 1;
            for (Row other :
                    store.rowsWith(change.table(), "invoiceid", header.row().id())) {
                number = change.table().value(other, "lineitemnumber") instanceof Long last
                        ? Math.max(number, last + 1)
                        : number;
            }
            change.putIfAbsent("lineitemnumber", number);
            Object line = change.get("lineitemnumber");
            change.putIfAbsent("sequencenumber", line == null ? number : line);
        }
    }

    private static void subject(RowChange change) {
        boolean product = change.get("productid") != null;
        boolean text = change.get("productdescription") != null;
        if (product && (text || change.flag("isproductoverridden"))) {
            throw new DataverseError(
                    400, "0x80043afb", "A line holds an existing product or a product written in, not both.");
        }
        if (!product && change.get("uomid") != null) {
            throw new DataverseError(400, "0x80043afa", "A line with a product written in has no unit.");
        }
        if (!product) {
            if (!change.flag("isproductoverridden")) {
                throw new DataverseError(400, "0x80043b11", "The product is missing.");
            }
            change.require("productdescription", "0x80040200", DataverseError.needed("productdescription"));
            String name = change.text("productdescription");
            change.put("invoicedetailname", name.substring(0, Math.min(100, name.length())));
            return;
        }
        change.require("uomid", "0x80043b0d", "The unit is missing.");
        DataverseStore.Found found = change.target("productid", "product");
        DataverseStore.Found unit = change.target("uomid", "uom");
        if (found == null) {
            throw new DataverseError(404, "0x80043b24", "The product does not exist.");
        }
        if (unit == null || !Objects.equals(unit.value("uomscheduleid"), found.value("defaultuomscheduleid"))) {
            throw new DataverseError(400, "0x80043b14", "The unit does not belong to the product's unit group.");
        }
        change.put("invoicedetailname", found.value("name"));
    }

    private void price(RowChange change, DataverseStore.Found header) {
        change.put("pricingerrorcode", 0L);
        if (change.get("productid") == null || change.flag("ispriceoverridden")) {
            if (change.get("priceperunit") == null) {
                change.put("pricingerrorcode", MISSING_UNIT_PRICE);
            }
            return;
        }
        BigDecimal price = prices.listPrice(header.value("pricelevelid"), change.get("productid"), change.get("uomid"));
        change.put("priceperunit", price);
        if (price == null) {
            change.put("pricingerrorcode", NOT_IN_PRICE_LIST);
        }
    }

    @Override
    public void after(RowChange change, Row stored) {
        header(change.scope(), change.table(), stored);
    }

    @Override
    public void beforeDelete(WriteScope scope, StoredTable table, Row row) {
        DataverseStore.Found header = headerOf(table, row);
        if (header != null && !ACTIVE.equals(header.value("statecode"))) {
            throw DataverseError.readOnly("invoice", header.row().id());
        }
    }

    @Override
    public void afterDelete(WriteScope scope, StoredTable table, Row row) {
        header(scope, table, row);
    }

    private void header(WriteScope scope, StoredTable table, Row line) {
        DataverseStore.Found header = headerOf(table, line);
        if (header == null
                || prices.isLeftToIntegration(scope)
                || PriceCalculation.isSkipped(header.value("skippricecalculation"), false)) {
            return;
        }
        RowDraft draft = header.row().edit(header.table().rows().schema());
        prices.totals(header.table(), draft);
        writer.changeAlong(scope, header.table(), header.row(), draft);
    }

    private DataverseStore.@org.jspecify.annotations.Nullable Found headerOf(StoredTable table, Row line) {
        return table.value(line, "invoiceid") instanceof java.util.UUID id ? store.forWrite("invoice", id) : null;
    }
}
