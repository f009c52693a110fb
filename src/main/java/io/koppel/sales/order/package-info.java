/** Submitted orders of Sales become orders of Business Central, and what follows from that (sales-documents.md §1, §2). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.order;
