/** What both stand-ins share: tables in memory, transactions, paging, journal, clock, limits, faults, requests. */
package io.koppel.sandbox.core;
