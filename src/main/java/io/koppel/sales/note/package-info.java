/** Notes of orders, both ways (sales-documents.md §8). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.note;
