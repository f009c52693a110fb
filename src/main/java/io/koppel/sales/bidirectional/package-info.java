/** Orders that travel both ways: what their field rows cannot say, and what becomes of them once Business Central has archived them (sales-documents.md §10). */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.bidirectional;
