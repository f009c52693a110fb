package io.koppel.mapping.file;

import io.koppel.mapping.TableMapping;
import java.util.List;

/**
 * What one file of the routes folder declares.
 *
 * @param name path as the integrator knows it
 * @param mappings its table mappings, normally one
 * @param routes its routes
 * @param beans what it declares under {@code beans}
 */
public record MappingFile(
        String name, List<TableMapping> mappings, List<RouteDeclaration> routes, List<BeanDeclaration> beans) {}
