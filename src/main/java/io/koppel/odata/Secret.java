package io.koppel.odata;

import java.util.Objects;

/** A value that must not reach logs, errors or exports: it prints as stars and is read only by {@link #reveal()}. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** Wraps the plain text. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The plain text; only the request that carries it should ask. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "********";
    }
}
