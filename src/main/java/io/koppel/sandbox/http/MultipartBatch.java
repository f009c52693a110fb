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
        for (byte[] section : sections(body, boundary(contentType))) {
            Message message = Message.of(section);
            String type = message.headers().getOrDefault("Content-Type", "");
            if (type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
                List<BatchItem.Part> parts = new ArrayList<>();
                for (byte[] inner : sections(message.body(), boundary(type))) {
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
        byte[] http = message.body();
        int lineEnd = indexOf(http, CRLF, 0);
        String line = new String(http, 0, lineEnd < 0 ? http.length : lineEnd, StandardCharsets.UTF_8).strip();
        String[] words = line.split(" ");
        if (words.length < 2) {
            throw new MalformedBatchException("'" + line + "' is not a request line");
        }
        Message inner = Message.of(Arrays.copyOfRange(http, lineEnd < 0 ? http.length : lineEnd + 2, http.length));
        String id = message.headers().getOrDefault("Content-ID", inner.headers().getOrDefault("Content-ID", ""));
        return new BatchItem.Part(id, SandboxRequest.of(words[0], words[1], inner.headers(), inner.body()));
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

    private static final byte[] CRLF = {'\r', '\n'};

    private static String boundary(String contentType) {
        for (String part : contentType.split(";")) {
            String one = part.strip();
            if (one.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
                return one.substring("boundary=".length()).replace("\"", "");
            }
        }
        throw new MalformedBatchException("Content-Type '" + contentType + "' names no boundary");
    }

    private static List<byte[]> sections(byte[] body, String boundary) {
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        List<byte[]> sections = new ArrayList<>();
        int at = indexOf(body, delimiter, 0);
        if (at < 0) {
            throw new MalformedBatchException("The boundary '" + boundary + "' does not occur in the body");
        }
        while (true) {
            int start = at + delimiter.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                return sections;
            }
            if (start + 1 >= body.length || body[start] != '\r' || body[start + 1] != '\n') {
                throw new MalformedBatchException("The lines of a batch must end with CR LF");
            }
            at = indexOf(body, delimiter, start);
            if (at < 0) {
                throw new MalformedBatchException("The closing boundary '--" + boundary + "--' is missing");
            }
            int end = at >= 2 && body[at - 2] == '\r' ? at - 2 : at;
            sections.add(Arrays.copyOfRange(body, start + 2, Math.max(start + 2, end)));
        }
    }

    private static int indexOf(byte[] where, byte[] what, int from) {
        outer:
        for (int at = from; at <= where.length - what.length; at++) {
            for (int i = 0; i < what.length; i++) {
                if (where[at + i] != what[i]) {
                    continue outer;
                }
            }
            return at;
        }
        return -1;
    }

    /** Headers, a blank line, and a body. */
    @SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
    private record Message(Map<String, String> headers, byte[] body) {
        static Message of(byte[] bytes) {
            TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            int at = 0;
            while (at < bytes.length) {
                int end = indexOf(bytes, CRLF, at);
                int stop = end < 0 ? bytes.length : end;
                if (stop == at) {
                    at = stop + 2;
                    break;
                }
                header(new String(bytes, at, stop - at, StandardCharsets.UTF_8), headers);
                at = stop + 2;
            }
            return new Message(headers, Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length));
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
