package io.koppel.sync;

import java.util.regex.Pattern;

/**
 * The cause in a failure's message: the message without what differs from record to record, so that equal causes can be told.
 * What the cause is about stays, for example the code of a salesperson who is not coupled.
 */
public final class Cause {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");
    private static final Pattern CONFLICT = Pattern.compile("here '.*', there '.*';", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("the value is '.*'", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("has \\d+ characters");

    private Cause() {}

    /** @param record number or name of the record */
    public static String of(String message, String record) {
        String text = CONFLICT.matcher(message).replaceAll("here …, there …;");
        text = VALUE.matcher(text).replaceAll("the value is …");
        text = LENGTH.matcher(text).replaceAll("has … characters");
        text = ID.matcher(text).replaceAll("…");
        return record.isBlank()
                ? text
                : text.replaceAll("(?<![\\p{Alnum}])" + Pattern.quote(record) + "(?![\\p{Alnum}])", "…");
    }
}
