package io.koppel.sales.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that have to fit. A pair of surrogates is never divided. */
final class Texts {
    private Texts() {}

    /** The text, or as much of its beginning as fits; blank for none. */
    static String cut(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() <= length ? text : text.substring(0, end(text, 0, length));
    }

    /** The text in pieces of that length, in order, nothing lost. */
    static List<String> pieces(String text, int length) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from, length);
            pieces.add(text.substring(from, end));
            from = end;
        }
        return pieces;
    }

    private static int end(String text, int from, int length) {
        int end = Math.min(text.length(), from + length);
        boolean divides = end < text.length() && Character.isLowSurrogate(text.charAt(end)) && end - 1 > from;
        return divides ? end - 1 : end;
    }
}
