package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Column;

/**
 * A field of a table of the application.
 *
 * @param options the enum it takes its values from, or ""
 */
record Field(String name, FieldKind kind, String options, Column column) {}
