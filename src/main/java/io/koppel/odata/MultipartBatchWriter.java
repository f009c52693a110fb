package io.koppel.odata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The batch form of Dataverse: multipart with CRLF at every line end (dataverse-web-api.md §8.1). */
final class MultipartBatchWriter {
    private final List<byte[]> pieces = new ArrayList<>();
    private final String boundary;

    private MultipartBatchWriter(String boundary) {
        this.boundary = boundary;
    }

    /**
     * The body of a batch.
     *
     * @param root path of the service root, before the relative address of each part: {@code /api/data/v9.2/}
     * @param changeSet all parts form one transaction; then none may be a GET
     * @param boundary must not occur in any part
     */
    static byte[] write(List<PartRequest> parts, String root, boolean changeSet, String boundary) {
        MultipartBatchWriter writer = new MultipartBatchWriter(boundary);
        if (changeSet) {
            writer.changeSet(parts, root, "changeset_" + boundary, 1);
        } else {
            for (PartRequest part : parts) {
                writer.line("--" + boundary);
                writer.part(part, root, 0);
            }
        }
        writer.line("--" + boundary + "--");
        return writer.whole();
    }

    /**
     * The body of a batch of several transactions. A {@code Content-ID} stands once in the whole batch: it tells to which
     * change set an answer belongs.
     */
    static byte[] changeSets(List<List<PartRequest>> sets, String root, String boundary) {
        MultipartBatchWriter writer = new MultipartBatchWriter(boundary);
        int contentId = 1;
        for (List<PartRequest> set : sets) {
            writer.changeSet(set, root, "changeset_" + contentId + "_" + boundary, contentId);
            contentId += set.size();
        }
        writer.line("--" + boundary + "--");
        return writer.whole();
    }

    private void changeSet(List<PartRequest> parts, String root, String inner, int firstId) {
        line("--" + boundary);
        line("Content-Type: multipart/mixed; boundary=" + inner);
        line("");
        for (int at = 0; at < parts.size(); at++) {
            if (parts.get(at).method().equals("GET")) {
                throw new IllegalArgumentException("a change set takes writes only; read outside of it");
            }
            line("--" + inner);
            part(parts.get(at), root, firstId + at);
        }
        line("--" + inner + "--");
    }

    private void part(PartRequest part, String root, int contentId) {
        line("Content-Type: application/http");
        line("Content-Transfer-Encoding: binary");
        if (contentId > 0) {
            line("Content-ID: " + contentId);
        }
        line("");
        line(part.method() + " " + root + part.url() + " HTTP/1.1");
        for (Map.Entry<String, String> header : part.headers().entrySet()) {
            line(header.getKey() + ": " + header.getValue());
        }
        line("");
        pieces.add(part.body());
        line("");
    }

    private void line(String text) {
        // A line end in a value would let it forge headers of its own.
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header or address in a batch holds a line end; remove it");
        }
        pieces.add((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts together once, at its size: bodies are large, and a buffer that grows copies them again and again. */
    private byte[] whole() {
        byte[] whole = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }
}
