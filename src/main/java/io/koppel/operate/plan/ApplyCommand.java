package io.koppel.operate.plan;

/** @param plan as {@code GET /api/plan} answered it */
public record ApplyCommand(Plan plan) {}
