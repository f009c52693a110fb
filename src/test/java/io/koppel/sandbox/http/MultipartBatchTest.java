package io.koppel.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches as dataverse-web-api.md §8.1 shows them. */
class MultipartBatchTest {
    private static final String TYPE = "multipart/mixed; boundary=batch_b1";

    @Test
    void partsAreTakenApartWhateverTheirBodiesLookLike() {
        String body = "{\"name\":\"--batch_b --batch_b2 ----batch_\\r\\n\"}";

        List<BatchItem> items = parse(part("batch_b1", "", "POST /api/data/v9.2/accounts HTTP/1.1", body)
                + part("batch_b1", "", "GET /api/data/v9.2/accounts?$select=name HTTP/1.1", "")
                + "--batch_b1--\r\n");

        assertThat(items).hasSize(2).allMatch(BatchItem.Part.class::isInstance);
        SandboxRequest create = ((BatchItem.Part) items.get(0)).request();
        assertThat(create.method()).isEqualTo("POST");
        assertThat(create.path()).isEqualTo("/api/data/v9.2/accounts");
        assertThat(create.header("Content-Type")).isEqualTo("application/json");
        assertThat(new String(create.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        SandboxRequest read = ((BatchItem.Part) items.get(1)).request();
        assertThat(read.query()).isEqualTo("$select=name");
        assertThat(read.body()).isEmpty();
    }

    @Test
    void aChangeSetStandsAmongTheOtherParts() {
        List<BatchItem> items = parse("--batch_b1\r\nContent-Type: multipart/mixed; boundary=changeset_b1\r\n\r\n"
                + part("changeset_b1", "1", "POST /accounts HTTP/1.1", "{\"name\":\"one\"}")
                + part("changeset_b1", "2", "POST /accounts HTTP/1.1", "{\"name\":\"two\"}")
                + "--changeset_b1--\r\n"
                + part("batch_b1", "", "GET /accounts HTTP/1.1", "")
                + "--batch_b1--\r\n");

        assertThat(items).hasSize(2);
        assertThat(items.get(0)).isInstanceOfSatisfying(BatchItem.ChangeSet.class, set -> assertThat(set.parts())
                .extracting(
                        BatchItem.Part::id, part -> new String(part.request().body(), StandardCharsets.UTF_8))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "{\"name\":\"one\"}"),
                        org.assertj.core.groups.Tuple.tuple("2", "{\"name\":\"two\"}")));
        assertThat(((BatchItem.Part) items.get(1)).request().method()).isEqualTo("GET");
    }

    @Test
    void whatIsNotWholeIsRefused() {
        String one = part("batch_b1", "", "GET /accounts HTTP/1.1", "");

        assertThatThrownBy(() -> parse(one))
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("closing boundary");
        assertThatThrownBy(() -> parse(one.replace("batch_b1", "batch_b2") + "--batch_b2--\r\n"))
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("does not occur");
        assertThatThrownBy(() -> parse(one.replace("\r\n", "\n") + "--batch_b1--\n"))
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("CR LF");
        assertThatThrownBy(() -> parse("--batch_b1\r\nContent-Type: text/plain\r\n\r\nx\r\n--batch_b1--\r\n"))
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("application/http");
    }

    private static List<BatchItem> parse(String body) {
        return MultipartBatch.parse(TYPE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String boundary, String id, String requestLine, String body) {
        return "--" + boundary + "\r\nContent-Type: application/http\r\n"
                + (id.isEmpty() ? "" : "Content-ID: " + id + "\r\n") + "\r\n" + requestLine
                + "\r\nContent-Type: application/json\r\n\r\n" + body + "\r\n";
    }
}
