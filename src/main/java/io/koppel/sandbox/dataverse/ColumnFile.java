package io.koppel.sandbox.dataverse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a table's column file: a line `table logicalName entitySet primaryName display name`, then a line
 * `column: type detail @phase` each. Detail is a text's length, a choice's `value=label | …`, or a lookup's
 * `navigation>table<partner,…`.
 */
final class ColumnFile {
    private ColumnFile() {}

    static DataverseTable read(String table) {
        String name = table + ".columns";
        try (InputStream stream = ColumnFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("column file " + name + " is missing from the class path");
            }
            return parse(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataverseTable parse(List<String> lines) {
        String[] head = lines.get(0).split(" ", 5);
        List<DataverseColumn> columns = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            columns.add(column(line));
        }
        return new DataverseTable(head[1], head[2], head[3], head[4], columns);
    }

    private static DataverseColumn column(String line) {
        int colon = line.indexOf(": ");
        String rest = line.substring(colon + 2);
        int at = rest.lastIndexOf(" @");
        WritePhase phase = WritePhase.of(at < 0 ? "" : rest.substring(at + 2));
        String declared = at < 0 ? rest : rest.substring(0, at);
        int blank = declared.indexOf(' ');
        ColumnType type =
                ColumnType.valueOf((blank < 0 ? declared : declared.substring(0, blank)).toUpperCase(Locale.ROOT));
        String detail = blank < 0 ? "" : declared.substring(blank + 1);
        return new DataverseColumn(
                line.substring(0, colon),
                type,
                type == ColumnType.TEXT || type == ColumnType.MEMO ? Integer.parseInt(detail) : 0,
                phase,
                type.isChoice() ? options(detail) : List.of(),
                navigations(line.substring(0, colon), type, detail));
    }

    private static List<ChoiceOption> options(String detail) {
        List<ChoiceOption> options = new ArrayList<>();
        for (String option : detail.isEmpty() ? new String[0] : detail.split(" \\| ")) {
            int equals = option.indexOf('=');
            options.add(new ChoiceOption(Integer.parseInt(option.substring(0, equals)), option.substring(equals + 1)));
        }
        return List.copyOf(options);
    }

    private static List<DataverseNavigation> navigations(String column, ColumnType type, String detail) {
        if (type == ColumnType.OWNER) {
            // One navigation property that leads to the abstract principal: a user or a team.
            return List.of(new DataverseNavigation(column, "principal", null));
        }
        List<DataverseNavigation> navigations = new ArrayList<>();
        if (type == ColumnType.LOOKUP && !detail.isEmpty()) {
            for (String one : detail.split(",")) {
                int target = one.indexOf('>');
                int partner = one.indexOf('<');
                navigations.add(new DataverseNavigation(
                        one.substring(0, target),
                        partner < 0 ? one.substring(target + 1) : one.substring(target + 1, partner),
                        partner < 0 ? null : one.substring(partner + 1)));
            }
        }
        return List.copyOf(navigations);
    }
}
