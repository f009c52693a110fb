/**
 * The real engine against the real sandbox under one virtual clock and one seed, with faults and crashes; afterwards a checker
 * holds the promises as set equations (promises.md).
 */
package io.koppel.simulation;
