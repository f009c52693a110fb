package io.koppel.mapping.file;

import io.koppel.mapping.SourceLocation;

/**
 * Something in a mapping file that is wrong or looks wrong.
 *
 * @param location where it stands
 * @param text what is wrong, what was expected and what to do
 * @param severity whether it stops the start
 */
public record Mistake(SourceLocation location, String text, Severity severity) {
    /** How bad a mistake is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** A mistake that stops the start. */
    public static Mistake error(SourceLocation location, String text) {
        return new Mistake(location, text, Severity.ERROR);
    }

    /** A mistake that is only reported. */
    public static Mistake warning(SourceLocation location, String text) {
        return new Mistake(location, text, Severity.WARNING);
    }

    /** The line people see: {@code routes/customer.yaml:10:27: fields: unknown option …}. */
    @Override
    public String toString() {
        return location + ": " + (severity == Severity.WARNING ? "warning: " : "") + text;
    }
}
