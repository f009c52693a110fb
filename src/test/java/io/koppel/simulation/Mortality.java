package io.koppel.simulation;

import java.util.EnumMap;
import java.util.Map;

/** Decides when the running incarnation dies, and remembers that it did. */
final class Mortality {
    private final Map<CrashPoint, Integer> passed = new EnumMap<>(CrashPoint.class);
    private CrashPoint at;
    private int countdown;
    private boolean dead;
    private boolean dying;

    /** The incarnation dies when it comes to that point for the {@code nth} time from now. */
    void dieAt(CrashPoint point, int nth) {
        at = point;
        countdown = nth;
    }

    /** No incarnation dies any more. */
    void end() {
        at = null;
    }

    /** A new incarnation lives. */
    void rise() {
        dead = false;
        dying = false;
    }

    boolean dead() {
        return dead;
    }

    /** How often incarnations died, by point. */
    Map<CrashPoint, Integer> deaths() {
        return passed;
    }

    /** Whether this is the moment to die. */
    boolean strikes(CrashPoint point) {
        if (dead || at != point || --countdown > 0) {
            return false;
        }
        at = null;
        passed.merge(point, 1, Integer::sum);
        return true;
    }

    /** Dies right here. */
    Died die(CrashPoint point) {
        dead = true;
        return new Died(point.name());
    }

    /** Lets the caller go on to its next step, at which it is dead. */
    void dieNext() {
        dying = true;
    }

    /** Called by transport and store before they do anything. */
    void mustLive() {
        dead |= dying;
        if (dead) {
            throw new Died("before");
        }
    }
}
