/** Requests and answers as plain values, batches of them, tokens, faults, and the thin HTTP server around it all. */
package io.koppel.sandbox.http;
