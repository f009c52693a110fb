package io.koppel.sync.rules;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.Records;
import io.koppel.sync.RelatedRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The products behind items or resources: read once a pass for each of them, many at a time. What is not coupled is synchronized
 * first, as far as its own mapping allows (sales-documents.md §4.1).
 */
final class InvoiceProducts {
    private static final int BLOCK = 50;

    private final Engine engine;
    private final RelatedRecords related;
    private final String entitySet;
    private final Map<Pass, Map<UUID, Asset>> known = new WeakHashMap<>();

    /** @param entitySet set of the items or resources */
    InvoiceProducts(Engine engine, RelatedRecords related, String entitySet) {
        this.engine = engine;
        this.related = related;
        this.entitySet = entitySet;
    }

    /**
     * What is known of an item or resource.
     *
     * @param number its number
     * @param blocked whether it is blocked now
     * @param eligible whether it is in the filter of its mapping
     * @param product id of the coupled product, null if it is not coupled
     * @param unit id of the product's default unit, null if it has none
     */
    record Asset(String number, boolean blocked, boolean eligible, @Nullable UUID product, @Nullable String unit) {}

    /** The mapping of these records and products, null if there is none. */
    @Nullable
    TableMapping mapping() {
        return Companies.of(engine, entitySet, "product");
    }

    /** What is known of a record that was prepared. */
    synchronized @Nullable Asset of(Pass pass, UUID id) {
        return known.getOrDefault(pass, Map.of()).get(id);
    }

    /** Finds out about records that are not known yet in this pass. */
    synchronized void prepare(Pass pass, Collection<UUID> ids) {
        Map<UUID, Asset> assets = known.computeIfAbsent(pass, key -> new HashMap<>());
        Set<UUID> open = new LinkedHashSet<>(ids);
        open.removeAll(assets.keySet());
        TableMapping mapping = mapping();
        if (open.isEmpty() || mapping == null) {
            return;
        }
        Map<UUID, Row> rows = read(mapping, open);
        Map<UUID, UUID> products = new HashMap<>(partners(mapping, open));
        Set<UUID> uncoupled = new LinkedHashSet<>(rows.keySet());
        uncoupled.removeAll(products.keySet());
        Set<UUID> eligible = uncoupled.isEmpty() ? Set.of() : inFilter(mapping, uncoupled);
        if (!eligible.isEmpty() && !mapping.onlyCoupled()) {
            related.synchronize(
                    mapping,
                    Direction.TO_DATAVERSE,
                    eligible.stream().map(UUID::toString).toList(),
                    pass);
            products.putAll(partners(mapping, eligible));
        }
        Map<UUID, String> units = units(products.values());
        rows.forEach((id, row) -> {
            UUID product = products.get(id);
            assets.put(
                    id,
                    new Asset(
                            String.valueOf(row.get(mapping.businessCentral().number())),
                            Amounts.flag(row, "blocked"),
                            product != null || eligible.contains(id),
                            product,
                            product == null ? null : units.get(product)));
        });
    }

    private Map<UUID, Row> read(TableMapping mapping, Set<UUID> ids) {
        Records records = new Records(mapping);
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Map<UUID, Row> rows = new HashMap<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        ids.stream().map(UUID::toString).toList(),
                        Map.of("$select", key + "," + mapping.businessCentral().number() + ",blocked"))
                .rows()) {
            rows.put(records.id(Side.BUSINESS_CENTRAL, row), row);
        }
        return rows;
    }

    private Map<UUID, UUID> partners(TableMapping mapping, Set<UUID> ids) {
        int scope = engine.scope(mapping.id());
        return engine.database()
                .read(connection -> engine.couplings().partners(connection, scope, Side.BUSINESS_CENTRAL, ids));
    }

    private Set<UUID> inFilter(TableMapping mapping, Set<UUID> ids) {
        String filter = mapping.businessCentral().filter();
        if (filter == null || filter.isBlank()) {
            return ids;
        }
        Records records = new Records(mapping);
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Set<UUID> found = new HashSet<>();
        List<UUID> all = List.copyOf(ids);
        for (int at = 0; at < all.size(); at += BLOCK) {
            String chosen = all.subList(at, Math.min(all.size(), at + BLOCK)).stream()
                    .map(id -> key + " eq " + id)
                    .collect(Collectors.joining(" or "));
            engine.services()
                    .businessCentral()
                    .readPage(ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                            .with("$select", key)
                            .with("$filter", "(" + filter + ") and (" + chosen + ")"))
                    .rows()
                    .forEach(row -> found.add(records.id(Side.BUSINESS_CENTRAL, row)));
        }
        return found;
    }

    private Map<UUID, String> units(Collection<UUID> products) {
        Map<UUID, String> units = new HashMap<>();
        for (Row row : engine.services()
                .dataverse()
                .readByIds(
                        "products",
                        "productid",
                        products.stream().map(UUID::toString).toList(),
                        Map.of("$select", "productid,_defaultuomid_value"))
                .rows()) {
            Object unit = row.get("_defaultuomid_value");
            if (unit != null) {
                units.put(UUID.fromString(String.valueOf(row.get("productid"))), unit.toString());
            }
        }
        return units;
    }
}
