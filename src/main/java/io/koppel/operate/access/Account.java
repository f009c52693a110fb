package io.koppel.operate.access;

/** A person or program that may sign in. */
record Account(String name, String passwordHash, Role role) {}
