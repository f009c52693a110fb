package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Reference;
import java.util.Set;
import java.util.UUID;

/**
 * Why a coupling is skipped, and what must change for Koppel to try it again by itself (promises.md P7).
 *
 * @param direction the direction that failed
 * @param job job log entry of the attempt that failed
 * @param at when, milliseconds since 1970
 * @param businessCentralVersion how the Business Central record stood; 0 if it did not exist
 * @param dataverseVersion how the Dataverse row stood; 0 if it did not exist
 * @param mappingVersion how the mapping stood
 * @param parents the records it refers to
 * @param parentsVersion how they stood
 */
public record SkippedRecord(
        UUID businessCentralId,
        Direction direction,
        long job,
        long at,
        long businessCentralVersion,
        long dataverseVersion,
        long mappingVersion,
        Set<Reference> parents,
        long parentsVersion) {}
