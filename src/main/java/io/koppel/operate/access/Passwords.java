package io.koppel.operate.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;

/** Slow, salted hashes of passwords. Passwords beyond bcrypt's 72 bytes are condensed first, not cut. */
final class Passwords {
    private static final int COST = 11;
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

    private Passwords() {}

    static String hash(String password) {
        byte[] hash = BCrypt.with(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .hash(COST, password.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }

    static boolean matches(String password, String hash) {
        return BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }
}
