package io.koppel.odata;

import static io.koppel.odata.ScriptedTransport.json;
import static io.koppel.odata.ScriptedTransport.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ODataServiceTest {
    /** In quotation marks: without them it also occurs in the boundaries of batches, which are random hexadecimal. */
    private static final String BAD = "\"bad\"";

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedTransport wire = new ScriptedTransport();
    private final ODataService dataverse = Services.dataverse(wire, clock);
    private final ODataService businessCentral = Services.businessCentral(wire, clock);

    @Test
    void aReadAsksInTheServicesWords() {
        wire.then(json(200, "{\"value\":[]}"));

        Page page = dataverse.readPage(ReadRequest.of("accounts")
                .with("$select", "name,_ownerid_value")
                .with("$filter", "name eq 'Müller & Söhne' and modifiedon ge 2026-01-31T10:00:00Z")
                .withPageSize(500));

        HttpRequestValue sent = wire.sent.get(0);
        assertThat(sent.uri())
                .hasToString(
                        "http://dv.test/api/data/v9.2/accounts?$select=name,_ownerid_value&$filter="
                                + "name%20eq%20'M%C3%BCller%20%26%20S%C3%B6hne'%20and%20modifiedon%20ge%202026-01-31T10:00:00Z");
        assertThat(sent.headers())
                .containsEntry("Authorization", "Bearer t1")
                .containsEntry("Prefer", "odata.maxpagesize=500")
                .containsEntry("OData-Version", "4.0")
                .containsEntry("Accept-Encoding", "gzip")
                .containsKey("X-Request-Id")
                .hasEntrySatisfying("User-Agent", agent -> assertThat(agent).startsWith("Koppel/"));
        assertThat(page.serverTime()).isEqualTo(Instant.parse("2026-03-01T07:59:58Z"));
    }

    @Test
    void pagesFollowTheServicesLinksUnchangedAndRepeatThePreference() {
        wire.then(
                        json(
                                200,
                                "{\"value\":[{\"a\":1}],\"@odata.nextLink\":\"http://dv.test/api/data/v9.2/accounts?$skiptoken=%253Ccookie%2520x\"}"))
                .then(json(200, "{\"value\":[{\"a\":2}]}"));
        List<Row> rows = new ArrayList<>();

        dataverse.read(ReadRequest.of("accounts").tracked()).forEachRemaining(page -> rows.addAll(page.rows()));

        assertThat(rows).extracting(row -> row.get("a")).containsExactly(1L, 2L);
        assertThat(wire.sent.get(1).uri())
                .hasToString("http://dv.test/api/data/v9.2/accounts?$skiptoken=%253Ccookie%2520x");
        assertThat(wire.sent.get(1).headers()).containsEntry("Prefer", "odata.maxpagesize=5000,odata.track-changes");
    }

    @Test
    void nothingIsReadBeforeItIsAskedForAndAtMostOnePageAhead() {
        for (int page = 0; page < 3; page++) {
            wire.then(json(200, "{\"value\":[],\"@odata.nextLink\":\"accounts?$skiptoken=" + page + "\"}"));
        }
        Pages pages = dataverse.read(ReadRequest.of("accounts"));

        assertThat(wire.sent).isEmpty();
        pages.next();
        pages.next();
        org.awaitility.Awaitility.await().until(() -> wire.sent.size() == 3);
        assertThat(dataverse.requests().httpRequests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test/api/data/v9.2/accounts",
                "https://dv.test/api/data/v9.2/accounts",
                "http://dv.test:81/api/data/v9.2/accounts",
                "//evil.test/accounts",
                "http://dv.test@evil.test/accounts",
                "http://user@dv.test/accounts",
                "file:///etc/passwd"
            })
    void aLinkToAnotherOriginIsRefused(String link) {
        wire.then(json(200, "{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}"));

        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts")))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("refused to follow");
        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts").from(link)))
                .isInstanceOf(ServiceException.class);
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void compressedPagesAreRead() {
        wire.then(new HttpResponseValue(
                200,
                Map.of("content-type", "application/json", "content-encoding", "gzip"),
                gzip("{\"value\":[{\"a\":1.50}]}")));

        assertThat(dataverse.readPage(ReadRequest.of("accounts")).rows().get(0).get("a"))
                .isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void aReadIsRepeatedAfterWhateverMayPass() {
        byte[] half = gzip("{\"value\":[{\"a\":1}]}");
        wire.thenLose(new IOException("connection reset"))
                .thenLose(new NotSentException("refused", new IOException("x")))
                .then(new HttpResponseValue(
                        200, Map.of("content-encoding", "gzip"), java.util.Arrays.copyOf(half, half.length - 18)))
                .then(json(200, "{\"value\":[{\"a\":1}]}"));

        assertThat(dataverse.readPage(ReadRequest.of("accounts")).rows()).hasSize(1);
        assertThat(dataverse.requests().retried()).isEqualTo(3);
        assertThat(clock.waited()).isPositive();
    }

    @Test
    void aReadThatKeepsFailingEndsWithItsLastError() {
        for (int attempt = 0; attempt < 4; attempt++) {
            wire.then(response(503, "text/html", "<html><body><h1>Service   Unavailable</h1></body></html>"));
        }

        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts")))
                .isInstanceOfSatisfying(ServiceException.class, failed -> {
                    assertThat(failed.error().kind()).isEqualTo(ErrorClass.TRANSIENT);
                    assertThat(failed.error().status()).isEqualTo(503);
                    assertThat(failed).hasMessageContaining("text/html Service Unavailable");
                });
        assertThat(wire.sent).hasSize(4);
    }

    @Test
    void aPageOfMarkupWithStatus200IsNamed() {
        for (int attempt = 0; attempt < 4; attempt++) {
            wire.then(response(200, "text/html", "<html>sign in</html>"));
        }

        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts")))
                .hasMessageContaining("expected application/json, found text/html");
    }

    @Test
    void aRefusedReadIsNotRepeated() {
        wire.then(json(400, "{\"error\":{\"code\":\"0x0\",\"message\":\"Could not find a property named 'x'\"}}"));

        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts")))
                .hasMessageContaining("Could not find a property named 'x'");
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void aRefusedTokenIsFetchedAgainOnce() {
        wire.then(json(401, "")).then(json(200, "{\"value\":[]}"));
        dataverse.readPage(ReadRequest.of("accounts"));

        assertThat(wire.sent.get(1).headers()).containsEntry("Authorization", "Bearer t2");

        wire.then(json(401, "")).then(json(401, ""));
        assertThatThrownBy(() -> dataverse.readPage(ReadRequest.of("accounts")))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        failed -> assertThat(failed.error().kind()).isEqualTo(ErrorClass.CONFIGURATION));
    }

    @Test
    void nothingLeavesInsideAWaitAndTheRequestIsThenRepeated() {
        wire.then(json(429, "{\"error\":{\"code\":\"0x80072322\",\"message\":\"m\"}}", "retry-after", "14"))
                .then(json(429, "", "retry-after", "Sun, 01 Mar 2026 08:00:30 GMT"))
                .then(json(201, "{\"accountid\":\"1\"}"));

        WriteResult result = dataverse.write(WriteOperation.create("accounts", Map.of("name", "A")));

        assertThat(result).isInstanceOf(WriteResult.Written.class);
        assertThat(clock.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(14 + 32));
        assertThat(dataverse.requests().throttled()).isEqualTo(2);
    }

    @Test
    void waitsThatTheServiceDoesNotNameGrow() {
        for (int attempt = 0; attempt < 8; attempt++) {
            wire.then(json(429, "{\"error\":{\"code\":\"Unknown\",\"message\":\"m\"}}"));
        }
        wire.then(json(200, "{\"value\":[]}"));
        businessCentral.readPage(ReadRequest.of("customers"));

        assertThat(clock.waited()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(245));
    }

    @Test
    void aLostAnswerOfAWriteIsUnknownAndNeverSentAgain() {
        wire.thenLose(new IOException("connection reset"));

        WriteResult result = dataverse.write(WriteOperation.create("accounts", Map.of("name", "A")));

        assertThat(result).isInstanceOf(WriteResult.Unknown.class);
        assertThat(wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aServerThatFailedMayHaveApplied(int status) {
        wire.then(json(status, "{\"error\":{\"code\":\"\",\"message\":\"m\"}}", "retry-after", "1"));

        assertThat(dataverse.write(WriteOperation.create("accounts", Map.of("name", "A"))))
                .isInstanceOf(WriteResult.Unknown.class);
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void anUnavailableServiceIsAskedAgainWhereASecondTimeDoesNoHarm() {
        wire.then(json(503, "", "retry-after", "2")).then(json(200, "{\"@odata.etag\":\"W/\\\"8\\\"\"}"));

        WriteResult result = dataverse.write(WriteOperation.update("accounts(1)", Map.of("name", "A"), "W/\"7\""));

        assertThat(result).isInstanceOfSatisfying(WriteResult.Written.class, written -> assertThat(written.etag())
                .isEqualTo("W/\"8\""));
    }

    @Test
    void aWriteThatNeverLeftIsRepeated() {
        wire.thenLose(new NotSentException("refused", new IOException("x"))).then(json(204, ""));

        assertThat(dataverse.write(WriteOperation.delete("accounts(1)", "W/\"7\"")))
                .isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void aHalfAnswerToAWriteIsUnknown() {
        wire.then(json(201, "{\"accountid\":\"1\",\"na"));

        assertThat(dataverse.write(WriteOperation.create("accounts", Map.of())))
                .isInstanceOf(WriteResult.Unknown.class);
    }

    @Test
    void aStaleVersionIsAConflict() {
        wire.then(json(412, "{\"error\":{\"code\":\"0x80060882\",\"message\":\"differs\"}}"));

        WriteResult result = dataverse.write(WriteOperation.update("accounts(1)", Map.of("name", "A"), "W/\"7\""));

        assertThat(result).isInstanceOfSatisfying(WriteResult.Refused.class, refused -> assertThat(
                        refused.error().kind())
                .isEqualTo(ErrorClass.CONFLICT));
        assertThat(wire.sent.get(0).headers())
                .containsEntry("If-Match", "W/\"7\"")
                .containsEntry("Prefer", "return=representation");
    }

    /** The one before may have been applied although the service asked for it again. */
    @Test
    void aStaleVersionAfterARepetitionIsUnknown() {
        wire.then(json(503, "", "retry-after", "2"))
                .then(json(412, "{\"error\":{\"code\":\"0x80060882\",\"message\":\"differs\"}}"));
        wire.then(json(401, "")).then(json(412, "{\"error\":{\"code\":\"0x80060882\",\"message\":\"differs\"}}"));

        for (int i = 0; i < 2; i++) {
            assertThat(dataverse.write(WriteOperation.update("accounts(1)", Map.of("name", "A"), "W/\"7\"")))
                    .isInstanceOf(WriteResult.Unknown.class);
        }
    }

    @Test
    void anUpdateWithoutVersionNeverCreates() {
        wire.then(json(204, ""));
        dataverse.write(new WriteOperation(WriteOperation.Kind.UPDATE, "accounts(1)", Map.of("a", 1), null, null));

        assertThat(wire.sent.get(0).headers()).containsEntry("If-Match", "*");
    }

    @Test
    void theIdOfACreatedRowIsReadFromTheHeader() {
        wire.then(response(204, "", "", "odata-entityid", "http://dv.test/api/data/v9.2/accounts(77)"));

        assertThat(dataverse.write(WriteOperation.create("accounts", Map.of())))
                .isEqualTo(new WriteResult.Written(204, null, null, "77"));
    }

    @Test
    void aMissingRowIsEmptyAMissingSetIsNot() {
        wire.then(json(404, "{\"error\":{\"code\":\"0x80040217\",\"message\":\"m\"}}"))
                .then(json(404, "{\"error\":{\"code\":\"0x8006088a\",\"message\":\"m\"}}"));

        assertThat(dataverse.readOne("accounts(1)", Map.of())).isEmpty();
        assertThatThrownBy(() -> dataverse.readOne("acounts(1)", Map.of())).isInstanceOf(ServiceException.class);
    }

    @Test
    void surfacesArePickedByTheFirstSegment() {
        wire.then(json(200, "{\"value\":[]}")).then(json(200, "{\"value\":[]}")).then(json(200, "{\"value\":[]}"));
        businessCentral.readPage(ReadRequest.of("customers"));
        businessCentral.readPage(ReadRequest.of("v2.0/customers"));
        businessCentral.readPage(ReadRequest.of("pages/CustomerCard"));

        assertThat(wire.sent)
                .extracting(sent -> sent.uri().getPath())
                .containsExactly(
                        "/v2.0/sandbox/api/koppel/sync/v1.0/companies(" + Services.COMPANY + ")/customers",
                        "/v2.0/sandbox/api/v2.0/companies(" + Services.COMPANY + ")/customers",
                        "/v2.0/sandbox/ODataV4/Company('CRONUS')/CustomerCard");
    }

    @Test
    void aBusinessCentralBatchIsSplitPerSurfaceAndSizeAndComesBackInOrder() {
        List<WriteOperation> operations = IntStream.range(0, 130)
                .mapToObj(at -> WriteOperation.update(
                        (at % 13 == 0 ? "v2.0/" : "") + "customers(" + at + ")",
                        Map.of("displayName", "N" + at),
                        "W/\"1\""))
                .toList();
        wire.then(ODataServiceTest::echo).then(ODataServiceTest::echo).then(ODataServiceTest::echo);

        List<WriteResult> results = businessCentral.batch(operations, false);

        assertThat(results).hasSize(130);
        for (int at = 0; at < 130; at++) {
            Row row = ((WriteResult.Written) results.get(at)).row();
            assertThat(row.text("url")).endsWith("/customers(" + at + ")").startsWith("companies(" + Services.COMPANY);
        }
        assertThat(wire.sent)
                .extracting(sent -> sent.uri().getPath())
                .containsOnly("/v2.0/sandbox/api/v2.0/$batch", "/v2.0/sandbox/api/koppel/sync/v1.0/$batch");
        assertThat(wire.sent).hasSize(3);
        assertThat(businessCentral.requests().budgetUnits()).isEqualTo(130);
    }

    @Test
    void partsThatGotNoAnswerAreUnknownAndThrottledPartsAreSentAgain() {
        wire.then(
                        json(
                                200,
                                "{\"responses\":[{\"id\":\"0\",\"status\":429,\"headers\":{\"Retry-After\":\"3\"},\"body\":{\"error\":{\"code\":\"Unknown\",\"message\":\"m\"}}},"
                                        + "{\"id\":\"1\",\"status\":400,\"body\":{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"no\"}}}]}"))
                .then(json(200, "{\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":{\"a\":1}}]}"));

        List<WriteResult> results = businessCentral.batch(List.of(create("a"), create("b"), create("c")), false);

        assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
        assertThat(results.get(1)).isInstanceOf(WriteResult.Refused.class);
        assertThat(results.get(2)).isInstanceOf(WriteResult.Unknown.class);
        assertThat(clock.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(wire.body(1)).contains("\"a\"").doesNotContain("\"b\"");
    }

    @Test
    void aStaleVersionOfAPartThatWasSentTwiceIsUnknown() {
        String part =
                "{\"responses\":[{\"id\":\"0\",\"status\":%d,\"body\":{\"error\":{\"code\":\"%s\",\"message\":\"m\"}}}]}";
        wire.then(json(200, part.formatted(429, "Unknown")))
                .then(json(200, part.formatted(409, "Request_EntityChanged")));
        wire.then(json(200, part.formatted(409, "Request_EntityChanged")));
        WriteOperation update = WriteOperation.update("customers(1)", Map.of("displayName", "A"), "W/\"7\"");

        assertThat(businessCentral.batch(List.of(update), false)).first().isInstanceOf(WriteResult.Unknown.class);
        assertThat(businessCentral.batch(List.of(update), false)).first().isInstanceOf(WriteResult.Refused.class);
    }

    @Test
    void aSnapshotThatFailedInOnePartAppliedNone() {
        wire.then(
                json(
                        200,
                        "{\"responses\":[{\"id\":\"0\",\"status\":201,\"body\":{\"a\":1}},"
                                + "{\"id\":\"1\",\"status\":400,\"body\":{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"no\"}}}]}"));

        List<WriteResult> results = businessCentral.batch(List.of(create("a"), create("b")), true);

        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Refused.class));
        assertThat(wire.sent.get(0).headers()).containsEntry("Isolation", "snapshot");
    }

    private static String answers(int... statuses) {
        return IntStream.range(0, statuses.length)
                .mapToObj(at -> "{\"id\":\"" + at + "\",\"status\":" + statuses[at] + ",\"body\":"
                        + (statuses[at] < 300 ? "{\"a\":1}" : "{\"error\":{\"code\":\"x\",\"message\":\"no\"}}") + "}")
                .collect(Collectors.joining(",", "{\"responses\":[", "]}"));
    }

    /** business-central-api.md §9: what is sent with snapshot isolation is applied as a whole, or not at all. */
    @Test
    void aSnapshotThatWasThrottledInOnePartIsSentAgainAsAWhole() {
        wire.then(json(200, answers(201, 429, 201))).then(json(200, answers(201, 201, 201)));

        List<WriteResult> results = businessCentral.batch(List.of(create("a"), create("b"), create("c")), true);

        assertThat(results).hasSize(3).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
        assertThat(wire.body(1)).contains("\"a\"", "\"b\"", "\"c\"");
    }

    /** The rest of it alone would be half a document. */
    @Test
    void aSnapshotThatWasRefusedInOnePartIsNotSentAgainWithoutIt() {
        wire.then(json(200, answers(201, 429, 400)));

        List<WriteResult> results = businessCentral.batch(List.of(create("a"), create("b"), create("c")), true);

        assertThat(results).hasSize(3).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Refused.class));
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void anAllOrNothingBatchIsNeverSplit() {
        List<WriteOperation> tooMany =
                IntStream.range(0, 101).mapToObj(at -> create("a")).toList();

        assertThatThrownBy(() -> businessCentral.batch(tooMany, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100");
    }

    @Test
    void aBatchTooLargeForTheServiceIsHalved() {
        wire.then(response(413, "text/html", "too large"))
                .then(ODataServiceTest::echo)
                .then(ODataServiceTest::echo);

        List<WriteResult> results = businessCentral.batch(
                IntStream.range(0, 4)
                        .mapToObj(at -> WriteOperation.delete("customers(" + at + ")", "W/\"1\""))
                        .toList(),
                false);

        assertThat(results)
                .extracting(result -> ((WriteResult.Written) result).row().text("url"))
                .allMatch(url -> url.contains("customers("))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void aLostBatchIsUnknownForWritesAndFailedForReads() {
        wire.thenLose(new IOException("reset"));

        List<WriteResult> results = dataverse.batch(List.of(create("a"), WriteOperation.read("accounts(1)")), false);

        assertThat(results.get(0)).isInstanceOf(WriteResult.Unknown.class);
        assertThat(results.get(1)).isInstanceOf(WriteResult.Refused.class);
    }

    @Test
    void bulkCreatesAnswerIdsInOrder() {
        wire.then(json(200, "{\"Ids\":[\"1\",\"2\"]}"));

        List<WriteResult> results =
                dataverse.createMultiple("accounts", "account", List.of(Map.of("name", "A"), Map.of("name", "B")));

        assertThat(results)
                .extracting(result -> ((WriteResult.Written) result).entityId())
                .containsExactly("1", "2");
        assertThat(wire.body(0))
                .startsWith("{\"Targets\":[{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"name\":\"A\"}");
        assertThat(wire.sent.get(0).uri().getPath())
                .isEqualTo("/api/data/v9.2/accounts/Microsoft.Dynamics.CRM.CreateMultiple");
        assertThat(dataverse.requests().budgetUnits()).isEqualTo(1);
    }

    @Test
    void aRefusedBulkMessageIsDividedUntilTheRefusedRowStandsAlone() {
        wire.then(ODataServiceTest::refuseBad).then(ODataServiceTest::messages).then(ODataServiceTest::messages);

        List<WriteResult> results = dataverse.createMultiple("accounts", "account", rows(12, 4));

        assertThat(results.get(4)).isInstanceOfSatisfying(WriteResult.Refused.class, refused -> assertThat(
                        refused.error().code())
                .isEqualTo("0x80044331"));
        assertThat(IntStream.range(0, 12).filter(at -> at != 4).mapToObj(results::get))
                .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
        // All twelve; three messages of four in a batch; the four with the refused one each for itself in another.
        assertThat(wire.sent).hasSize(3);
        assertThat(wire.sent.get(1).uri().getPath()).endsWith("$batch");
        assertThat(wire.sent.get(1).headers()).containsEntry("Prefer", "odata.continue-on-error");
        assertThat(dataverse.requests().budgetUnits()).isEqualTo(1 + 3 + 4);
    }

    @Test
    void afterRefusalsMessagesAreSmallerAndAfterCleanOnesWholeAgain() {
        wire.then(ODataServiceTest::refuseBad).then(ODataServiceTest::messages).then(ODataServiceTest::messages);
        dataverse.createMultiple("accounts", "account", rows(40, 4));
        int before = wire.sent.size();

        wire.then(ODataServiceTest::messages);
        dataverse.withRequestId("another").createMultiple("accounts", "account", rows(100, -1));

        assertThat(wire.sent).hasSize(before + 1);
        assertThat(wire.sent.get(before).uri().getPath()).endsWith("$batch");

        for (int clean = 0; clean < 40; clean++) {
            wire.then(request -> request.uri().getPath().endsWith("$batch") ? messages(request) : refuseBad(request));
            dataverse.createMultiple("accounts", "account", rows(100, -1));
        }
        assertThat(wire.sent.get(wire.sent.size() - 1).uri().getPath()).endsWith("CreateMultiple");
    }

    @Test
    void rowsRefusedForOneValueMakeTheNextMessagesHardlySmaller() {
        List<Map<String, Object>> rows = IntStream.range(0, 100)
                .mapToObj(at -> Map.<String, Object>of("name", at % 20 == 7 ? "bad" : "name" + at))
                .toList();
        wire.then(request -> named(refuseBad(request))).then(request -> named(messages(request)));
        dataverse.createMultiple("accounts", "account", rows);
        int before = wire.sent.size();

        wire.then(request -> request.uri().getPath().endsWith("$batch") ? messages(request) : refuseBad(request));
        dataverse.createMultiple("accounts", "account", rows(100, -1));

        // Five refused ones would make it a message for each fifteen rows.
        assertThat(wire.sent).hasSize(before + 1);
        assertThat(wire.body(before).split("CreateMultiple", -1).length - 1).isLessThanOrEqualTo(3);
    }

    @Test
    @Timeout(30)
    void messagesWaitForTheFirstOfTheirKindAndKnowWhatItWasRefusedFor() throws InterruptedException {
        Thread second = new Thread(
                () -> dataverse.withRequestId("second").createMultiple("accounts", "account", rows(100, 50)));
        wire.then(request -> {
                    second.start();
                    FirstMessagesTest.waits(second);
                    return named(refuseBad(request));
                })
                .then(request -> named(messages(request)))
                .then(request -> named(messages(request)));

        dataverse.createMultiple("accounts", "account", rows(100, 4));
        second.join();

        assertThat(wire.sent).hasSize(3);
        assertThat(wire.sent.get(2).headers()).containsValue("second");
        assertThat(wire.sent.get(2).uri().getPath()).endsWith("$batch");
    }

    /** The same answer, which names the value that is refused. */
    private static HttpResponseValue named(HttpResponseValue answer) {
        return response(
                answer.status(),
                answer.headers().get("content-type"),
                new String(answer.body(), StandardCharsets.UTF_8).replace("too long", "'bad' is not allowed"));
    }

    @Test
    void ofSeveralMessagesInABatchThoseWithoutAnswerAreUnknown() {
        wire.then(ODataServiceTest::refuseBad)
                .then(request -> {
                    String whole = new String(messages(request).body(), StandardCharsets.UTF_8);
                    return response(
                            200,
                            "multipart/mixed; boundary=b",
                            whole.substring(0, whole.lastIndexOf("--b\r\n")) + "--b--\r\n");
                })
                .then(ODataServiceTest::messages);

        List<WriteResult> results = dataverse.createMultiple("accounts", "account", rows(12, 4));

        assertThat(results.subList(8, 12))
                .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Unknown.class));
        assertThat(results.subList(0, 4))
                .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
        assertThat(results.get(4)).isInstanceOf(WriteResult.Refused.class);
    }

    private static List<Map<String, Object>> rows(int count, int bad) {
        return IntStream.range(0, count)
                .mapToObj(at -> Map.<String, Object>of("name", at == bad ? "bad" : "name" + at))
                .toList();
    }

    /** A batch of bulk messages, of which those that hold a bad row are refused. */
    private static HttpResponseValue messages(HttpRequestValue request) {
        StringBuilder answer = new StringBuilder();
        String[] parts = new String(request.body(), StandardCharsets.UTF_8).split("POST ", -1);
        for (int at = 1; at < parts.length; at++) {
            answer.append("--b\r\nContent-Type: application/http\r\n\r\n")
                    .append(
                            parts[at].contains(BAD)
                                    ? "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n"
                                            + "{\"error\":{\"code\":\"0x80044331\",\"message\":\"too long\"}}\r\n"
                                    : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + ids(parts[at])
                                            + "\r\n");
        }
        return response(200, "multipart/mixed; boundary=b", answer + "--b--\r\n");
    }

    @Test
    void aBulkMessageRefusedForAllIsNotDivided() {
        wire.then(json(403, "{\"error\":{\"code\":\"0x80040220\",\"message\":\"m\"}}"));

        List<WriteResult> results =
                dataverse.updateMultiple("accounts", "account", List.of(Map.of("a", 1), Map.of("a", 2)));

        assertThat(results).hasSize(2).allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Refused.class));
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void rowsAreReadByIdInFewRequests() {
        List<String> ids = IntStream.range(0, 120)
                .mapToObj(at -> String.format("aaaa0000-0000-4000-8000-%012d", at))
                .toList();
        wire.then(json(200, "{\"value\":[{\"accountid\":\"x\"}]}"))
                .then(json(
                        200,
                        "{\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":{\"value\":[{\"@odata.etag\":\"e\",\"systemId\":\"y\"}]}},"
                                + "{\"id\":\"1\",\"status\":200,\"body\":{\"value\":[]}}]}"));

        Page fromDataverse = dataverse.readByIds("accounts", "accountid", ids, Map.of("$select", "name"));
        Page fromBusinessCentral = businessCentral.readByIds("customers", "systemId", ids, Map.of());

        assertThat(fromDataverse.rows()).hasSize(1);
        assertThat(wire.sent.get(0).uri().toString())
                .contains("Microsoft.Dynamics.CRM.In(PropertyName='accountid',PropertyValues=%5B'" + ids.get(0));
        assertThat(fromBusinessCentral.rows()).containsExactly(new Row("e", Map.of("systemId", "y")));
        assertThat(wire.sent).hasSize(2);
        assertThat(wire.body(1)).contains("systemId%20eq%20" + ids.get(0) + "%20or%20systemId%20eq%20");
    }

    @Test
    void theCallersRequestIdGoesOut() {
        wire.then(json(204, ""));
        dataverse.withRequestId("run-1").write(WriteOperation.delete("accounts(1)", "*"));

        assertThat(wire.sent.get(0).headers()).containsEntry("X-Request-Id", "run-1");
        assertThatThrownBy(() -> dataverse.withHeaders(Map.of("authorization", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextKeyCannotLeaveItsPath() {
        wire.then(json(204, ""));
        businessCentral.write(
                WriteOperation.delete("pages/CustomerCard(No=" + Literals.key("O'Neil/../x?y#z") + ")", "*"));

        assertThat(wire.sent.get(0).uri().toString()).endsWith("CustomerCard(No='O''Neil%2F..%2Fx%3Fy%23z')");
    }

    private static WriteOperation create(String name) {
        return WriteOperation.create("customers", Map.of("displayName", name));
    }

    private static HttpResponseValue refuseBad(HttpRequestValue request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (body.contains(BAD)) {
            return json(400, "{\"error\":{\"code\":\"0x80044331\",\"message\":\"too long\"}}");
        }
        return json(200, ids(body));
    }

    private static String ids(String message) {
        int rows = message.split("@odata.type", -1).length - 1;
        return "{\"Ids\":"
                + IntStream.range(0, rows).mapToObj(at -> "\"" + at + "\"").toList() + "}";
    }

    /** Answers each part with its own address, last part first. */
    private static HttpResponseValue echo(HttpRequestValue request) throws IOException {
        Map<String, Object> batch = JsonRows.object(request.body(), 0, request.body().length);
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Object part : (List<?>) batch.get("requests")) {
            Map<?, ?> values = (Map<?, ?>) part;
            answers.add(0, Map.of("id", values.get("id"), "status", 200, "body", Map.of("url", values.get("url"))));
        }
        return json(200, new String(JsonBody.bytes(Map.of("responses", answers)), StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
