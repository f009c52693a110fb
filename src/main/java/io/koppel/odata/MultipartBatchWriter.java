package io.koppel.odata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The batch form of Dataverse: multipart with CRLF at every line end (dataverse-web-api.md §8.1). */
final class MultipartBatchWriter {
    /** More than the lines around a part take, headers included, unless they are very long. */
    private static final int AROUND_A_PART = 512;

    private final ByteArrayOutputStream out;
    private final String boundary;

    /** @param parts what is to be written, to make room at once: a buffer that grows to a megabyte is copied again and again */
    private MultipartBatchWriter(String boundary, Stream<PartRequest> parts) {
        this.boundary = boundary;
        this.out = new ByteArrayOutputStream(
                parts.mapToInt(part -> part.body().length + AROUND_A_PART).sum() + AROUND_A_PART);
    }

    /**
     * The body of a batch.
     *
     * @param root path of the service root, before the relative address of each part: {@code /api/data/v9.2/}
     * @param changeSet all parts form one transaction; then none may be a GET
     * @param boundary must not occur in any part
     */
    static byte[] write(List<PartRequest> parts, String root, boolean changeSet, String boundary) {
        MultipartBatchWriter writer = new MultipartBatchWriter(boundary, parts.stream());
        if (changeSet) {
            writer.changeSet(parts, root, "changeset_" + boundary, 1);
        } else {
            for (PartRequest part : parts) {
                writer.line("--" + boundary);
                writer.part(part, root, 0);
            }
        }
        writer.line("--" + boundary + "--");
        return writer.out.toByteArray();
    }

    /**
     * The body of a batch of several transactions. A {@code Content-ID} stands once in the whole batch: it tells to which
     * change set an answer belongs.
     */
    static byte[] changeSets(List<List<PartRequest>> sets, String root, String boundary) {
        MultipartBatchWriter writer =
                new MultipartBatchWriter(boundary, sets.stream().flatMap(List::stream));
        int contentId = 1;
        for (List<PartRequest> set : sets) {
            writer.changeSet(set, root, "changeset_" + contentId + "_" + boundary, contentId);
            contentId += set.size();
        }
        writer.line("--" + boundary + "--");
        return writer.out.toByteArray();
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
        out.writeBytes(part.body());
        line("");
    }

    private void line(String text) {
        // A line end in a value would let it forge headers of its own.
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header or address in a batch holds a line end; remove it");
        }
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }
}
