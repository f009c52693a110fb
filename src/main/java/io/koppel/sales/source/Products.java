package io.koppel.sales.source;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.LineProduct;
import io.koppel.sales.document.LineType;
import io.koppel.sales.document.SalesLine;
import io.koppel.sync.Engine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What products on lines are in Business Central (sales-documents.md §1.5). Each product is read once in a run; as many as
 * {@link #MOST} are kept.
 */
final class Products {
    private static final int MOST = 20_000;
    private static final int ACTIVE = 0;
    private static final int ITEM = 1;
    private static final int SERVICE = 3;

    private final Engine engine;
    private final SalesKnowledge knowledge;
    private final Map<UUID, Product> known = new HashMap<>();

    Products(Engine engine, SalesKnowledge knowledge) {
        this.engine = engine;
        this.knowledge = knowledge;
    }

    /**
     * A product as both services know it.
     *
     * @param asset the item or resource, null if the product is not coupled or the record is gone
     * @param priceGroup VAT business group of its price, null if the price contains no VAT
     */
    private record Product(
            String name,
            int state,
            int type,
            boolean coupled,
            @Nullable String asset,
            String description,
            @Nullable String priceGroup,
            String taxGroup) {}

    /** Reads the products of some lines that are not known yet. */
    synchronized void read(Collection<SalesLine> lines) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (SalesLine line : lines) {
            if (line.product() != null && !known.containsKey(line.product())) {
                ids.add(line.product());
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        if (known.size() + ids.size() > MOST) {
            known.clear();
            read(lines);
            return;
        }
        Map<UUID, Row> rows = new HashMap<>();
        for (Row row : engine.services()
                .dataverse()
                .readByIds(
                        "products",
                        "productid",
                        texts(ids),
                        Map.of("$select", "productid,name,productnumber,statecode,producttypecode"))
                .rows()) {
            rows.put(Columns.id(row, "productid"), row);
        }
        Map<UUID, Coupling> items = coupled("items", rows, ITEM);
        Map<UUID, Coupling> resources = coupled("resources", rows, SERVICE);
        Map<UUID, Row> assets = assets("items", items, ",priceIncludesTax,priceTaxBusinessGroup,taxProductGroup");
        assets.putAll(assets("resources", resources, ""));
        rows.forEach((id, row) -> {
            Coupling coupling = items.containsKey(id) ? items.get(id) : resources.get(id);
            known.put(id, product(row, coupling, coupling == null ? null : assets.get(coupling.businessCentralId())));
        });
    }

    private Map<UUID, Coupling> coupled(String set, Map<UUID, Row> rows, int type) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach((id, row) -> {
            if (Columns.number(row, "producttypecode") == type) {
                ids.add(id);
            }
        });
        return knowledge.coupled(set, "product", ids);
    }

    private Map<UUID, Row> assets(String set, Map<UUID, Coupling> couplings, String more) {
        Map<UUID, Row> found = new HashMap<>();
        if (couplings.isEmpty()) {
            return found;
        }
        List<String> ids = couplings.values().stream()
                .map(coupling -> coupling.businessCentralId().toString())
                .toList();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(set, "systemId", ids, Map.of("$select", "systemId,number,displayName" + more))
                .rows()) {
            found.put(Columns.id(row, "systemId"), row);
        }
        return found;
    }

    private static Product product(Row row, @Nullable Coupling coupling, @Nullable Row asset) {
        return new Product(
                Columns.text(row, "productnumber") + " " + Columns.text(row, "name"),
                Columns.number(row, "statecode"),
                Columns.number(row, "producttypecode"),
                coupling != null,
                asset == null ? null : Columns.text(asset, "number"),
                asset == null ? "" : Columns.text(asset, "displayName"),
                asset != null && Columns.flag(asset, "priceIncludesTax")
                        ? Columns.text(asset, "priceTaxBusinessGroup")
                        : null,
                asset == null ? "" : Columns.text(asset, "taxProductGroup"));
    }

    /** Whether a product is of a type that has a counterpart, or nobody knows. */
    synchronized boolean isSold(UUID id) {
        Product product = known.get(id);
        return product == null || product.type() == ITEM || product.type() == SERVICE;
    }

    /** Whether one of the lines has a product whose price contains VAT. */
    synchronized boolean anyIncludesTax(Collection<SalesLine> lines) {
        return lines.stream().anyMatch(line -> {
            Product product = line.product() == null ? null : known.get(line.product());
            return product != null
                    && product.priceGroup() != null
                    && !product.priceGroup().isBlank();
        });
    }

    /**
     * What the product of a line is.
     *
     * @param taxGroup VAT business group of the document
     * @throws DocumentRefused if it has no counterpart
     */
    synchronized LineProduct of(SalesLine line, String taxGroup) {
        Product product = known.get(line.product());
        if (product == null) {
            throw new DocumentRefused(
                    "productid", "the product " + line.product() + " does not exist in Sales any more");
        }
        if (product.state() != ACTIVE) {
            throw new DocumentRefused(
                    "productid",
                    "product " + product.name() + " is not active; the state of a product on an order must be Active");
        }
        if (product.type() != ITEM && product.type() != SERVICE) {
            throw new DocumentRefused(
                    "productid",
                    "product " + product.name()
                            + " is neither Sales Inventory nor Services; other types have no counterpart"
                            + " in Business Central");
        }
        boolean item = product.type() == ITEM;
        String asset = product.asset();
        if (asset == null) {
            throw new DocumentRefused(
                    "productid",
                    "product " + product.name()
                            + (product.coupled()
                                    ? " is coupled to " + (item ? "an item" : "a resource") + " that was deleted"
                                    : " is not coupled to " + (item ? "an item" : "a resource"))
                            + "; couple it or synchronize it first");
        }
        return new LineProduct(
                item ? LineType.ITEM : LineType.RESOURCE, asset, product.description(), includedTax(product, taxGroup));
    }

    private @Nullable BigDecimal includedTax(Product product, String taxGroup) {
        String group = product.priceGroup();
        boolean counts = group != null && !group.isBlank() && group.equals(taxGroup);
        return counts ? knowledge.tax(taxGroup, product.taxGroup()) : null;
    }

    private static List<String> texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
