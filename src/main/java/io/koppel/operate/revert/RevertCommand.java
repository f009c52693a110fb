package io.koppel.operate.revert;

import org.jspecify.annotations.Nullable;

/**
 * How a run is to be taken back.
 *
 * @param preview whether to say only what would be done; true if left out
 * @param deleteCreated whether records that the run created are deleted; false if left out
 */
public record RevertCommand(@Nullable Boolean preview, @Nullable Boolean deleteCreated) {
    /** What {@code POST} without a body asks for. */
    public static final RevertCommand PREVIEW = new RevertCommand(true, false);

    boolean previews() {
        return !Boolean.FALSE.equals(preview);
    }

    boolean deletes() {
        return Boolean.TRUE.equals(deleteCreated);
    }
}
