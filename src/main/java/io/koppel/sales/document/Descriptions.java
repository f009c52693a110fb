package io.koppel.sales.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written on a line and on the comment lines that follow it (sales-documents.md §1.6).
 *
 * @param own text of the line itself, null to leave the product's own
 * @param comments texts of the comment lines, each fitting
 */
record Descriptions(@Nullable String own, List<String> comments) {

    /**
     * The text is the first line of the line's memo, or the product description where the memo is empty. A product written in
     * carries as much of it as fits; everything else becomes comments, unless it only repeats what the product is called.
     */
    static Descriptions of(SalesLine line, String productDescription, boolean repeats) {
        List<String> memo = lines(line.description());
        String text = memo.isEmpty() || memo.get(0).isBlank() ? firstLine(line.productDescription()) : memo.get(0);
        List<String> comments = new ArrayList<>();
        String own = null;
        if (line.product() == null) {
            own = Texts.cut(text, Lengths.DESCRIPTION);
            comments.addAll(Texts.pieces(text.substring(own.length()), Lengths.DESCRIPTION));
        } else if (repeats || !text.equals(productDescription)) {
            comments.addAll(Texts.pieces(text, Lengths.DESCRIPTION));
        }
        memo.stream().skip(1).forEach(more -> comments.addAll(Texts.pieces(more, Lengths.DESCRIPTION)));
        return new Descriptions(own == null || own.isBlank() ? null : own, comments);
    }

    private static String firstLine(@Nullable String text) {
        List<String> lines = lines(text);
        return lines.isEmpty() ? "" : String.join(" ", lines);
    }

    private static List<String> lines(@Nullable String memo) {
        return memo == null || memo.isBlank()
                ? List.of()
                : memo.lines().map(String::stripTrailing).toList();
    }
}
