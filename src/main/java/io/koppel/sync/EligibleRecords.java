package io.koppel.sync;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.List;

/** Business Central records of a mapping that could be sent now: inside its filter, and none of its rules leaves them out. */
public final class EligibleRecords {
    private final Engine engine;

    public EligibleRecords(Engine engine) {
        this.engine = engine;
    }

    /**
     * Reads them with all columns the mapping works with.
     *
     * @param filter further condition
     * @param cause the pass that wants to know
     */
    public List<Row> read(TableMapping mapping, String filter, Pass cause) {
        MappingRuntime runtime = engine.runtime(mapping, Direction.TO_DATAVERSE);
        Records records = runtime.records();
        String own = mapping.businessCentral().filter();
        Pages pages = engine.services()
                .businessCentral()
                .read(ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                        .with("$select", String.join(",", runtime.sourceColumns()))
                        .with("$filter", own == null || own.isBlank() ? filter : "(" + own + ") and (" + filter + ")"));
        List<Row> eligible = new ArrayList<>();
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                Item item = new Item(
                        records.id(Side.BUSINESS_CENTRAL, row),
                        row,
                        records.label(Side.BUSINESS_CENTRAL, row),
                        engine.newId());
                if (runtime.rules().stream().allMatch(rule -> rule.ignores(item, cause) == null)) {
                    eligible.add(row);
                }
            }
        }
        return eligible;
    }
}
