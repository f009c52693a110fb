package io.koppel.operate.rest;

/**
 * A part of the path or of the query.
 *
 * @param in {@code path} or {@code query}
 * @param type JSON type: string or integer
 */
record Parameter(String name, String in, String type, String description) {
    static final Parameter LIMIT = number("limit", "Rows in the answer, 1 to 1000; 50 if left out");
    static final Parameter AFTER = query("after", "Continues a list: the answer's next");
    static final Parameter WAIT =
            query("wait", "Answers once it is done, or after this time (PT60S) with how it stands");

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
