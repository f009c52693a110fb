/**
 * Stand-ins of Business Central and Dataverse in one process on loopback: the demonstration, the rehearsal ground for
 * integrators, the rig for faults and speed. Strict where the real services are strict.
 */
package io.koppel.sandbox;
