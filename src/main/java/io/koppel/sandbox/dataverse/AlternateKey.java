package io.koppel.sandbox.dataverse;

import java.util.List;

/**
 * An alternate key of a table (dataverse-web-api.md §6.2): standard tables have none until an administrator defines one.
 *
 * @param name the key's name
 * @param columns logical names of its columns
 */
public record AlternateKey(String name, List<String> columns) {}
