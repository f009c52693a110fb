package io.koppel.sync;

import io.koppel.coupling.Intents.Intent;
import io.koppel.journal.HistoryRow.FieldChange;
import java.util.List;
import java.util.UUID;

/**
 * A write whose answer nobody heard and that has arrived, or may have: the history owes it a row (promises.md P12).
 *
 * @param certain whether the record shows that it arrived; if not, nothing tells
 * @param changes the fields it changed; of one that is not certain those that were sent, none if the process is dead that knew
 */
record Arrived(UUID batch, Intent intent, List<FieldChange> changes, boolean certain) {}
