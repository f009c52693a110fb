/**
 * Transformation rules: what a source value goes through before it is transferred and compared (sync-semantics.md §15).
 * {@link io.koppel.mapping.rule.TransformationRules} knows them all by name.
 */
package io.koppel.mapping.rule;
