package io.koppel.sync;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records that somebody is working on. A record claimed by one batch, pass or person is left out of others until it is
 * confirmed (promises.md P9): two writers of one pair would each decide on what the other is about to change.
 */
public final class Claims {
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();

    private record Claim(int scope, UUID id) {}

    /** Claims a record; false if somebody else holds it. */
    public boolean claim(int scope, UUID id) {
        return held.add(new Claim(scope, id));
    }

    /** Gives a record back. */
    public void release(int scope, UUID id) {
        held.remove(new Claim(scope, id));
    }
}
