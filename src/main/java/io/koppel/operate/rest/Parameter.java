package io.koppel.operate.rest;

/**
 * A part of the path or of the query.
 *
 * @param in {@code path} or {@code query}
 * @param type JSON type: string or integer
 */
record Parameter(String name, String in, String type, String description) {
    static Parameter path(String name, String description) {
        return new Parameter(name, "path", "string", description);
    }

    static Parameter query(String name, String description) {
        return new Parameter(name, "query", "string", description);
    }

    static Parameter number(String name, String description) {
        return new Parameter(name, "query", "integer", description);
    }
}
