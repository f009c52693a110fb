/**
 * Sales documents: what field mappings cannot say of orders, quotes, invoices and what belongs to them
 * (sales-documents.md). Each job is a route in {@code routes/} whose steps are the classes of this package and those below it.
 */
@org.jspecify.annotations.NullMarked
package io.koppel.sales;
