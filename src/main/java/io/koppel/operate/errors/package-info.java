/** Failed records by what they failed on. */
package io.koppel.operate.errors;
