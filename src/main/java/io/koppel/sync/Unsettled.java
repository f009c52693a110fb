package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Unconfirmed;
import io.koppel.journal.History;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a dead process or a lost answer left open (promises.md P1, P4). */
final class Unsettled {
    private final Engine engine;

    Unsettled(Engine engine) {
        this.engine = engine;
    }

    /** Whether a batch of that direction was begun and never confirmed. */
    boolean open(TableMapping mapping, Direction direction) {
        return engine.intents().unconfirmed(engine.scope(mapping.id())).stream()
                .anyMatch(batch -> batch.direction() == direction);
    }

    /**
     * Records whose partner may have come into being on the side this pass reads, under an id that nobody knows (promises.md
     * P1); by their ids on the other side.
     */
    List<String> inDoubt(TableMapping mapping, Direction direction) {
        boolean known = direction != Direction.TO_DATAVERSE
                || mapping.dataverse().isChoice()
                || new Records(mapping).acceptsChosenId(Side.BUSINESS_CENTRAL);
        if (known) {
            return List.of();
        }
        int scope = engine.scope(mapping.id());
        // Whatever is pending and has no intent any more waits to be taken up again.
        List<UUID> waiting = engine.retries().of(scope, Direction.FROM_DATAVERSE);
        return waiting.isEmpty()
                ? List.of()
                : engine
                        .database()
                        .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, waiting))
                        .values()
                        .stream()
                        .filter(coupling -> coupling.state().isPending())
                        .map(coupling -> coupling.dataverseId().toString())
                        .toList();
    }

    /** Records whose write a dead process started and nobody confirmed: they go through the pass by id. */
    void resume(Pass pass, Selections selections) {
        List<UUID> batches = new ArrayList<>();
        Map<UUID, OpenAttempt> attempts = new LinkedHashMap<>();
        for (Unconfirmed batch : engine.intents().unconfirmed(pass.runtime().scope())) {
            if (batch.direction() == pass.direction()) {
                batches.add(batch.batch());
                for (Intent intent : batch.intents()) {
                    attempts.merge(
                            pass.source() == Side.BUSINESS_CENTRAL ? intent.businessCentralId() : intent.dataverseId(),
                            new OpenAttempt(batch.batch(), intent, List.of()),
                            (earlier, later) -> later.after(earlier));
                }
            }
        }
        if (batches.isEmpty() || pass.stopping()) {
            return;
        }
        pass.leftOpen().resumed(attempts);
        try {
            selections.ids(pass, attempts.keySet().stream().map(UUID::toString).toList(), false);
        } finally {
            pass.leftOpen().resumed(Map.of());
        }
        if (!pass.stopping() && !pass.isPreview()) {
            List<History.Entry> unmet = unmet(pass, attempts);
            engine.database().inTransaction(connection -> {
                for (UUID batch : batches) {
                    engine.intents().close(connection, batch);
                }
                engine.history()
                        .record(connection, pass.runtime().scope(), pass.run(), pass.job(), engine.now(), unmet);
                return true;
            });
        }
    }

    /** Where the source is gone as well, nobody looks any more whether its partner was written. */
    private static List<History.Entry> unmet(Pass pass, Map<UUID, OpenAttempt> attempts) {
        List<History.Entry> unmet = new ArrayList<>();
        attempts.forEach((source, attempt) -> {
            if (!pass.leftOpen().isSettled(source)) {
                attempt.perhaps(false, List.of()).forEach(write -> unmet.add(WriteHistory.arrived(pass, write)));
            }
        });
        return unmet;
    }
}
