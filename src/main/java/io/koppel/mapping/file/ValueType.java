package io.koppel.mapping.file;

/** What the value of an option looks like. */
enum ValueType {
    TEXT("text"),
    FLAG("true or false"),
    NUMBER("a whole number"),
    DURATION("a time such as 30s, 30m, 12h or 1d"),
    DURATION_OR_ZERO("a time such as 30s, 30m, 12h or 1d, or 0s"),
    SURFACE("companion, v2.0, pages, or publisher/group/version of an extension's API"),
    FILTER("an OData filter"),
    SCALAR("a text, a number, true or false"),
    TEXTS("a text or a list of texts"),
    VALUES("pairs of names and values"),
    NODE("a group of options"),
    NODES("a list of groups of options"),
    NODE_OR_NODES("a group of options, or a list of such groups"),
    TEXTS_OR_NODES("a text, a group of options, or a list of these");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    /** What was expected, in words. */
    String words() {
        return words;
    }
}
