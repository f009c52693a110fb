package io.koppel.operate.rest;

/** @param run number of the run that was started; {@code GET /api/runs/{run}} follows it */
record Accepted(long run) {}
