/** Taking back what a run wrote. */
package io.koppel.operate.revert;
