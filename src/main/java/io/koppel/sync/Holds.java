package io.koppel.sync;

import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leaves out of a record what a person had put back, until one of the two values changes. */
final class Holds {
    private Holds() {}

    /** Loads what is held of the records that have a partner. */
    static Map<UUID, Map<String, HeldField>> load(Engine engine, Pass pass, List<Item> items) {
        List<UUID> coupled = items.stream()
                .filter(item -> item.decision() instanceof Decision.Modify)
                .map(Item::coupling)
                .filter(Objects::nonNull)
                .map(coupling -> coupling.businessCentralId())
                .toList();
        return coupled.isEmpty()
                ? Map.of()
                : engine.database().read(connection -> engine.held()
                        .of(connection, pass.runtime().scope(), coupled));
    }

    /**
     * Takes held fields out of what is to be written.
     *
     * @param held what is held of this record, by field
     * @param forced whether it is written all the same
     */
    static void leave(Pass pass, Item item, Collection<HeldField> held, boolean forced) {
        Row target = item.target();
        if (held.isEmpty() || target == null) {
            return;
        }
        Map<String, HeldField> holding = new HashMap<>();
        List<HeldField> over = new ArrayList<>();
        for (HeldField field : held) {
            if (!forced && holds(pass, item, target, field)) {
                holding.put(field.field(), field);
            } else {
                over.add(field);
            }
        }
        List<Change> changes = new ArrayList<>();
        for (Change change : item.changes()) {
            if (holding.containsKey(MappingRuntime.layoutName(change.field()))) {
                item.payload().remove(change.property());
            } else {
                changes.add(change);
            }
        }
        item.changes(changes);
        item.leftAlone().noLongerHeld(over);
    }

    private static boolean holds(Pass pass, Item item, Row target, HeldField held) {
        MappingRuntime runtime = pass.runtime();
        List<FieldMapping> fields = runtime.snapshot().fields();
        @Nullable
        Object[] source = runtime.snapshot().values(pass.source(), item.source().values());
        @Nullable Object[] there = runtime.snapshot().values(pass.target(), target.values());
        boolean to = pass.source() == Side.BUSINESS_CENTRAL;
        for (int i = 0; i < fields.size(); i++) {
            if (MappingRuntime.layoutName(fields.get(i)).equals(held.field())) {
                return held.holds(to ? source[i] : there[i], to ? there[i] : source[i]);
            }
        }
        return false;
    }
}
