package io.koppel.operate.overview;

/**
 * Something a person should do something about.
 *
 * @param kind mapping, job, errors, full-synchronization, confirmation or budget
 * @param tone bad or attention
 * @param says what is wrong, in a sentence
 * @param next what to do
 * @param command the command that does it or shows more
 * @param link the console's page that does it or shows more
 */
public record Problem(String kind, String tone, String title, String says, String next, String command, String link) {}
