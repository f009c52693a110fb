package io.koppel.operate.rest;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers. */
sealed interface Answer {
    /** At once. */
    record Now(int status, @Nullable Object body) implements Answer {}

    /**
     * Once something is finished, or what {@code otherwise} gives when {@code patience} ends first.
     *
     * @param poll the answer when it is finished, null while it is not; called off the event loop
     */
    record Later(Supplier<@Nullable Now> poll, Duration patience, Supplier<Now> otherwise) implements Answer {}

    static Answer ok(Object body) {
        return new Now(200, body);
    }

    static Answer created(Object body) {
        return new Now(201, body);
    }

    static Answer nothing() {
        return new Now(204, null);
    }
}
