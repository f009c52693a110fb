/** The demonstration company, as plain values for both sides. */
package io.koppel.sandbox.demo;
