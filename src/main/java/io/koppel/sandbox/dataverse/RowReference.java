package io.koppel.sandbox.dataverse;

import java.util.UUID;

/** A row named by its table and primary key. */
public record RowReference(DataverseTable table, UUID id) {}
