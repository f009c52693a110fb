package io.koppel.operate.record;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.operate.OperationException;
import io.koppel.operate.RecordFinder;
import io.koppel.sync.Engine;
import java.util.Optional;
import java.util.UUID;

/** Finds the record that a person means by an id, a number or a name. */
final class KnownRecords {
    private final Engine engine;
    private final RecordFinder finder;

    KnownRecords(Engine engine) {
        this.engine = engine;
        this.finder = new RecordFinder(engine.services());
    }

    /**
     * By what Koppel remembers where that is enough; an uncoupled record nobody has met yet is asked for.
     *
     * @param text id on either side, number or name
     * @throws OperationException if there is none of that name
     */
    KnownRecord find(TableMapping mapping, String text) {
        int scope = engine.scope(mapping.id());
        Optional<Coupling> coupling = Literals.isGuid(text)
                ? engine.couplings()
                        .find(scope, Side.BUSINESS_CENTRAL, UUID.fromString(text))
                        .or(() -> engine.couplings().find(scope, Side.DATAVERSE, UUID.fromString(text)))
                : engine.couplings().named(scope, text);
        if (coupling.isPresent()) {
            return known(coupling.get(), text);
        }
        if (Literals.isGuid(text)) {
            return new KnownRecord(UUID.fromString(text), text, null);
        }
        RecordFinder.Found found = finder.find(mapping, Side.BUSINESS_CENTRAL, text);
        // Renamed since it was coupled.
        return engine.couplings()
                .find(scope, Side.BUSINESS_CENTRAL, found.id())
                .map(renamed -> known(renamed, text))
                .orElseGet(() -> new KnownRecord(found.id(), text, null));
    }

    private static KnownRecord known(Coupling coupling, String text) {
        String number = coupling.number() == null ? coupling.name() : coupling.number();
        return new KnownRecord(coupling.businessCentralId(), number == null ? text : number, coupling);
    }
}
