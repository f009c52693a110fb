/** The figures that Business Central knows of a customer, and what is paid of its invoices, on their way to Sales. */
@org.jspecify.annotations.NullMarked
package io.koppel.sales.statistics;
