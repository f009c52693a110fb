package io.koppel.odata;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Values in filters and keys. */
public final class Literals {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Literals() {}

    /** A text in a filter: in quotes, quotes in it doubled. Not percent-encoded, as query values are encoded on their way. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A key that is text, for a path: in quotes and percent-encoded, so that no sign in it can end or change the path. */
    public static String key(String value) {
        StringBuilder encoded = new StringBuilder("'");
        for (byte each : value.replace("'", "''").getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= '0' && each <= '9')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= 'a' && each <= 'z')
                    || each == '-'
                    || each == '.'
                    || each == '_'
                    || each == '\'';
            encoded.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xff));
        }
        return encoded.append('\'').toString();
    }

    /** True for a GUID in the form both services use. */
    public static boolean isGuid(String value) {
        return GUID.matcher(value).matches();
    }

    /** An id in a filter: GUIDs bare, everything else as text. */
    public static String id(String value) {
        return isGuid(value) ? value : text(value);
    }
}
