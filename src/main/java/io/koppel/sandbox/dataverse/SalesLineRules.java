package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines of quotes, orders and invoices: an existing product with a unit of its group, or a text written in; priced by the
 * price list unless the price is overridden; each write reckons the header anew (dataverse-web-api.md §10.5).
 */
final class SalesLineRules implements TableRules {
    private final SalesDocument document;
    private final DataverseStore store;
    private final RowWriter writer;
    private final PriceCalculation prices;
    private final LinePrices listPrices;

    SalesLineRules(SalesDocument document, DataverseStore store, RowWriter writer) {
        this.document = document;
        this.store = store;
        this.writer = writer;
        this.prices = new PriceCalculation(store);
        this.listPrices = new LinePrices(store);
    }

    @Override
    public void before(RowChange change) {
        change.require(document.lookup(), "0x80040200", DataverseError.needed(document.lookup()));
        DataverseStore.Found header = change.target(document.lookup(), document.table());
        if (header == null) {
            throw DataverseError.notFound(document.table(), String.valueOf(change.get(document.lookup())));
        }
        if (!SalesDocument.WRITABLE.equals(header.value("statecode"))) {
            throw DataverseError.readOnly(document.table(), header.row().id());
        }
        fromHeader(change, header);
        subject(change);
        change.require("quantity", "0x80081012", "The quantity is missing.");
        boolean kept = prices.isLeftToIntegration(document, change.scope())
                || PriceCalculation.isSkipped(change.get("skippricecalculation"), change.creating());
        if (!kept) {
            listPrices.apply(change, header);
            prices.line(change);
        }
    }

    private void fromHeader(RowChange change, DataverseStore.Found header) {
        change.put("transactioncurrencyid", header.value("transactioncurrencyid"));
        change.put("ownerid", header.value("ownerid"));
        if (change.creating()) {
            change.putIfAbsent("producttypecode", 1L);
            long number = 1;
            for (Row other : store.rowsWith(
                    change.table(), document.lookup(), header.row().id())) {
                number = change.table().value(other, "lineitemnumber") instanceof Long last
                        ? Math.max(number, last + 1)
                        : number;
            }
            change.putIfAbsent("lineitemnumber", number);
            Object line = change.get("lineitemnumber");
            change.putIfAbsent("sequencenumber", line == null ? number : line);
        }
    }

    private void subject(RowChange change) {
        boolean product = change.get("productid") != null;
        boolean text = change.get("productdescription") != null;
        String nameColumn = document.lines() + "name";
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
            change.put(nameColumn, name.substring(0, Math.min(100, name.length())));
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
        change.put(nameColumn, found.value("name"));
    }

    @Override
    public void after(RowChange change, Row stored) {
        header(change.scope(), change.table(), stored);
    }

    @Override
    public void beforeDelete(WriteScope scope, StoredTable table, Row row) {
        DataverseStore.Found header = headerOf(table, row);
        if (header != null && !SalesDocument.WRITABLE.equals(header.value("statecode"))) {
            throw DataverseError.readOnly(document.table(), header.row().id());
        }
    }

    @Override
    public void afterDelete(WriteScope scope, StoredTable table, Row row) {
        header(scope, table, row);
    }

    private void header(WriteScope scope, StoredTable table, Row line) {
        DataverseStore.Found header = headerOf(table, line);
        if (header == null
                || prices.isLeftToIntegration(document, scope)
                || PriceCalculation.isSkipped(header.value("skippricecalculation"), false)) {
            return;
        }
        RowDraft draft = header.row().edit(header.table().rows().schema());
        prices.totals(document, header.table(), draft);
        writer.changeAlong(scope, header.table(), header.row(), draft);
    }

    private DataverseStore.@Nullable Found headerOf(StoredTable table, Row line) {
        return table.value(line, document.lookup()) instanceof UUID id ? store.forWrite(document.table(), id) : null;
    }
}
