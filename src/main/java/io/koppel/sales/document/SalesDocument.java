package io.koppel.sales.document;

import java.util.List;

/**
 * An order or quote of Sales.
 *
 * @param lines in the order of their sequence
 */
public record SalesDocument(SalesHeader header, List<SalesLine> lines) {}
