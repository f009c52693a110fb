package io.koppel.sync;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a dead process, or a lost answer, left open when a pass began, and how far the pass has settled it (promises.md P1, P4). */
final class LeftOpen {
    private volatile boolean unsettledCreates;
    private volatile Map<UUID, OpenAttempt> resumed = Map.of();
    private final Map<UUID, Long> settled = new ConcurrentHashMap<>();

    /** Attempts of a dead process that are being settled now, by the record's id on the source side. */
    Map<UUID, OpenAttempt> resumed() {
        return resumed;
    }

    void resumed(Map<UUID, OpenAttempt> attempts) {
        resumed = attempts;
    }

    /** Remembers records that were settled at the start of the pass, in the version they had then. */
    void settled(UUID id, long stamp) {
        settled.put(id, stamp);
    }

    /** Whether a record was settled at the start of the pass and has not changed since: it is not looked at and counted again. */
    boolean isSettled(UUID id, long stamp) {
        Long then = settled.get(id);
        return then != null && then == stamp;
    }

    boolean isSettled(UUID id) {
        return settled.containsKey(id);
    }

    /** Whether some records of the source side may be what the opposite pass created without hearing so. */
    boolean unsettledCreates() {
        return unsettledCreates;
    }

    void unsettledCreates(boolean some) {
        unsettledCreates = some;
    }
}
