package io.koppel.operate.customer;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list of Sales.
 *
 * @param number null where rows of that list have none
 * @param url where Sales shows it
 */
public record AccountRow(UUID id, @Nullable String number, String name, String state, URI url) {}
