package io.koppel.mapping.file;

import io.koppel.mapping.SourceLocation;

/**
 * A route that stands in a mapping file.
 *
 * @param id its id
 * @param location where it stands
 */
public record RouteDeclaration(String id, SourceLocation location) {}
