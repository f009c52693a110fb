package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One write to a remote service.
 *
 * @param record number and name of the record as far as it is still coupled
 * @param side the system that was written
 * @param direction of the pass that wrote
 * @param operation create, update, delete or the action's name
 * @param reason why: the decision that led to it
 * @param changes fields with their values before and after
 * @param startedBy who or what started the run, null where it is no longer in the journal
 * @param requestId id the request carried to the service
 */
public record HistoryView(
        long id,
        Instant at,
        String mapping,
        @Nullable String record,
        @Nullable UUID businessCentralId,
        @Nullable UUID dataverseId,
        Side side,
        String direction,
        String operation,
        String reason,
        List<FieldChange> changes,
        long run,
        long job,
        @Nullable String startedBy,
        @Nullable String requestId) {

    static HistoryView of(HistoryRow row, @Nullable Coupling coupling, @Nullable String startedBy) {
        return new HistoryView(
                row.id(),
                row.at(),
                row.mapping(),
                coupling == null ? null : name(coupling),
                row.businessCentralId(),
                row.dataverseId(),
                row.side(),
                row.side() == Side.DATAVERSE ? "to-dataverse" : "from-dataverse",
                row.operation(),
                row.reason(),
                row.changes(),
                row.run(),
                row.job(),
                startedBy,
                row.requestId());
    }

    private static @Nullable String name(Coupling coupling) {
        String number = coupling.number();
        String name = coupling.name();
        if (number == null || number.equals(name)) {
            return name;
        }
        return name == null ? number : number + " " + name;
    }
}
