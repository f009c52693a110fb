package io.koppel.operate.cli;

/** Values in files for spreadsheets (RFC 4180). */
final class Csv {
    private Csv() {}

    static String cell(String value) {
        boolean plain = value.chars().noneMatch(sign -> sign == '"' || sign == ',' || sign == '\n' || sign == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
