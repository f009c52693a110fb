/** Orders and quotes of Sales while they go through their routes: what both have in common. */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.batch;
