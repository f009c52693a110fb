package io.koppel.sandbox.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The {@code multipart/mixed} form of a batch (dataverse-web-api.md §8.1). Line ends must be CRLF, as the real service wants. */
public final class MultipartBatch {
    private MultipartBatch() {}

    /**
     * Takes a batch apart.
     *
     * @throws MalformedBatchException when boundary, line ends or parts are not as they must be
     */
    public static List<BatchItem> parse(String contentType, byte[] body) {
        List<BatchItem> items = new ArrayList<>();
        for (Span section : sections(Span.all(body), boundary(contentType))) {
            Message message = Message.of(section);
            String type = message.headers().getOrDefault("Content-Type", "");
            if (type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
                List<BatchItem.Part> parts = new ArrayList<>();
                for (Span inner : sections(message.body(), boundary(type))) {
                    parts.add(part(Message.of(inner)));
                }
                items.add(new BatchItem.ChangeSet(parts));
            } else {
                items.add(part(message));
            }
        }
        return items;
    }

    private static BatchItem.Part part(Message message) {
        String type = message.headers().getOrDefault("Content-Type", "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/http")) {
            throw new MalformedBatchException(
                    "Every part of a batch must have Content-Type application/http, not '" + type + "'");
        }
        Span http = message.body();
        int lineEnd = http.lineEnd();
        String line = http.text(lineEnd).strip();
        String[] words = line.split(" ");
        if (words.length < 2) {
            throw new MalformedBatchException("'" + line + "' is not a request line");
        }
        Message inner = Message.of(http.after(lineEnd));
        String id = message.headers().getOrDefault("Content-ID", inner.headers().getOrDefault("Content-ID", ""));
        return new BatchItem.Part(
                id,
                SandboxRequest.of(
                        words[0], words[1], inner.headers(), inner.body().copy()));
    }

    /** Puts answers together; the body's content type is {@link #contentType}. */
    public static byte[] write(String boundary, List<BatchItem.Answer> answers) {
        Bytes out = new Bytes();
        int set = 0;
        for (BatchItem.Answer answer : answers) {
            out.text("--" + boundary + "\r\n");
            if (answer instanceof BatchItem.Answer.Single single) {
                writePart(out, single);
            } else if (answer instanceof BatchItem.Answer.Set several) {
                String inner = "changesetresponse_" + boundary + "_" + ++set;
                out.text("Content-Type: multipart/mixed; boundary=" + inner + "\r\n\r\n");
                for (BatchItem.Answer.Single single : several.responses()) {
                    out.text("--" + inner + "\r\n");
                    writePart(out, single);
                }
                out.text("--" + inner + "--\r\n");
            }
        }
        out.text("--" + boundary + "--\r\n");
        return out.toBytes();
    }

    public static String contentType(String boundary) {
        return "multipart/mixed; boundary=" + boundary;
    }

    private static void writePart(Bytes out, BatchItem.Answer.Single single) {
        out.text("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (!single.id().isEmpty()) {
            out.text("Content-ID: " + single.id() + "\r\n");
        }
        SandboxResponse response = single.response();
        out.text("\r\nHTTP/1.1 " + response.status() + " "
                + HttpResponseStatus.valueOf(response.status()).reasonPhrase() + "\r\n");
        response.headers().forEach((name, value) -> out.text(name + ": " + value + "\r\n"));
        out.text("\r\n");
        out.bytes(response.body());
        out.text("\r\n");
    }

    private static String boundary(String contentType) {
        for (String part : contentType.split(";")) {
            String one = part.strip();
            if (one.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
                return one.substring("boundary=".length()).replace("\"", "");
            }
        }
        throw new MalformedBatchException("Content-Type '" + contentType + "' names no boundary");
    }

    private static List<Span> sections(Span body, String boundary) {
        Delimiter delimiter = Delimiter.of(boundary);
        byte[] bytes = body.bytes();
        List<Span> sections = new ArrayList<>();
        int at = delimiter.in(body, body.from());
        if (at < 0) {
            throw new MalformedBatchException("The boundary '" + boundary + "' does not occur in the body");
        }
        while (true) {
            int start = at + delimiter.length();
            if (start + 1 < body.to() && bytes[start] == '-' && bytes[start + 1] == '-') {
                return sections;
            }
            if (start + 1 >= body.to() || bytes[start] != '\r' || bytes[start + 1] != '\n') {
                throw new MalformedBatchException("The lines of a batch must end with CR LF");
            }
            at = delimiter.in(body, start);
            if (at < 0) {
                throw new MalformedBatchException("The closing boundary '--" + boundary + "--' is missing");
            }
            int end = bytes[at - 2] == '\r' ? at - 2 : at;
            sections.add(new Span(bytes, start + 2, Math.max(start + 2, end)));
        }
    }

    /** What stands between two parts; looked for from its end, which passes over most of a large body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Delimiter(byte[] text, int[] steps) {
        static Delimiter of(String boundary) {
            byte[] text = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
            int[] steps = new int[256];
            Arrays.fill(steps, text.length);
            for (int at = 0; at < text.length - 1; at++) {
                steps[text[at] & 0xff] = text.length - 1 - at;
            }
            return new Delimiter(text, steps);
        }

        int length() {
            return text.length;
        }

        /** The first place of it from {@code from} on, -1 if it is not there. */
        int in(Span span, int from) {
            byte[] bytes = span.bytes();
            int at = from;
            while (at + text.length <= span.to()) {
                if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                    return at;
                }
                at += steps[bytes[at + text.length - 1] & 0xff];
            }
            return -1;
        }
    }

    /** A part of a body, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
    private record Span(byte[] bytes, int from, int to) {
        static Span all(byte[] bytes) {
            return new Span(bytes, 0, bytes.length);
        }

        /** Where its first line ends. */
        int lineEnd() {
            for (int at = from; at + 1 < to; at++) {
                if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                    return at;
                }
            }
            return to;
        }

        /** Up to that place. */
        String text(int end) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }

        /** What follows on the line that ends there. */
        Span after(int lineEnd) {
            return new Span(bytes, Math.min(lineEnd + 2, to), to);
        }

        byte[] copy() {
            return Arrays.copyOfRange(bytes, from, to);
        }
    }

    /** Headers, a blank line, and a body. */
    private record Message(Map<String, String> headers, Span body) {
        static Message of(Span whole) {
            TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            Span rest = whole;
            while (rest.from() < rest.to()) {
                int end = rest.lineEnd();
                String line = rest.text(end);
                rest = rest.after(end);
                if (line.isEmpty()) {
                    break;
                }
                header(line, headers);
            }
            return new Message(headers, rest);
        }

        private static void header(String line, Map<String, String> headers) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new MalformedBatchException("'" + line + "' is not a header; is the blank line missing?");
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    /** A byte buffer that grows. */
    private static final class Bytes {
        private final java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(4096);

        void text(String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte[] bytes) {
            out.write(bytes, 0, bytes.length);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
