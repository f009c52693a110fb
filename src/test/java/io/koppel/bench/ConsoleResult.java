package io.koppel.bench;

/** How long a page of the console took, in milliseconds. */
record ConsoleResult(String page, String path, double median, double max) {}
