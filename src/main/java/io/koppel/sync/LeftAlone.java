package io.koppel.sync;

import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.mapping.Transferred.Change;
import java.util.List;

/** Fields of one record that a write leaves as they are although they differ, and such that it does not leave alone any more. */
final class LeftAlone {
    private List<Change> heldBack = List.of();
    private List<HeldField> noLongerHeld = List.of();

    /** Fields that only the other side has changed, or may keep: the opposite pass carries them over. */
    List<Change> heldBack() {
        return heldBack;
    }

    void heldBack(List<Change> fields) {
        heldBack = fields;
    }

    /** Fields that were held and are synchronized again, because a side has changed them or somebody insists. */
    List<HeldField> noLongerHeld() {
        return noLongerHeld;
    }

    void noLongerHeld(List<HeldField> fields) {
        noLongerHeld = fields;
    }
}
