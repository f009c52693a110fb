/** Reads orders and quotes of Sales, and what their composition needs to know, with few requests for many of them. */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.source;
