package io.koppel.store;

import org.jspecify.annotations.Nullable;

/**
 * Texts as a column of a given length holds them: as much of the beginning as fits. A sign that takes two characters is left out rather
 * than halved, because half of one cannot be written as JSON, and whoever lists the row would get nothing at all.
 */
public final class StoredText {
    private StoredText() {}

    /** The text, or as much of its beginning as fits. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean halves = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, halves ? length - 1 : length);
    }

    /** The same; null for no text. */
    public static @Nullable String cutOrNull(@Nullable String text, int length) {
        return text == null ? null : cut(text, length);
    }
}
