package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One Business Central record and one Dataverse row that belong together, and all that is remembered about them
 * (sync-semantics.md §1).
 *
 * @param businessCentralId SystemId
 * @param dataverseId primary id
 * @param number the Business Central number or code people know the record by
 * @param name the name of the Dataverse row
 * @param base mapped values of both sides when they last agreed, null if they never did
 * @param toRun job log entry of the last attempt to Dataverse, null if there was none
 * @param fromRun job log entry of the last attempt from Dataverse, null if there was none
 * @param failure text of the last failure, null if the last attempts succeeded
 * @param skipped left out of synchronization until someone releases it
 */
public record Coupling(
        UUID businessCentralId,
        UUID dataverseId,
        CouplingState state,
        @Nullable String number,
        @Nullable String name,
        Versions versions,
        @Nullable BaseSnapshot base,
        LastResult toResult,
        @Nullable Long toRun,
        LastResult fromResult,
        @Nullable Long fromRun,
        @Nullable String failure,
        boolean skipped) {

    /** The record's id on a side. */
    public UUID id(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentralId : dataverseId;
    }

    /** How the last attempt in a direction ended. */
    public LastResult result(Direction pass) {
        return pass == Direction.TO_DATAVERSE ? toResult : fromResult;
    }

    /** A new coupling of two records that were never compared. */
    public static Coupling fresh(
            UUID businessCentralId, UUID dataverseId, @Nullable String number, @Nullable String name) {
        return new Coupling(
                businessCentralId,
                dataverseId,
                CouplingState.COUPLED,
                number,
                name,
                Versions.UNKNOWN,
                null,
                LastResult.NONE,
                null,
                LastResult.NONE,
                null,
                null,
                false);
    }

    /** The same coupling with another base. */
    public Coupling withBase(@Nullable BaseSnapshot newBase) {
        return copy(businessCentralId, dataverseId, state, number, name, versions, newBase, skipped);
    }

    /** The same coupling in step: both records exist with these versions and this base. */
    public Coupling inStep(Versions newVersions, @Nullable BaseSnapshot newBase) {
        return copy(businessCentralId, dataverseId, CouplingState.COUPLED, number, name, newVersions, newBase, skipped);
    }

    /** The same coupling, skipped or released. */
    public Coupling skipped(boolean leftOut) {
        return copy(businessCentralId, dataverseId, state, number, name, versions, base, leftOut);
    }

    /** The same coupling under other names. */
    public Coupling named(@Nullable String newNumber, @Nullable String newName) {
        return copy(businessCentralId, dataverseId, state, newNumber, newName, versions, base, skipped);
    }

    /** The same coupling between other records: a service gave a new record another id than the one that was chosen. */
    public Coupling between(UUID newBusinessCentralId, UUID newDataverseId) {
        return copy(newBusinessCentralId, newDataverseId, state, number, name, versions, base, skipped);
    }

    /** The same coupling in another state. */
    public Coupling in(CouplingState newState) {
        return copy(businessCentralId, dataverseId, newState, number, name, versions, base, skipped);
    }

    /** Everything but how the last attempts went, which only {@link #after} changes. */
    private Coupling copy(
            UUID newBusinessCentralId,
            UUID newDataverseId,
            CouplingState newState,
            @Nullable String newNumber,
            @Nullable String newName,
            Versions newVersions,
            @Nullable BaseSnapshot newBase,
            boolean leftOut) {
        return new Coupling(
                newBusinessCentralId,
                newDataverseId,
                newState,
                newNumber,
                newName,
                newVersions,
                newBase,
                toResult,
                toRun,
                fromResult,
                fromRun,
                failure,
                leftOut);
    }

    /** The same coupling after an attempt in a direction. */
    public Coupling after(Direction pass, LastResult result, long run, @Nullable String newFailure) {
        boolean to = pass == Direction.TO_DATAVERSE;
        return new Coupling(
                businessCentralId,
                dataverseId,
                state,
                number,
                name,
                versions,
                base,
                to ? result : toResult,
                to ? Long.valueOf(run) : toRun,
                to ? fromResult : result,
                to ? fromRun : Long.valueOf(run),
                newFailure,
                skipped);
    }
}
