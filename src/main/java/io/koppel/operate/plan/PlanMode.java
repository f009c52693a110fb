package io.koppel.operate.plan;

import io.koppel.job.FullAction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.OperationException;
import io.koppel.sync.PassMode;

/** Which pass is planned: that of the mapping's job, or one of a full synchronization. */
final class PlanMode {
    static final String MODIFIED = "modified";

    private PlanMode() {}

    /** @throws OperationException if there is no such mode */
    static PassMode of(String mode, TableMapping mapping, boolean chosen) {
        if (mode.equals(MODIFIED)) {
            return chosen
                    ? PassMode.chosenRecords(!mapping.onlyCoupled(), false)
                    : PassMode.scheduled(mapping.onlyCoupled());
        }
        try {
            return FullAction.of(mode).mode();
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(
                    "mode: expected modified, couple, couple-and-create or full, found '" + mode + "'");
        }
    }
}
