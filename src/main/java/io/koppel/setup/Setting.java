package io.koppel.setup;

/**
 * One setting: the only definition from which parsing, the shipped {@code application.properties} and error messages come.
 *
 * @param key name in {@code application.properties}, for example {@code koppel.http.port}
 * @param defaultText value as it would be written in the file; empty for none
 * @param description what it is for, in words for the person who runs Koppel
 * @param type how its text becomes a value
 */
public record Setting<T>(String key, String defaultText, String description, ValueType<T> type) {

    /** The environment variable that overrides the file: {@code koppel.http.port} is {@code KOPPEL_HTTP_PORT}. */
    public String environmentName() {
        return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether the value must not be shown. */
    public boolean secret() {
        return type.secret();
    }
}
