package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Skips a pair whose Dataverse row is gone, for work that no pass of the mapping does (sync-semantics.md §4). */
public final class GonePartner {
    private GonePartner() {}

    /**
     * Skips the pair at once, in the transaction that confirms it; the record is tried again when it is changed.
     *
     * @param job row of the job log
     * @param stamp how the Business Central record stands: its time of change in milliseconds
     * @param message why, for people
     */
    public static void skip(
            Connection connection,
            Engine engine,
            TableMapping mapping,
            Coupling coupling,
            long job,
            long stamp,
            String message)
            throws SQLException {
        int scope = engine.scope(mapping.id());
        engine.couplings()
                .update(
                        connection,
                        scope,
                        List.of(coupling.after(Direction.TO_DATAVERSE, LastResult.FAILURE, job, message)
                                .skipped(true)));
        engine.skipped()
                .put(
                        connection,
                        scope,
                        List.of(new SkippedRecord(
                                coupling.businessCentralId(),
                                Direction.TO_DATAVERSE,
                                job,
                                engine.now(),
                                stamp,
                                0,
                                MappingVersion.of(mapping),
                                Set.of(),
                                Parents.NONE)));
    }
}
