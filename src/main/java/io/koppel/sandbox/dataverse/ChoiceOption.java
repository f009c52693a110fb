package io.koppel.sandbox.dataverse;

/** One value of a choice column with its label (dataverse-web-api.md §10.7). */
public record ChoiceOption(int value, String label) {}
