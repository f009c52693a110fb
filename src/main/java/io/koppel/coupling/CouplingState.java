package io.koppel.coupling;

/** How far a coupling has come. The order is the number stored. */
public enum CouplingState {
    /** A Dataverse row with the chosen id is about to be created, or was, and nobody knows yet. */
    CREATE_PENDING_TO_DATAVERSE,
    /** A Business Central record with the chosen id is about to be created, or was, and nobody knows yet. */
    CREATE_PENDING_TO_BUSINESS_CENTRAL,
    /** Both records exist, as far as is known, and belong together. */
    COUPLED;

    private static final CouplingState[] VALUES = values();

    static CouplingState stored(int number) {
        return VALUES[number];
    }

    /** Whether a create may have happened that is not confirmed. */
    public boolean isPending() {
        return this != COUPLED;
    }
}
