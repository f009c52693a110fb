/** What tests and demonstrations do to the sandbox itself: seed, reset, clock, limits, faults, journal. */
package io.koppel.sandbox.admin;
