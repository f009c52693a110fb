package io.koppel.sales.timeline;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which orders of Sales stand behind documents of Business Central: by the mark that Koppel gives its orders and that posting
 * hands on, by the coupling of the order's number, and for an invoice that collects shipments by the orders its lines name. A
 * document that leads to no coupled order concerns nobody (sales-documents.md §7).
 */
final class OrdersOfDocuments {
    private final Engine engine;
    private final DocumentLedger ledger;
    private final int scope;

    OrdersOfDocuments(Engine engine, DocumentLedger ledger, String mapping) {
        this.engine = engine;
        this.ledger = ledger;
        this.scope = engine.scope(mapping);
    }

    /** The order of Sales of each order of Business Central that is coupled. */
    Map<UUID, UUID> ofOrders(List<Row> orders) {
        Map<UUID, UUID> found = new HashMap<>();
        coupled(
                        Side.BUSINESS_CENTRAL,
                        orders.stream().map(row -> Columns.id(row, "systemId")).toList())
                .forEach((id, coupling) -> found.put(id, coupling.dataverseId()));
        return found;
    }

    /** The orders of Sales of each posted document, by the document's id. */
    Map<UUID, Set<UUID>> ofPosted(List<Row> documents, boolean linesNameOrders) {
        Map<UUID, Set<String>> numbers = new HashMap<>();
        List<String> collecting = new ArrayList<>();
        for (Row document : documents) {
            String order = Columns.text(document, "orderNumber");
            if (!order.isEmpty()) {
                numbers.computeIfAbsent(Columns.id(document, "systemId"), id -> new LinkedHashSet<>())
                        .add(order);
            } else if (linesNameOrders && Columns.idOrNull(document, "dataverseId") == null) {
                collecting.add(Columns.text(document, "systemId"));
            }
        }
        collecting.forEach(id -> lines(id, numbers));
        Set<UUID> marked = known(documents.stream()
                .map(document -> Columns.idOrNull(document, "dataverseId"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<String, UUID> byNumber =
                byNumber(numbers.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<UUID, Set<UUID>> found = new HashMap<>();
        for (Row document : documents) {
            UUID id = Columns.id(document, "systemId");
            Set<UUID> orders = new LinkedHashSet<>();
            UUID mark = Columns.idOrNull(document, "dataverseId");
            if (mark != null && marked.contains(mark)) {
                orders.add(mark);
            } else {
                for (String number : numbers.getOrDefault(id, Set.of())) {
                    addIfKnown(orders, byNumber.get(number));
                }
            }
            found.put(id, orders);
        }
        return found;
    }

    private static void addIfKnown(Set<UUID> orders, @Nullable UUID order) {
        if (order != null) {
            orders.add(order);
        }
    }

    private void lines(String invoice, Map<UUID, Set<String>> numbers) {
        var pages = engine.services()
                .businessCentral()
                .read(ReadRequest.of("postedSalesInvoices(" + invoice + ")/postedSalesInvoiceLines")
                        .with("$select", "systemId,orderNumber"));
        while (pages.hasNext()) {
            for (Row line : pages.next().rows()) {
                String order = Columns.text(line, "orderNumber");
                if (!order.isEmpty()) {
                    numbers.computeIfAbsent(UUID.fromString(invoice), id -> new LinkedHashSet<>())
                            .add(order);
                }
            }
        }
    }

    private Map<UUID, Coupling> coupled(Side side, List<UUID> ids) {
        Map<UUID, Coupling> found =
                engine.database().read(connection -> engine.couplings().find(connection, scope, side, ids));
        found.values().removeIf(coupling -> coupling.state().isPending());
        return found;
    }

    /** Orders of Sales that Koppel has taken over once, or that are coupled. */
    private Set<UUID> known(Set<UUID> orders) {
        Set<UUID> known =
                new HashSet<>(coupled(Side.DATAVERSE, List.copyOf(orders)).keySet());
        for (DocumentEntry entry : ledger.find(DocumentKind.ORDER, orders).values()) {
            if (entry.state().exists()) {
                known.add(entry.dataverseId());
            }
        }
        return known;
    }

    private Map<String, UUID> byNumber(Set<String> numbers) {
        Map<String, UUID> found = new HashMap<>();
        for (DocumentEntry entry : ledger.numbered(DocumentKind.ORDER, numbers)) {
            String number = entry.number();
            if (number != null && entry.state().exists()) {
                found.put(number, entry.dataverseId());
            }
        }
        engine.database()
                .read(connection -> engine.couplings().byNumber(connection, scope, numbers))
                .forEach((number, coupling) -> {
                    if (!coupling.state().isPending()) {
                        found.put(number, coupling.dataverseId());
                    }
                });
        return found;
    }
}
