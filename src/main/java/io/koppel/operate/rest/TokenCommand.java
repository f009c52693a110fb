package io.koppel.operate.rest;

import org.jspecify.annotations.Nullable;

/** @param account whom the token signs in as; {@code admin} if left out */
record TokenCommand(@Nullable String account, @Nullable String description) {}
