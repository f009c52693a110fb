/** The benchmarks of docs/benchmarks.md: subjects in processes of their own against a sandbox in its own. */
package io.koppel.bench;
