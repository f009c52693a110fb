package io.koppel.sales.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * The plain text of a note. Timelines of Sales keep HTML: the end of a paragraph becomes a line break, other tags go, entities
 * become what they stand for, blanks around it go (sales-documents.md §8).
 */
public final class NoteText {
    /** Something that begins like a tag; a text such as "1 < 2" has none and keeps its lines as they are. */
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");

    private static final Set<String> LINES =
            Set.of("div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre");

    private NoteText() {}

    /** The plain text of what a note holds. */
    public static String plain(String note) {
        if (!TAG.matcher(note).find()) {
            return Parser.unescapeEntities(note, false).strip();
        }
        StringBuilder text = new StringBuilder();
        Jsoup.parseBodyFragment(note).body().traverse(new Lines(text));
        return text.toString().replace('\u00a0', ' ').strip();
    }

    /** A digest by which a text is known again. */
    public static String digest(String plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(plain.replace("\r\n", "\n").strip().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static final class Lines implements NodeVisitor {
        private final StringBuilder text;

        Lines(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                // Line breaks and indents between tags are the HTML's own, not the note's.
                if (!words.isBlank()) {
                    String shown = words.text();
                    text.append(atLineStart() ? shown.stripLeading() : shown);
                } else if (!atLineStart() && !words.getWholeText().contains("\n")) {
                    text.append(' ');
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (name.equals("p") || name.equals("br") || (LINES.contains(name) && !atLineStart())) {
                text.append('\n');
            }
        }

        private boolean atLineStart() {
            return text.length() == 0 || text.charAt(text.length() - 1) == '\n';
        }
    }
}
