package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Sends parts again, after the wait, that the service throttled inside an accepted batch: it has not looked at them. */
final class ThrottledParts {
    private static final int MOST_ROUNDS = 10;

    private final ServiceChannel channel;

    ThrottledParts(ServiceChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends until all are taken, or the service has throttled some of them too often.
     *
     * @param places of what is to be sent
     * @param together whether they are applied together: then they are sent together or not at all, as without those that were
     *     refused for good they would be something else
     * @param once sends what is at these places; one result for each, in order
     * @param tells the part of a result that tells whether it was throttled
     * @param keep takes each result with its place, the last one for good
     */
    <R> void untilTaken(
            List<Integer> places,
            boolean together,
            Function<List<Integer>, List<R>> once,
            Function<R, WriteResult> tells,
            ObjIntConsumer<R> keep) {
        List<Integer> open = places;
        for (int round = 1; !open.isEmpty() && round <= MOST_ROUNDS; round++) {
            Instant sent = channel.now();
            List<R> found = once.apply(open);
            List<Integer> again = new ArrayList<>();
            Duration wait = Duration.ZERO;
            for (int at = 0; at < found.size(); at++) {
                keep.accept(found.get(at), open.get(at));
                ServiceError error = throttling(tells.apply(found.get(at)));
                if (error != null) {
                    again.add(open.get(at));
                    Duration asked = error.retryAfter();
                    wait = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
                }
            }
            if (!again.isEmpty()) {
                channel.throttledInside(wait, round, sent);
            }
            open = together && again.size() < open.size() ? List.of() : again;
        }
    }

    private static @Nullable ServiceError throttling(WriteResult result) {
        return result instanceof WriteResult.Refused refused
                        && refused.error().kind() == ErrorClass.THROTTLED
                        && refused.error().status() == 429
                ? refused.error()
                : null;
    }
}
