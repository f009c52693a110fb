package io.koppel.sync;

import io.koppel.coupling.Intents.Operation;
import io.koppel.journal.HistoryRow.FieldChange;
import java.util.List;
import java.util.UUID;

/** An update whose answer nobody heard, found to have arrived: the history owes it a row (promises.md P12). */
record Arrived(UUID batch, Operation operation, List<FieldChange> changes) {}
