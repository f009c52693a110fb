package io.koppel.operate;

/** All verbs, as the faces get them. */
public record Operations(
        MappingOperations mappings,
        SynchronizationOperations synchronization,
        JobOperations jobs,
        CouplingOperations couplings,
        SkippedOperations skipped,
        Journal journal,
        FullSynchronizationOperations fullSynchronization,
        ConnectionOperations connection,
        Insights insights) {}
