package io.koppel.operate;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;

/** Whether a record is one that a mapping is about. */
final class MappingScope {
    private final Engine engine;

    MappingScope(Engine engine) {
        this.engine = engine;
    }

    /**
     * Refuses a record outside the mapping's filter: it would be coupled and never synchronized.
     *
     * @throws OperationException that names the filter
     */
    void ensureInside(TableMapping mapping, Side side, RecordFinder.Found record) {
        String filter = ChangesQuery.filter(mapping, engine.company(), side);
        Records records = new Records(mapping);
        if (filter == null || (side == Side.BUSINESS_CENTRAL && records.byBusinessKey())) {
            return;
        }
        String key = records.keyColumn(side);
        boolean inside = !engine.services()
                .of(side)
                .readPage(ReadRequest.of(records.path(side))
                        .with("$filter", key + " eq " + record.id() + " and " + filter)
                        .with("$select", key)
                        .with("$top", "1"))
                .rows()
                .isEmpty();
        if (!inside) {
            throw OperationException.invalid(
                    mapping.id() + " " + record.label() + " is outside the mapping: its filter in " + side.displayName()
                            + " is " + filter + "; change the record or the filter first");
        }
    }
}
