package io.koppel.mapping;

/** Business Central's encoding of enumeration members: {@code In_x0020_Review} is "In Review" (business-central-api.md §7). */
final class EnumerationNames {
    static final String BLANK = "_x0020_";

    private EnumerationNames() {}

    static String decode(String encoded) {
        int escape = encoded.indexOf("_x");
        if (escape < 0) {
            return encoded;
        }
        StringBuilder name = new StringBuilder(encoded.length());
        int from = 0;
        while (escape >= 0) {
            if (isEscape(encoded, escape)) {
                name.append(encoded, from, escape).append((char) Integer.parseInt(encoded, escape + 2, escape + 6, 16));
                from = escape + 7;
                escape = encoded.indexOf("_x", from);
            } else {
                escape = encoded.indexOf("_x", escape + 2);
            }
        }
        return name.append(encoded, from, encoded.length()).toString();
    }

    private static boolean isEscape(String text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c) || (c == '_' && !isEscape(name, i))) {
                encoded.append(c);
            } else {
                encoded.append(String.format("_x%04X_", (int) c));
            }
        }
        return encoded.toString();
    }
}
