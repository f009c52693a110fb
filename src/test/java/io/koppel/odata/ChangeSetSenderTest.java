package io.koppel.odata;

import static io.koppel.odata.ScriptedTransport.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several transactions in one batch (dataverse-web-api.md §8.1). */
class ChangeSetSenderTest {
    private static final String TYPE = "multipart/mixed; boundary=batchresponse_1";
    private final ScriptedTransport wire = new ScriptedTransport();
    private final ODataService dataverse = Services.dataverse(wire, new VirtualClock());

    private static List<WriteOperation> transaction(String name) {
        return List.of(
                WriteOperation.create("accounts", Map.of("name", name)),
                WriteOperation.update("accounts(" + name + ")", Map.of("fax", "1"), "*"));
    }

    private static String applied(int firstId) {
        StringBuilder text = new StringBuilder(
                "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=set" + firstId + "\r\n\r\n");
        for (int id = firstId; id < firstId + 2; id++) {
            text.append("--set")
                    .append(firstId)
                    .append("\r\nContent-Type: application/http\r\nContent-ID: ")
                    .append(id)
                    .append(
                            "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"@odata.etag\":\"W/\\\"")
                    .append(id)
                    .append("\\\"\"}\r\n");
        }
        return text.append("--set").append(firstId).append("--\r\n").toString();
    }

    private static String refused(String contentId) {
        return "--batchresponse_1\r\nContent-Type: application/http\r\n" + contentId
                + "\r\nHTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n"
                + "{\"error\":{\"code\":\"0x80044331\",\"message\":\"too long\"}}\r\n";
    }

    private List<List<WriteResult>> send(String... answers) {
        wire.then(response(200, TYPE, String.join("", answers) + "--batchresponse_1--\r\n"));
        return dataverse.changeSets(List.of(transaction("a"), transaction("b"), transaction("c")));
    }

    @Test
    void aRefusedTransactionLeavesItsNeighboursAlone() {
        List<List<WriteResult>> results = send(applied(1), refused(""), applied(5));

        assertThat(results.get(0)).allMatch(WriteResult.Written.class::isInstance);
        assertThat(results.get(1)).hasSize(2).allMatch(WriteResult.Refused.class::isInstance);
        assertThat(results.get(2).get(1))
                .isInstanceOfSatisfying(WriteResult.Written.class, written -> assertThat(written.etag())
                        .isEqualTo("W/\"6\""));
        assertThat(wire.sent).hasSize(1);
        assertThat(wire.sent.get(0).headers().get("Prefer")).isEqualTo("odata.continue-on-error");
    }

    @Test
    void anErrorThatRepeatsItsPartsIdStandsForItsTransaction() {
        List<List<WriteResult>> results = send(applied(1), refused("Content-ID: 4\r\n"), applied(5));

        assertThat(results.get(1)).hasSize(2).allMatch(WriteResult.Refused.class::isInstance);
        assertThat(results.get(2)).allMatch(WriteResult.Written.class::isInstance);
    }

    @Test
    void ofATransactionWithoutAWholeAnswerNothingIsKnown() {
        List<List<WriteResult>> results = send(applied(1), applied(3));

        assertThat(results.get(2)).hasSize(2).allMatch(WriteResult.Unknown.class::isInstance);
    }

    @Test
    void aLostAnswerLeavesAllOfThemUnknown() {
        wire.thenLose(new IOException("reset"));

        List<List<WriteResult>> results = dataverse.changeSets(List.of(transaction("a"), transaction("b")));

        assertThat(results).allSatisfy(set -> assertThat(set).allMatch(WriteResult.Unknown.class::isInstance));
    }

    @Test
    void contentIdsCountThroughTheWholeBatch() {
        send(applied(1), applied(3), applied(5));

        for (int id = 1; id <= 6; id++) {
            assertThat(wire.body(0)).containsOnlyOnce("Content-ID: " + id + "\r\n");
        }
        assertThat(wire.body(0).split("Content-Type: multipart/mixed", -1)).hasSize(4);
    }

    @Test
    void theApiOfAnExtensionLiesBesideTheCompanions() {
        ODataService businessCentral = Services.businessCentral(wire, new VirtualClock());
        wire.then(ScriptedTransport.json(200, "{\"value\":[]}"));

        businessCentral.readPage(ReadRequest.of("fabrikam/fleet/v1.0/vehicles"));

        assertThat(wire.sent.get(0).uri().getPath())
                .isEqualTo("/v2.0/sandbox/api/fabrikam/fleet/v1.0/companies(" + Services.COMPANY + ")/vehicles");
    }
}
