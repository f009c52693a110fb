package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Column;

/**
 * A field of a table of the application.
 *
 * @param options the enum it takes its values from, or ""
 * @param relation the table whose keys it holds, {@code @} and the field that names that table, or ""
 */
record Field(String name, FieldKind kind, String options, String relation, Column column) {}
