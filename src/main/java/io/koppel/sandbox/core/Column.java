package io.koppel.sandbox.core;

/**
 * A column of a table in memory.
 *
 * @param maxLength the longest text in UTF-16 units, 0 when there is no limit
 * @param index the place in its schema, which is also its number in packed rows
 */
public record Column(String name, ColumnType type, int maxLength, int index) {}
