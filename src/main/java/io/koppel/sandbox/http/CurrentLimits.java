package io.koppel.sandbox.http;

/** The limits that hold now. */
public final class CurrentLimits {
    private volatile Limits limits = Limits.NONE;

    public Limits get() {
        return limits;
    }

    public void set(Limits next) {
        limits = next;
    }
}
