/** What Sales holds about a customer's account: its figures, and the lists behind them. */
@org.jspecify.annotations.NullMarked
package io.koppel.operate.customer;
