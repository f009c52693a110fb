package io.koppel.operate.explain;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the record a person means, by number, name or id on either side, coupled or not. */
final class SubjectFinder {
    private final Engine engine;
    private final LiveRecords live;

    SubjectFinder(Engine engine, LiveRecords live) {
        this.engine = engine;
        this.live = live;
    }

    Subject find(TableMapping mapping, String text) {
        int scope = engine.scope(mapping.id());
        Optional<Coupling> known = Literals.isGuid(text)
                ? coupling(scope, UUID.fromString(text))
                : engine.couplings().named(scope, text);
        if (known.isPresent()) {
            return coupled(mapping, scope, known.get(), text);
        }
        LiveRecord here = read(mapping, Side.BUSINESS_CENTRAL, text);
        LiveRecord there = read(mapping, Side.DATAVERSE, text);
        // Renamed since it was coupled, or the coupling's name is not unique.
        Optional<Coupling> renamed = coupling(scope, here.row() == null ? null : here.id())
                .or(() -> coupling(scope, there.row() == null ? null : there.id()));
        if (renamed.isPresent()) {
            return coupled(mapping, scope, renamed.get(), text);
        }
        return new Subject(mapping, scope, name(mapping, here, there, text), null, here, there);
    }

    private Subject coupled(TableMapping mapping, int scope, Coupling coupling, String text) {
        LiveRecord here = live.byId(mapping, Side.BUSINESS_CENTRAL, coupling.businessCentralId(), coupling.number());
        LiveRecord there = live.byId(mapping, Side.DATAVERSE, coupling.dataverseId(), null);
        String remembered = coupling.number() != null ? coupling.number() : coupling.name();
        return new Subject(
                mapping,
                scope,
                name(mapping, here, there, remembered == null ? text : remembered),
                coupling,
                here,
                there);
    }

    private LiveRecord read(TableMapping mapping, Side side, String text) {
        return Literals.isGuid(text)
                ? live.byId(mapping, side, UUID.fromString(text), null)
                : live.byName(mapping, side, text);
    }

    private Optional<Coupling> coupling(int scope, @Nullable UUID id) {
        return id == null
                ? Optional.empty()
                : engine.couplings().find(scope, Side.BUSINESS_CENTRAL, id).or(() -> engine.couplings()
                        .find(scope, Side.DATAVERSE, id));
    }

    private static String name(TableMapping mapping, LiveRecord here, LiveRecord there, String otherwise) {
        Records records = new Records(mapping);
        String number = here.row() == null ? null : records.label(Side.BUSINESS_CENTRAL, here.row());
        if (number != null && !number.isBlank()) {
            return number;
        }
        String name = there.row() == null ? null : records.label(Side.DATAVERSE, there.row());
        return name != null && !name.isBlank() ? name : otherwise;
    }
}
