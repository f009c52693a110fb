package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The couplings of an order's lines: they are known by the order's number and their own. */
final class OrderLineCouplings {
    private static final int PAGE = 500;

    private final Engine engine;

    OrderLineCouplings(Engine engine) {
        this.engine = engine;
    }

    /** The couplings that go with an order's, by their mapping. */
    Map<TableMapping, List<Coupling>> of(TableMapping orders, Coupling pair) {
        DocumentLines declared = orders.lines();
        TableMapping lines = declared == null ? null : engine.mappings().apply(declared.mapping());
        String number = pair.number();
        if (lines == null || number == null || number.isBlank()) {
            return Map.of();
        }
        int scope = engine.scope(lines.id());
        List<Coupling> found = new ArrayList<>();
        UUID after = null;
        List<Coupling> page;
        do {
            page = engine.couplings().list(scope, number + " ", after, PAGE);
            for (Coupling coupling : page) {
                after = coupling.businessCentralId();
                if (String.valueOf(coupling.number()).startsWith(number + " ")) {
                    found.add(coupling);
                }
            }
        } while (page.size() == PAGE);
        return found.isEmpty() ? Map.of() : Map.of(lines, found);
    }
}
