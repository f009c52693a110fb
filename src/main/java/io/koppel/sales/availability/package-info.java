/** How much of an item is on hand: sent to products when it moves, and told whoever asks (sales-documents.md §9). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.availability;
