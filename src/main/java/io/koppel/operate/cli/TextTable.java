package io.koppel.operate.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as their widest value; columns of numbers are aligned right. */
public final class TextTable {
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    /** Adds a row with one value per column. */
    public TextTable row(Object... values) {
        List<String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value.toString());
        }
        rows.add(row);
        return this;
    }

    /** Prints heads and rows. */
    public void print(PrintWriter out) {
        List<List<String>> all = new ArrayList<>();
        all.add(heads);
        all.addAll(rows);
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < heads.size(); column++) {
                line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column));
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private String padded(String text, int column) {
        int width = heads.get(column).length();
        boolean numbers = !rows.isEmpty();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
            numbers &= row.get(column).matches("-?[\\d,.]*");
        }
        String space = " ".repeat(width - text.length());
        return numbers ? space + text : text + space;
    }
}
