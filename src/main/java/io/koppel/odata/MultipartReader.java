package io.koppel.odata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart answer: parts that hold an HTTP answer each, change sets nested one deep. What came whole before the
 * body broke off is an answer; a part without the delimiter after it did not come whole.
 */
final class MultipartReader {
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    /**
     * One answer of a batch.
     *
     * @param contentId position in its change set from 1, as the service repeated it; null outside change sets and for the
     *     one error that stands for a whole change set
     * @param inChangeSet stood within a change set's own multipart
     */
    record Part(Answer answer, @Nullable String contentId, boolean inChangeSet) {}

    private final byte[] bytes;
    private final List<Part> parts = new ArrayList<>();

    private MultipartReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The parts in the order of the service; none when the answer is no multipart. */
    static List<Part> read(byte[] bytes, String contentType) {
        MultipartReader reader = new MultipartReader(bytes);
        String boundary = boundary(contentType);
        if (boundary != null) {
            reader.multipart(0, bytes.length, boundary, false);
        }
        return reader.parts;
    }

    private static @Nullable String boundary(String contentType) {
        Matcher found = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/") || !found.find()) {
            return null;
        }
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private void multipart(int from, int to, String boundary, boolean inChangeSet) {
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int at = delimiterFrom(from, to, delimiter);
        while (at >= 0) {
            int start = at + delimiter.length;
            if (start + 1 < to && bytes[start] == '-' && bytes[start + 1] == '-') {
                return;
            }
            int next = delimiterFrom(start, to, delimiter);
            if (next < 0) {
                return;
            }
            part(lineAfter(start, next), withoutLineEnd(start, next), inChangeSet);
            at = next;
        }
    }

    private void part(int from, int to, boolean inChangeSet) {
        int body = afterBlankLine(from, to);
        Map<String, String> headers = headers(from, body);
        String type = headers.getOrDefault("content-type", "");
        String nested = boundary(type);
        if (nested != null && !inChangeSet) {
            multipart(body, to, nested, true);
            return;
        }
        Answer answer = answer(body, to);
        if (answer != null) {
            parts.add(new Part(answer, headers.get("content-id"), inChangeSet));
        }
    }

    private @Nullable Answer answer(int from, int to) {
        int headersAt = lineAfter(from, to);
        String[] statusLine = new String(bytes, from, headersAt - from, StandardCharsets.ISO_8859_1)
                .trim()
                .split(" ", 3);
        if (statusLine.length < 2
                || !statusLine[0].startsWith("HTTP/")
                || !STATUS.matcher(statusLine[1]).matches()) {
            return null;
        }
        int body = afterBlankLine(headersAt, to);
        Map<String, String> headers = headers(headersAt, body);
        int status = Integer.parseInt(statusLine[1]);
        try {
            return new Answer(status, headers, JsonRows.object(bytes, body, to - body), "");
        } catch (IOException notJson) {
            String text = new String(bytes, body, Math.min(to - body, 2000), StandardCharsets.UTF_8);
            return new Answer(status, headers, null, Answer.plain(text));
        }
    }

    private Map<String, String> headers(int from, int to) {
        Map<String, String> headers = new HashMap<>();
        for (String line : LINE_END.split(new String(bytes, from, to - from, StandardCharsets.UTF_8))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private int afterBlankLine(int from, int to) {
        int at = from;
        while (at < to) {
            int next = lineAfter(at, to);
            if (withoutLineEnd(at, next) == at) {
                return next;
            }
            at = next;
        }
        return to;
    }

    private int lineAfter(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return to;
    }

    private int withoutLineEnd(int from, int to) {
        int end = to;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
        }
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /** A delimiter counts only at the start of a line and when nothing but blanks or two dashes follow on it. */
    private int delimiterFrom(int from, int to, byte[] delimiter) {
        for (int at = from; at + delimiter.length <= to; at++) {
            if ((at == 0 || bytes[at - 1] == '\n') && matches(at, delimiter) && endsLine(at + delimiter.length, to)) {
                return at;
            }
        }
        return -1;
    }

    private boolean endsLine(int from, int to) {
        int at = from;
        if (at + 1 < to && bytes[at] == '-' && bytes[at + 1] == '-') {
            at += 2;
        }
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at == to || bytes[at] == '\n';
    }

    private boolean matches(int at, byte[] delimiter) {
        for (int offset = 0; offset < delimiter.length; offset++) {
            if (bytes[at + offset] != delimiter[offset]) {
                return false;
            }
        }
        return true;
    }
}
