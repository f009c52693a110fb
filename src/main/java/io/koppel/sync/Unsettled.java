package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Unconfirmed;
import io.koppel.journal.History;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Map<UUID, OpenAttempt> attempts = new LinkedHashMap<>();
        for (Unconfirmed batch : engine.intents().unconfirmed(pass.runtime().scope())) {
            if (batch.direction() == pass.direction()) {
                for (Intent intent : batch.intents()) {
                    attempts.merge(
                            pass.source() == Side.BUSINESS_CENTRAL ? intent.businessCentralId() : intent.dataverseId(),
                            new OpenAttempt(batch.batch(), intent, List.of()),
                            (earlier, later) -> later.after(earlier));
                }
            }
        }
        if (attempts.isEmpty() || pass.stopping()) {
            return;
        }
        pass.leftOpen().resumed(attempts);
        try {
            selections.ids(pass, attempts.keySet().stream().map(UUID::toString).toList(), false);
        } finally {
            pass.leftOpen().resumed(Map.of());
        }
        if (!pass.stopping() && !pass.isPreview()) {
            forgetUnmet(pass, attempts);
        }
    }

    /**
     * Records that did not come, because they are gone as well or somebody else works on them: nobody looks any more at what was
     * written to their partners. What did come is forgotten when it is confirmed.
     */
    private void forgetUnmet(Pass pass, Map<UUID, OpenAttempt> attempts) {
        List<History.Entry> told = new ArrayList<>();
        Map<UUID, Set<UUID>> unmet = new LinkedHashMap<>();
        attempts.forEach((source, attempt) -> {
            if (!pass.leftOpen().isSettled(source)) {
                attempt.perhaps(List.of()).forEach(write -> told.add(WriteHistory.arrived(pass, write)));
                attempt.batches().forEach(batch -> unmet.computeIfAbsent(batch, key -> new HashSet<>())
                        .add(source));
            }
        });
        engine.database().inTransaction(connection -> {
            for (Map.Entry<UUID, Set<UUID>> batch : unmet.entrySet()) {
                engine.intents().forget(connection, batch.getKey(), batch.getValue());
            }
            return engine.history()
                    .record(connection, pass.runtime().scope(), pass.run(), pass.job(), engine.now(), told);
        });
    }
}
