/** Active and won quotes of Sales become quotes of Business Central, one for all revisions of a quote (sales-documents.md §3). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.quote;
