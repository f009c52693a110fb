package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** dataverse-web-api.md §8.1. */
class MultipartTest {
    private static final String TYPE = "multipart/mixed; boundary=\"batchresponse_1\"";

    @Test
    void aBatchIsWrittenWithCarriageReturnsAndPathsFromTheRoot() {
        PartRequest part = new PartRequest(
                "PATCH",
                "accounts(a)",
                Map.of("If-Match", "W/\"1\""),
                "{\"name\":\"Ä\"}".getBytes(StandardCharsets.UTF_8));

        String written = text(MultipartBatchWriter.write(List.of(part), "/api/data/v9.2/", false, "b1"));

        assertThat(written)
                .isEqualTo(String.join(
                        "\r\n",
                        "--b1",
                        "Content-Type: application/http",
                        "Content-Transfer-Encoding: binary",
                        "",
                        "PATCH /api/data/v9.2/accounts(a) HTTP/1.1",
                        "If-Match: W/\"1\"",
                        "",
                        "{\"name\":\"Ä\"}",
                        "--b1--",
                        ""));
    }

    @Test
    void aChangeSetIsNestedAndItsPartsAreNumbered() {
        PartRequest part = new PartRequest("DELETE", "accounts(a)", Map.of(), new byte[0]);

        String written = text(MultipartBatchWriter.write(List.of(part, part), "/api/data/v9.2/", true, "b1"));

        assertThat(written)
                .contains("Content-Type: multipart/mixed; boundary=changeset_b1\r\n\r\n--changeset_b1\r\n")
                .contains("Content-ID: 1\r\n")
                .contains("Content-ID: 2\r\n")
                .endsWith("--changeset_b1--\r\n--b1--\r\n");
    }

    @Test
    void aLineEndInAHeaderIsRefused() {
        PartRequest forged = new PartRequest("DELETE", "a(1) HTTP/1.1\r\nX: y", Map.of(), new byte[0]);

        assertThatThrownBy(() -> MultipartBatchWriter.write(List.of(forged), "/", false, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line end");
    }

    @Test
    void aReadInAChangeSetIsRefused() {
        PartRequest read = new PartRequest("GET", "accounts(a)", Map.of(), new byte[0]);

        assertThatThrownBy(() -> MultipartBatchWriter.write(List.of(read), "/", true, "b"))
                .hasMessageContaining("writes only");
    }

    @Property(tries = 200)
    void answersOfAnyContentComeBackInOrder(
            @ForAll @Size(min = 1, max = 12) List<@StringLength(max = 30) String> names) {
        byte[] body = answer(names);

        List<MultipartReader.Part> read = MultipartReader.read(body, TYPE);

        assertThat(read)
                .extracting(part -> part.answer().status())
                .containsOnly(200)
                .hasSize(names.size());
        assertThat(read)
                .extracting(part -> part.answer().body() == null
                        ? null
                        : part.answer().body().get("name"))
                .isEqualTo(names.stream().map(MultipartTest::valid).toList());
    }

    @Test
    void whereverTheBodyBreaksOffOnlyWholeAnswersCount() {
        List<String> names = List.of("a", "--batchresponse_1", "\r\n--batchresponse_1\r\n", "ä");
        byte[] whole = answer(names);
        for (int length = 0; length < whole.length; length++) {
            List<MultipartReader.Part> read = MultipartReader.read(Arrays.copyOf(whole, length), TYPE);
            for (int at = 0; at < read.size(); at++) {
                assertThat(read.get(at).answer().body()).containsEntry("name", names.get(at));
            }
        }
        assertThat(MultipartReader.read(whole, TYPE)).hasSize(4);
    }

    @Test
    void aChangeSetsAnswersAreMatchedByContentId() {
        String body = String.join(
                "\r\n",
                "--batchresponse_1",
                "Content-Type: multipart/mixed; boundary=changesetresponse_2",
                "",
                "--changesetresponse_2",
                "Content-Type: application/http",
                "Content-ID: 2",
                "",
                "HTTP/1.1 204 No Content",
                "OData-EntityId: http://dv.test/api/data/v9.2/accounts(22)",
                "",
                "",
                "--changesetresponse_2",
                "Content-Type: application/http",
                "Content-ID: 1",
                "",
                "HTTP/1.1 204 No Content",
                "OData-EntityId: http://dv.test/api/data/v9.2/accounts(11)",
                "",
                "",
                "--changesetresponse_2--",
                "--batchresponse_1--",
                "");

        List<Answer> answers = ChangeSets.ofOne(MultipartReader.read(body.getBytes(StandardCharsets.UTF_8), TYPE), 2);

        assertThat(answers.get(0).headers().get("odata-entityid")).endsWith("(11)");
        assertThat(answers.get(1).headers().get("odata-entityid")).endsWith("(22)");
    }

    @Test
    void theOneErrorOfAFailedChangeSetStandsForAllItsParts() {
        String body = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 412 Precondition Failed\r\n"
                + "Content-Type: application/json\r\n\r\n{\"error\":{\"code\":\"0x80060882\",\"message\":\"m\"}}\r\n--batchresponse_1--";

        List<Answer> answers = ChangeSets.ofOne(MultipartReader.read(body.getBytes(StandardCharsets.UTF_8), TYPE), 3);

        assertThat(answers).hasSize(3).extracting(Answer::status).containsOnly(412);
    }

    @Test
    void aPageOfMarkupIsNoMultipart() {
        assertThat(MultipartReader.read("<html>".getBytes(StandardCharsets.UTF_8), "text/html"))
                .isEmpty();
        assertThat(MultipartReader.read("--x".getBytes(StandardCharsets.UTF_8), "multipart/mixed"))
                .isEmpty();
    }

    private static byte[] answer(List<String> names) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (String name : names) {
            out.writeBytes(
                    ("--batchresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 200 OK\r\n"
                                    + "Content-Type: application/json\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(JsonBody.bytes(Map.of("name", valid(name))));
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--batchresponse_1--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Lone surrogates have no UTF-8 form; no service sends them. */
    private static String valid(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void jsonAnswersOfABrokenOffBatchCountAsFarAsTheyAreWhole() {
        String body =
                "{\"responses\":[{\"id\":\"1\",\"status\":200,\"headers\":{\"ETag\":\"W/\\\"2\\\"\"},\"body\":{\"id\":\"b\"}},"
                        + "{\"id\":\"0\",\"status\":409,\"body\":{\"error\":{\"code\":\"Request_EntityChanged\",\"message\":\"m\"}}}]}";
        byte[] whole = body.getBytes(StandardCharsets.UTF_8);
        List<Integer> complete = new ArrayList<>();
        for (int length = 0; length <= whole.length; length++) {
            List<Answer> read = JsonBatch.read(
                    new HttpResponseValue(
                            200, Map.of("content-type", "application/json"), Arrays.copyOf(whole, length)),
                    2);
            assertThat(read).hasSize(2);
            assertThat(read.get(1) == null || read.get(1).status() == 200).isTrue();
            assertThat(read.get(0) == null || read.get(0).status() == 409).isTrue();
            complete.add((int) read.stream().filter(java.util.Objects::nonNull).count());
        }
        assertThat(complete).isSorted().contains(0, 1, 2);
    }
}
