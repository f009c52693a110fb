package io.koppel.sandbox.bc;

/** What rows have in common that belong to another one: lines of a document, steps of an opportunity. */
record Within(Field field, Object value) {
    /** The name that a filter on the field goes by; no property has it. */
    static final String MEMBER = "$within";
}
