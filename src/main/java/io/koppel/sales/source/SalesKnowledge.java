package io.koppel.sales.source;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.OptionMapping;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.LineType;
import io.koppel.sales.document.SalesSetup;
import io.koppel.sync.Engine;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What hardly changes, read once in a run and when it is needed: set-up, currencies, option mappings, VAT percentages. */
final class SalesKnowledge {
    private final Engine engine;
    private final CoupledTables tables;
    private @Nullable SalesSetup setup;
    private @Nullable Map<UUID, Currency> currencies;
    private @Nullable Map<String, BigDecimal> taxes;
    private final Map<String, Map<Integer, String>> options = new HashMap<>();

    SalesKnowledge(Engine engine) {
        this.engine = engine;
        this.tables = new CoupledTables(engine);
    }

    /** @param decimals of amounts */
    record Currency(String isoCode, int decimals) {}

    synchronized SalesSetup setup() {
        SalesSetup known = setup;
        if (known == null) {
            known = readSetup();
            setup = known;
        }
        return known;
    }

    private SalesSetup readSetup() {
        List<Row> rows = engine.services()
                .businessCentral()
                .readPage(ReadRequest.of("salesSetup")
                        .with("$select", "systemId,writeInProductType,writeInProductNumber,freightAccountNumber"))
                .rows();
        Row row = rows.isEmpty() ? new Row(null, Map.of()) : rows.get(0);
        LineType type =
                LineType.RESOURCE.wire().equals(row.get("writeInProductType")) ? LineType.RESOURCE : LineType.ITEM;
        return new SalesSetup(type, filled(row, "writeInProductNumber"), filled(row, "freightAccountNumber"));
    }

    private static @Nullable String filled(Row row, String column) {
        String text = row.text(column);
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The write-in product must be a service or non-inventory item, or a resource, and must not be coupled: its number would
     * otherwise stand for a product of Sales (sales-documents.md §1.5).
     *
     * @throws DocumentRefused if it is not as it must be
     */
    void checkWriteIn() {
        SalesSetup known = setup();
        String number = known.writeInNumber();
        if (number == null) {
            return;
        }
        String set = known.writeInType() == LineType.ITEM ? "items" : "resources";
        List<Row> rows = engine.services()
                .businessCentral()
                .readPage(ReadRequest.of(set)
                        .with("$select", "systemId,number,type")
                        .with("$filter", "number eq '" + number.replace("'", "''") + "'"))
                .rows();
        if (rows.isEmpty()) {
            throw new DocumentRefused(
                    "productid",
                    "the write-in product " + number
                            + " of Sales & Receivables Setup does not exist in Business Central");
        }
        if (known.writeInType() == LineType.ITEM
                && "Inventory".equals(rows.get(0).get("type"))) {
            throw new DocumentRefused(
                    "productid",
                    "the write-in product " + number
                            + " is an inventory item; choose a service or non-inventory item in Sales & Receivables Setup");
        }
        UUID id = Columns.id(rows.get(0), "systemId");
        if (!tables.byBusinessCentral(tables.mapping(set, "product"), List.of(id))
                .isEmpty()) {
            throw new DocumentRefused(
                    "productid",
                    "the write-in product " + number + " is coupled to a product; uncouple it, or choose another one in"
                            + " Sales & Receivables Setup");
        }
    }

    /** The currency of a document; the local one if the document names none. */
    synchronized Currency currency(@Nullable UUID id) {
        Map<UUID, Currency> known = currencies;
        if (known == null) {
            known = new HashMap<>();
            for (Row row : engine.services()
                    .dataverse()
                    .readPage(ReadRequest.of("transactioncurrencies")
                            .with("$select", "transactioncurrencyid,isocurrencycode,currencyprecision"))
                    .rows()) {
                int decimals = row.get("currencyprecision") instanceof Number number ? number.intValue() : 2;
                known.put(
                        Columns.id(row, "transactioncurrencyid"),
                        new Currency(Columns.text(row, "isocurrencycode"), decimals));
            }
            currencies = known;
        }
        Currency found = id == null ? null : known.get(id);
        return found == null ? new Currency(engine.company().localCurrency(), 2) : found;
    }

    /** The code of Business Central: blank for the local currency (table-mappings.md §8.2). */
    String code(Currency currency) {
        return currency.isoCode().equals(engine.company().localCurrency())
                ? ""
                : currency.isoCode().replace(" ", "");
    }

    /** Code of a choice of the account columns, null without option mapping; orders and quotes share the numbers. */
    synchronized @Nullable String code(String entitySet, int choice) {
        return options.computeIfAbsent(entitySet, set -> {
                    Map<Integer, String> codes = new HashMap<>();
                    TableMapping mapping = tables.choices(set).orElse(null);
                    if (mapping != null) {
                        for (OptionMapping option : engine.options().all(engine.scope(mapping.id()))) {
                            codes.put(option.value(), option.code());
                        }
                    }
                    return codes;
                })
                .get(choice);
    }

    /** VAT percentage of a business and a product group, null if the pair is not set up. */
    synchronized @Nullable BigDecimal tax(String businessGroup, String productGroup) {
        Map<String, BigDecimal> known = taxes;
        if (known == null) {
            known = new HashMap<>();
            for (Row row : engine.services()
                    .businessCentral()
                    .readPage(ReadRequest.of("taxPostingSetups")
                            .with("$select", "systemId,taxBusinessGroup,taxProductGroup,taxPercent"))
                    .rows()) {
                known.put(
                        Columns.text(row, "taxBusinessGroup") + "|" + Columns.text(row, "taxProductGroup"),
                        Columns.amount(row, "taxPercent"));
            }
            taxes = known;
        }
        return known.get(businessGroup + "|" + productGroup);
    }

    /** Couplings of a mapping. */
    Map<UUID, Coupling> coupled(String entitySet, String table, List<UUID> dataverseIds) {
        return tables.byDataverse(tables.mapping(entitySet, table), dataverseIds);
    }

    boolean unitGroups() {
        return tables.mapping("itemUnitsOfMeasure", "uom").isPresent();
    }
}
