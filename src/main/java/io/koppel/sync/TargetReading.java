package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the records of the other side that a batch needs to know, and sees what became of attempts at them that were left open. */
final class TargetReading {
    private final Engine engine;
    private final Failures failures;
    private final CreatedTargets createdTargets;

    TargetReading(Engine engine, Failures failures) {
        this.engine = engine;
        this.failures = failures;
        this.createdTargets = new CreatedTargets(engine);
    }

    /** Reads the other side's records that a decision is waiting for. */
    void read(Batch batch, List<Item> items) {
        Pass pass = batch.pass();
        Map<String, Item> wanted = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.decision() instanceof Decision.NeedsTarget) {
                wanted.put(key(pass, item), item);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, Row> found = engine.targets(pass).read(pass, wanted.keySet());
        for (Map.Entry<String, Item> entry : wanted.entrySet()) {
            Item item = entry.getValue();
            item.target(pass.runtime().asShown(pass.target(), found.get(entry.getKey())));
            if (item.target() == null && createdUnderAnotherId(pass, item)) {
                try {
                    found(pass, item, createdTargets.find(pass, item));
                } catch (RecordRefused refused) {
                    failures.fail(
                            batch,
                            item,
                            refused.errorClass(),
                            "no-answer",
                            refused.field(),
                            String.valueOf(refused.getMessage()));
                }
            }
            if (item.target() == null) {
                Arrivals.note(pass, item, null);
                forgetMatch(pass, item);
            }
        }
    }

    /** What a create left behind has an id of the service's own, under which it is written from now on. */
    private static void found(Pass pass, Item item, @Nullable Row row) {
        item.target(pass.runtime().asShown(pass.target(), row));
        if (row != null) {
            item.targetId(pass.runtime().records().id(pass.target(), row));
        }
    }

    /** A partner that was deleted after it was found is none: the record is new, if the pass creates records. */
    private void forgetMatch(Pass pass, Item item) {
        boolean stored = !item.matched() || item.pairing().couplingStored();
        if (!stored && pass.mode().creates() && !pass.leftOpen().unsettledCreates()) {
            item.pairing().matched(false);
            item.pairing().replaces(null);
            item.coupling(null);
            item.targetId(newId(engine, pass, engine.now()));
        }
    }

    /** A surface that gives records its own ids hides what an unconfirmed create left behind from a read by id. */
    private static boolean createdUnderAnotherId(Pass pass, Item item) {
        Coupling coupling = item.coupling();
        return coupling != null
                && RecordFacts.pendingIn(coupling.state(), pass.direction())
                && !pass.runtime().records().acceptsChosenId(pass.target());
    }

    /** Records that nothing is to be done about any more, though an attempt at them was left open. */
    void lookAfter(Pass pass, List<Item> items) {
        Map<String, Item> open = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.pairing().openAttempt() != null && !(item.decision() instanceof Decision.NeedsTarget)) {
                open.put(key(pass, item), item);
            }
        }
        if (!open.isEmpty()) {
            Map<String, Row> found = engine.targets(pass).read(pass, open.keySet());
            open.forEach((key, item) -> {
                Row row = found.get(key);
                Arrivals.note(pass, item, row);
                if (row != null && item.pairing().openAttempt() != null) {
                    found(pass, item, row);
                    item.pairing().adopted(true);
                }
            });
        }
    }

    /** The id that a record gets which a pass creates. */
    static UUID newId(Engine engine, Pass pass, long now) {
        return ChoiceSource.isWritten(pass) ? new UUID(now, 0) : engine.newId();
    }

    /** How a target is asked for: by id, or by business key where the surface knows no ids. */
    static String key(Pass pass, Item item) {
        return key(pass, item.coupling(), item.targetId());
    }

    /** The same for a coupling. */
    static String key(Pass pass, @Nullable Coupling coupling, UUID targetId) {
        return pass.runtime().records().key(pass.target(), coupling, targetId);
    }
}
