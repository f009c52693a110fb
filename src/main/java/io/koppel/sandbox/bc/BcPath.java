package io.koppel.sandbox.bc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of an address after the surface's base, each a name with the key in its brackets
 * (business-central-api.md §2).
 */
record BcPath(List<Segment> segments) {
    record Segment(String name, @Nullable String key) {}

    /** @param path decoded, without the base */
    static BcPath of(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String part : split(path)) {
            int open = part.indexOf('(');
            if (open > 0 && part.endsWith(")")) {
                segments.add(new Segment(part.substring(0, open), part.substring(open + 1, part.length() - 1)));
            } else {
                segments.add(new Segment(part, null));
            }
        }
        return new BcPath(segments);
    }

    /** By slashes that stand outside quotes. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            quoted ^= c == '\'';
            if (c == '/' && !quoted) {
                if (!part.isEmpty()) {
                    parts.add(part.toString());
                }
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    int size() {
        return segments.size();
    }

    Segment get(int index) {
        return segments.get(index);
    }

    /** Without the first segment. */
    BcPath rest() {
        return new BcPath(segments.subList(1, segments.size()));
    }

    /** A key's text without its quotes. */
    static String unquoted(String key) {
        return key.length() >= 2 && key.startsWith("'") && key.endsWith("'")
                ? key.substring(1, key.length() - 1).replace("''", "'")
                : key;
    }
}
