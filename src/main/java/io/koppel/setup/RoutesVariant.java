package io.koppel.setup;

/** Which of the shipped mapping files are loaded. */
public enum RoutesVariant {
    /** The files on the companion API. */
    COMPANION,
    /** The files of {@code routes/standard} replace those of the same name: for companies that install nothing. */
    STANDARD
}
