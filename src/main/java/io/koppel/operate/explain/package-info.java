/** Why a record did or did not synchronize, and what to do. */
package io.koppel.operate.explain;
