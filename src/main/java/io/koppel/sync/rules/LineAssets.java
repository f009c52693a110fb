package io.koppel.sync.rules;

import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.RelatedRecords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The items and resources behind the lines of documents, and the products they are coupled to. */
final class LineAssets {
    /** Properties of a line that say what it sells. */
    static final Set<String> COLUMNS = Set.of(
            "type", "number", "description", "itemId", "resourceId", "assetUnitOfMeasureId", "unitOfMeasureCode");

    private final Engine engine;
    private final InvoiceProducts items;
    private final InvoiceProducts resources;

    LineAssets(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.items = new InvoiceProducts(engine, related, "items");
        this.resources = new InvoiceProducts(engine, related, "resources");
    }

    /**
     * What a line sells.
     *
     * @param noun item or resource
     * @param mapping of these records and products, null if there is none
     * @param asset what is known of it, null if nothing is
     */
    record Sold(String noun, @Nullable TableMapping mapping, InvoiceProducts.@Nullable Asset asset) {
        boolean isItem() {
            return noun.equals("item");
        }
    }

    /** Finds out about what some lines sell. */
    void prepare(Pass pass, List<Item> lines) {
        items.prepare(pass, ids(lines, "itemId"));
        resources.prepare(pass, ids(lines, "resourceId"));
    }

    private static Set<UUID> ids(List<Item> lines, String property) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Item line : lines) {
            Object id = line.source().get(property);
            if (!ContactCompanies.isNone(id)) {
                ids.add(UUID.fromString(String.valueOf(id)));
            }
        }
        return ids;
    }

    /** What a line sells that was prepared; null for a line of neither an item nor a resource. */
    @Nullable
    Sold of(Pass pass, Row line) {
        boolean item = !ContactCompanies.isNone(line.get("itemId"));
        if (!item && ContactCompanies.isNone(line.get("resourceId"))) {
            return null;
        }
        InvoiceProducts kind = item ? items : resources;
        UUID id = UUID.fromString(String.valueOf(line.get(item ? "itemId" : "resourceId")));
        return new Sold(item ? "item" : "resource", kind.mapping(), kind.of(pass, id));
    }

    /** Id of the unit of a line in Sales. */
    String unit(Row line, Sold sold, InvoiceProducts.Asset asset) {
        return LineUnits.of(engine, line, sold.isItem(), sold.noun(), asset);
    }
}
