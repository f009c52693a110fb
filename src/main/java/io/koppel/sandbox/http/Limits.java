package io.koppel.sandbox.http;

import java.time.Duration;

/**
 * How the sandbox behaves beyond the facts of the services: speed, throttling, token life.
 *
 * @param latency added to each request
 * @param perRecord added for each row read or written
 * @param throttling whether the services' real limits hold
 * @param chosenIds what API v2.0 does with an id that the client chose
 * @param tokenLifetime how long a token serves
 * @param deltaTokenLifetime how long a delta link of Dataverse serves
 */
public record Limits(
        Duration latency,
        Duration perRecord,
        boolean throttling,
        ChosenIds chosenIds,
        Duration tokenLifetime,
        Duration deltaTokenLifetime) {
    /** Nobody has shown what a real tenant does with a chosen id on API v2.0 (business-central-api.md §20). */
    public enum ChosenIds {
        ACCEPT,
        IGNORE,
        REFUSE
    }

    /** No latency, no throttling, chosen ids ignored. */
    public static final Limits NONE =
            new Limits(Duration.ZERO, Duration.ZERO, false, ChosenIds.IGNORE, Duration.ofHours(1), Duration.ofDays(7));
}
