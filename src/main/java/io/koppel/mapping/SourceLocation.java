package io.koppel.mapping;

/**
 * Where in a mapping file something is written.
 *
 * @param file path as the integrator knows it, for example {@code routes/customer.yaml}
 * @param line 1-based
 * @param column 1-based
 */
public record SourceLocation(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
