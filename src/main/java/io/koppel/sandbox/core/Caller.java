package io.koppel.sandbox.core;

import java.util.List;
import java.util.UUID;

/**
 * Who calls: a client of the token endpoint and the user it is on either side.
 *
 * @param secret what it proves itself with
 */
public record Caller(String clientId, String secret, UUID businessCentralUser, UUID dataverseUser) {
    /** Koppel's integration user. */
    public static final Caller KOPPEL = new Caller(
            "koppel",
            "sandbox",
            UUID.fromString("b0000000-0000-4000-8000-00000000c0de"),
            UUID.fromString("d0000000-0000-4000-8000-00000000c0de"));

    /** An ordinary user of Business Central and a sales user in Dataverse. */
    public static final Caller PERSON = new Caller(
            "person",
            "sandbox",
            UUID.fromString("b0000000-0000-4000-8000-0000000000a1"),
            UUID.fromString("d0000000-0000-4000-8000-0000000000a1"));

    /** The set-up itself: starting data, seeds. */
    public static final Caller SYSTEM = new Caller(
            "system",
            "",
            UUID.fromString("b0000000-0000-4000-8000-000000000001"),
            UUID.fromString("d0000000-0000-4000-8000-000000000001"));

    /** Those that can ask for a token. */
    public static final List<Caller> CLIENTS = List.of(KOPPEL, PERSON);

    @Override
    public String toString() {
        return clientId;
    }
}
