package io.koppel.sales.document;

import org.jspecify.annotations.Nullable;

/**
 * What Business Central's Sales &amp; Receivables Setup says about documents from Sales.
 *
 * @param writeInType Item or Resource
 * @param writeInNumber stands for products written in by hand; null if none is set
 * @param freightAccount G/L account of freight; null if none is set
 */
public record SalesSetup(LineType writeInType, @Nullable String writeInNumber, @Nullable String freightAccount) {}
