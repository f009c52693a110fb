package io.koppel.operate;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;

/** Whether a record is one that a mapping is about, and one that people may couple. */
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
        if (filter != null && !passes(mapping, side, record, filter)) {
            throw OperationException.invalid(
                    mapping.id() + " " + record.label() + " is outside the mapping: its filter in " + side.displayName()
                            + " is " + filter + "; change the record or the filter first");
        }
    }

    /**
     * Refuses a record that people may not couple as it stands, a price list in draft for example (scenario CP-15).
     *
     * @throws OperationException that names what it would have to be
     */
    void ensureCouplable(TableMapping mapping, Side side, RecordFinder.Found record) {
        ensureInside(mapping, side, record);
        String condition = mapping.businessCentral().coupleWhen();
        if (side == Side.BUSINESS_CENTRAL && condition != null && !passes(mapping, side, record, condition)) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.id() + " " + record.label() + " cannot be coupled as it stands: only records with "
                            + condition + " can; change the record first");
        }
    }

    /** Pages without an id cannot be asked for one record, and are let through. */
    private boolean passes(TableMapping mapping, Side side, RecordFinder.Found record, String filter) {
        Records records = new Records(mapping);
        if (side == Side.BUSINESS_CENTRAL && records.byBusinessKey()) {
            return true;
        }
        String key = records.keyColumn(side);
        return !engine.services()
                .of(side)
                .readPage(ReadRequest.of(records.path(side))
                        .with("$filter", key + " eq " + record.id() + " and (" + filter + ")")
                        .with("$select", key)
                        .with("$top", "1"))
                .rows()
                .isEmpty();
    }
}
