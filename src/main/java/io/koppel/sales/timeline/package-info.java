/** What happens to orders in Business Central is told on their timelines in Sales (sales-documents.md §7). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.timeline;
