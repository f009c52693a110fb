package io.koppel.sandbox.dataverse;

import org.jspecify.annotations.Nullable;

/**
 * A single-valued navigation property: the way a lookup is written (`name@odata.bind`) and expanded. Custom lookups carry
 * their schema name (dataverse-web-api.md §6.3).
 *
 * @param name the navigation property
 * @param target logical name of the table it leads to
 * @param partner the collection on the target table that leads back, if the service declares one
 */
public record DataverseNavigation(String name, String target, @Nullable String partner) {}
