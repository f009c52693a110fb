/** Proposes a mapping of two tables by the names and types of their columns, for a person to look through and complete. */
package io.koppel.mapping.proposal;
