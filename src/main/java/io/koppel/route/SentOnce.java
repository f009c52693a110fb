package io.koppel.route;

import io.koppel.coupling.IdempotentKeys;
import io.koppel.coupling.IdempotentKeys.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Camel's idempotent repository in Koppel's own database, for routes that send a thing once: the bean {@code sentOnce}.
 *
 * <p>A key that is confirmed is never sent again, and one that this process is just sending is not sent a second time beside it.
 * A key that a dead process left open is taken up again, because nobody knows whether its message went out: what is sent has to
 * carry an id of its own, by which the service refuses a second one.
 */
final class SentOnce extends ServiceSupport implements IdempotentRepository {
    private final IdempotentKeys keys;
    private final Set<String> sending = ConcurrentHashMap.newKeySet();

    SentOnce(IdempotentKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean add(String key) {
        if (!sending.add(key)) {
            return false;
        }
        if (keys.open(key) == State.CONFIRMED) {
            sending.remove(key);
            return false;
        }
        return true;
    }

    @Override
    public boolean contains(String key) {
        return sending.contains(key) || keys.of(key) == State.CONFIRMED;
    }

    @Override
    public boolean remove(String key) {
        sending.remove(key);
        return keys.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        boolean known = keys.confirm(key);
        sending.remove(key);
        return known;
    }

    @Override
    public void clear() {
        sending.clear();
        keys.clear();
    }
}
