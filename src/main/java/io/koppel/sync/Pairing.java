package io.koppel.sync;

import io.koppel.coupling.Coupling;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one record of a pass came by its partner, or loses it, and what earlier attempts left open about the two. */
final class Pairing {
    private boolean matched;
    private boolean adopted;
    private @Nullable UUID replaces;
    private boolean couplingStored;
    private boolean moved;
    private @Nullable OpenAttempt openAttempt;
    private final List<Arrived> arrived = new ArrayList<>();
    private List<Uncoupler.Parting> partings = List.of();
    private @Nullable Coupling restored;

    boolean matched() {
        return matched;
    }

    void matched(boolean found) {
        matched = found;
    }

    boolean adopted() {
        return adopted;
    }

    void adopted(boolean found) {
        adopted = found;
    }

    /** The Business Central record whose coupling gives way to this one's, null if none does. */
    @Nullable
    UUID replaces() {
        return replaces;
    }

    void replaces(@Nullable UUID other) {
        replaces = other;
    }

    /** Whether the coupling of a matched record stands in the store already. */
    boolean couplingStored() {
        return couplingStored;
    }

    void couplingStored(boolean stored) {
        couplingStored = stored;
    }

    /** Whether the coupling moved to the id that the service gave the record. */
    void moved(boolean toAnother) {
        moved = toAnother;
    }

    /** Whether the coupling has no row in the store yet. */
    boolean isNewRow() {
        return moved || (matched && !couplingStored);
    }

    /** An attempt at this record whose outcome nobody knows, null if there is none. */
    @Nullable
    OpenAttempt openAttempt() {
        return openAttempt;
    }

    void openAttempt(@Nullable OpenAttempt attempt) {
        openAttempt = attempt;
    }

    /** Another attempt whose outcome nobody knows; one before it stays open if the history was not told of it. */
    void attempted(OpenAttempt next) {
        openAttempt = openAttempt == null || openAttempt.isTold() ? next : next.after(openAttempt);
    }

    /** Writes that turned out to have arrived although nobody heard of it, and such that may have. */
    List<Arrived> arrived() {
        return arrived;
    }

    /** Whether one of them certainly arrived. */
    boolean hasArrived() {
        return arrived.stream().anyMatch(Arrived::certain);
    }

    /** Couplings that go with this one, itself included. */
    List<Uncoupler.Parting> partings() {
        return partings;
    }

    void partings(List<Uncoupler.Parting> pairs) {
        partings = pairs;
    }

    /** The coupling with a deleted record that the create of this pass replaced, null if there was none. */
    @Nullable
    Coupling restored() {
        return restored;
    }

    void restored(@Nullable Coupling broken) {
        restored = broken;
    }
}
