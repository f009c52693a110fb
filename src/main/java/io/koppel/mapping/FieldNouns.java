package io.koppel.mapping;

import java.util.Locale;

/** What a field row refers to, in words for messages: {@code salespersonId} refers to a "salesperson". */
final class FieldNouns {
    private FieldNouns() {}

    static String of(FieldMapping field) {
        String name = field.businessCentral() == null ? String.valueOf(field.dataverse()) : field.businessCentral();
        return name.replaceAll("_?(Id|Code|Number|No)$", "")
                .replace('_', ' ')
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
