package io.koppel.operate;

/** All verbs, as the faces get them. */
public record Operations(
        MappingOperations mappings,
        FieldOperations fields,
        SynchronizationOperations synchronization,
        JobOperations jobs,
        NowOperations now,
        MappingSwitches switches,
        CouplingOperations couplings,
        SkippedOperations skipped,
        CouplingProposals proposals,
        MatchOperations matches,
        Journal journal,
        FullSynchronizationOperations fullSynchronization,
        ConnectionOperations connection,
        Insights insights,
        SalesOperations sales) {}
