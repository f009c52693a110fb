package io.koppel.route;

import io.koppel.mapping.TableMapping;
import io.koppel.operate.FieldOperations.NewFieldRow;
import io.koppel.operate.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a mapping file with more field rows. Everything that is there stays as it is, comments and order included. */
final class FieldRowText {
    private static final Pattern FIELDS = Pattern.compile("( +)fields:\\s*(#.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String MARK = " # added with koppel fields";

    private FieldRowText() {}

    /** The text with the rows behind the last one of the mapping. */
    static String with(String text, TableMapping mapping, List<NewFieldRow> rows, boolean enabled) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int start = mapping.location().line() - 1;
        int at = start;
        Matcher fields = FIELDS.matcher("");
        while (at < lines.size() && !fields.reset(lines.get(at)).matches()) {
            boolean nextNode = at > start && lines.get(at).startsWith("- ");
            at = nextNode ? lines.size() : at + 1;
        }
        if (at >= lines.size()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.location().file() + " has no list 'fields:' with a row in each line; add the rows by hand");
        }
        int indent = fields.group(1).length();
        int behind = at + 1;
        String before = " ".repeat(indent + 2);
        for (int line = at + 1; line < lines.size() && belongs(lines.get(line), indent); line++) {
            if (!lines.get(line).isBlank()) {
                behind = line + 1;
                before = lines.get(line).stripLeading().startsWith("- ")
                        ? lines.get(line).substring(0, lines.get(line).indexOf('-'))
                        : before;
            }
        }
        for (NewFieldRow row : rows) {
            lines.add(behind++, before + line(row, enabled));
        }
        return String.join("\n", lines);
    }

    /** Whether a line was added here. */
    static boolean isAdded(String text, int line) {
        return text.split("\n", -1)[line - 1].endsWith(MARK);
    }

    private static boolean belongs(String line, int indent) {
        int own = line.length() - line.stripLeading().length();
        return line.isBlank() || own > indent || (own == indent && line.startsWith("- ", own));
    }

    private static String line(NewFieldRow row, boolean enabled) {
        return "- {businessCentral: " + name(row.businessCentral()) + ", dataverse: " + name(row.dataverse())
                + (row.direction() == null ? "" : ", direction: " + row.direction())
                + (enabled ? "" : ", enabled: false") + "}" + MARK;
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw OperationException.invalid("'" + name + "' is no name of a property or column");
        }
        return name;
    }
}
