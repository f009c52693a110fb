package io.koppel.mapping;

/**
 * What keeps a mapping from doing harm or being stuck.
 *
 * @param autoRelease whether a skipped record is tried again by itself once it, a record it refers to or the mapping changed
 */
public record Precautions(boolean autoRelease) {
    /** Everything as the settings say. */
    public static final Precautions DEFAULTS = new Precautions(true);
}
