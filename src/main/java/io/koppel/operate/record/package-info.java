/** One record where people work with it: its state, its log, and links to it. */
package io.koppel.operate.record;
