package io.koppel.sandbox.dataverse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of a request below the service root, cut into segments (dataverse-web-api.md §2). */
record ResourcePath(List<Segment> segments) {
    /** A name, and what stands in brackets behind it, or null without brackets. */
    record Segment(String name, @Nullable String key) {}

    /** Cuts a decoded path; slashes in brackets and quotes do not count. */
    static ResourcePath parse(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String part : RowShapes.split(path, '/')) {
            if (part.isEmpty()) {
                continue;
            }
            int bracket = part.indexOf('(');
            if (bracket < 0) {
                segments.add(new Segment(part, null));
            } else if (part.endsWith(")")) {
                segments.add(new Segment(part.substring(0, bracket), part.substring(bracket + 1, part.length() - 1)));
            } else {
                throw DataverseError.unsupported("The path segment '" + part + "'");
            }
        }
        return new ResourcePath(segments);
    }

    int size() {
        return segments.size();
    }

    /** The name of a segment, "" beyond the end. */
    String name(int index) {
        return index < segments.size() ? segments.get(index).name() : "";
    }

    /** The key of a segment, or null. */
    @Nullable
    String key(int index) {
        return index < segments.size() ? segments.get(index).key() : null;
    }
}
