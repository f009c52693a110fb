package io.koppel.operate.access;

/** Who asks. */
public record Caller(String name, Role role) {}
