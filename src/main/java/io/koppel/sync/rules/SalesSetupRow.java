package io.koppel.sync.rules;

import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The one row of Business Central's sales set-up, read once in a pass and only when something asks for it. */
final class SalesSetupRow {
    private static final String SET = "salesSetup";
    private static final Row NONE = new Row(null, Map.of());

    private final Engine engine;
    private final Map<Pass, Row> rows = new WeakHashMap<>();

    SalesSetupRow(Engine engine) {
        this.engine = engine;
    }

    /** Empty for mappings on another surface than the companion's, which alone shows the set-up. */
    synchronized Row of(Pass pass) {
        if (!pass.mapping().businessCentral().api().equals(Api.COMPANION)) {
            return NONE;
        }
        return rows.computeIfAbsent(pass, asking -> read());
    }

    private Row read() {
        List<Row> found = engine.services()
                .businessCentral()
                .readPage(ReadRequest.of(SET).with("$select", "systemId,writeInProductNumber,defaultPriceListCode"))
                .rows();
        return found.isEmpty() ? NONE : found.get(0);
    }
}
