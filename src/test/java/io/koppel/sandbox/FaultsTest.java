package io.koppel.sandbox;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.admin;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fault script, clock and limits of design.md §7, and what promises.md needs of them. */
class FaultsTest {
    private static void fault(String line) {
        SandboxClient.Answer answer = admin().post("/sandbox/faults", "[" + line + "]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private static String agent(String code) {
        return "{\"code\":\"" + code + "\",\"displayName\":\"x\"}";
    }

    private static List<Map<String, Object>> agents(String code) {
        return koppel().get(COMPANION + "/shippingAgents?$filter=code eq '" + code + "'")
                .rows();
    }

    private static String code() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    @AfterEach
    void clear() {
        admin().send("DELETE", "/sandbox/faults", null);
        admin().send("PUT", "/sandbox/limits", "{\"throttling\":\"off\",\"latency\":\"PT0S\",\"perRecord\":\"PT0S\"}");
    }

    /** P1, P4: an answer is lost before or after the write; the caller cannot tell, the journal can. */
    @ParameterizedTest
    @CsvSource({"drop-before-apply,0", "drop-after-apply,1", "reset,1", "half-body,1"})
    void losesAnswers(String kind, int applied) {
        String code = code();
        fault("{\"match\":\"POST .*shippingAgents\",\"fault\":\"" + kind + "\",\"nth\":1}");
        assertThatThrownBy(() -> koppel().sendOrThrow("POST", COMPANION + "/shippingAgents", agent(code)))
                .isInstanceOf(IOException.class);
        assertThat(agents(code)).hasSize(applied);
        assertThat(koppel().post(COMPANION + "/shippingAgents", agent(code())).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 412, 429, 500, 503, 504})
    void answersStatuses(int status) {
        String before = code();
        fault("{\"service\":\"businessCentral\",\"match\":\"^POST \",\"fault\":\"status-" + status
                + "\",\"nth\":1,\"retryAfter\":\"PT7S\"}");
        SandboxClient.Answer answer = koppel().post(COMPANION + "/shippingAgents", agent(before));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("retry-after")).containsExactly("7");
        assertThat(answer.errorCode()).isNotBlank();
        assertThat(agents(before)).isEmpty();
        String after = code();
        fault("{\"match\":\"^POST \",\"fault\":\"status-" + status + "\",\"nth\":1,\"apply\":\"after\"}");
        assertThat(koppel().post(COMPANION + "/shippingAgents", agent(after)).status())
                .isEqualTo(status);
        assertThat(agents(after)).hasSize(1);
    }

    /** A part of a batch can fail alone. */
    @Test
    void breaksPartsOfBatches() {
        fault("{\"match\":\"POST .*/shippingAgents\",\"fault\":\"status-500\",\"nth\":2}");
        String part = "{\"id\":\"%d\",\"method\":\"POST\",\"url\":\"shippingAgents?company=CRONUS\",\"body\":%s}";
        String body = "{\"requests\":[" + String.format(part, 1, agent(code())) + ","
                + String.format(part, 2, agent(code())) + "]}";
        SandboxClient.Answer answer = koppel().post("/v2.0/sandbox/api/koppel/sync/v1.0/$batch", body);
        assertThat(answer.text()).contains("\"id\":\"1\",\"status\":201").contains("\"id\":\"2\",\"status\":500");
    }

    /** P2: somebody edits between a client's reading and writing, so that its ETag is stale. */
    @Test
    void editsBetweenReadAndWrite() {
        Map<String, Object> row = agentRow();
        String path = COMPANION + "/shippingAgents(" + row.get("systemId") + ")";
        fault(
                "{\"match\":\"^PATCH .*shippingAgents\",\"fault\":\"edit-between\",\"nth\":1,\"changes\":{\"displayName\":\"theirs\"}}");
        String etag = (String) row.get("@odata.etag");
        assertThat(koppel().patch(path, "{\"displayName\":\"ours\"}", "If-Match", etag)
                        .status())
                .isEqualTo(409);
        assertThat(koppel().get(path).json()).containsEntry("displayName", "theirs");
    }

    /** P6: a commit becomes visible late, with the stamp of its write. */
    @Test
    void makesWritesVisibleLate() {
        String code = code();
        fault("{\"match\":\"^POST .*shippingAgents\",\"fault\":\"late-visibility\",\"nth\":1,\"duration\":\"PT2M\"}");
        SandboxClient.Answer written = koppel().post(COMPANION + "/shippingAgents", agent(code));
        assertThat(written.status()).isEqualTo(201);
        assertThat(agents(code)).isEmpty();
        admin().send("PUT", "/sandbox/clock", "{\"advance\":\"PT2M1S\"}");
        assertThat(agents(code)).hasSize(1);
        assertThat(agents(code).get(0).get("systemModifiedAt"))
                .isEqualTo(written.json().get("systemModifiedAt"));
    }

    /** What follows from another write keeps a change that nobody sees yet, and a row that is deleted stays so. */
    @Test
    void aChangeThatIsVisibleLateIsNotLostToTheDeletionOfAnotherRow() {
        String accounts = "/api/data/v9.2/accounts";
        String contact = UUID.randomUUID().toString();
        String kept = UUID.randomUUID().toString();
        String deleted = UUID.randomUUID().toString();
        created("/api/data/v9.2/contacts", "{\"contactid\":\"" + contact + "\",\"lastname\":\"Lee\"}");
        for (String account : List.of(kept, deleted)) {
            created(
                    accounts,
                    "{\"accountid\":\"" + account
                            + "\",\"name\":\"before\",\"primarycontactid@odata.bind\":\"/contacts(" + contact + ")\"}");
        }
        for (String account : List.of(kept, deleted)) {
            fault("{\"match\":\"^PATCH .*accounts\",\"fault\":\"late-visibility\",\"nth\":1,\"duration\":\"PT2M\"}");
            assertThat(koppel().send("PATCH", accounts + "(" + account + ")", "{\"name\":\"after\"}")
                            .status())
                    .isEqualTo(204);
        }
        koppel().send("DELETE", accounts + "(" + deleted + ")", null);
        koppel().send("DELETE", "/api/data/v9.2/contacts(" + contact + ")", null);
        admin().send("PUT", "/sandbox/clock", "{\"advance\":\"PT2M1S\"}");

        assertThat(koppel().get(accounts + "(" + kept + ")").json())
                .containsEntry("name", "after")
                .containsEntry("_primarycontactid_value", null);
        assertThat(koppel().get(accounts + "(" + deleted + ")").status()).isEqualTo(404);
    }

    private static void created(String set, String body) {
        SandboxClient.Answer answer = koppel().post(set, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    /** business-central-api.md §11: 6,000 requests in five minutes, each part of a batch counted. */
    @Test
    void throttlesLikeTheService() {
        admin().send("PUT", "/sandbox/limits", "{\"throttling\":\"real\"}");
        String part = "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"companies\"}";
        String batch = "{\"requests\":[" + (part + ",").repeat(99) + part + "]}";
        int refused = 0;
        for (int i = 0; i < 62 && refused == 0; i++) {
            SandboxClient.Answer answer = SandboxFixture.person().post("/v2.0/sandbox/api/v2.0/$batch", batch);
            refused += answer.status() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(1);
        SandboxClient.Answer answer = SandboxFixture.person().get("/v2.0/sandbox/api/v2.0/companies");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().get("retry-after").get(0))).isBetween(1, 400);
        assertThat(koppel().get("/v2.0/sandbox/api/v2.0/companies").status()).isEqualTo(200);
    }

    /** Mistakes in admin calls are told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /sandbox/faults | [{"fault":"nonsense","nth":1}]          | is unknown
                    POST | /sandbox/faults | [{"fault":"reset"}]                     | needs either
                    POST | /sandbox/faults | [{"fault":"reset","nth":1,"mtach":"x"}] | unknown option 'mtach'
                    PUT  | /sandbox/limits | {"latency":"soon"}                      | is not a duration
                    PUT  | /sandbox/limits | {"speed":1}                             | 'speed' is unknown
                    PUT  | /sandbox/clock  | {"mars":"PT1S"}                         | 'mars' is unknown
                    POST | /sandbox/seed   | {"unicorns":1}                          | 'unicorns' is unknown
                    """)
    void explainsMistakes(String method, String path, String body, String words) {
        SandboxClient.Answer answer = admin().send(method, path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat((String) answer.json().get("error")).contains(words);
    }

    private static Map<String, Object> agentRow() {
        return koppel().post(COMPANION + "/shippingAgents", agent(code())).json();
    }
}
