package io.koppel.operate;

/** The verbs about documents of Sales. */
public record SalesOperations(OrderOperations orders, QuoteOperations quotes, StatisticsOperations statistics) {}
