/**
 * How a document of Sales becomes one of Business Central: plain values in, plain values out (sales-documents.md §1.4–1.7,
 * §3.3). Knows neither services nor the store.
 */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.document;
