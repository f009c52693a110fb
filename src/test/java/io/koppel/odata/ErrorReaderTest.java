package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** business-central-api.md §15, dataverse-web-api.md §12. */
class ErrorReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "404, BadRequest_ResourceNotFound, CONFIGURATION",
        "404, BadRequest_NotFound, GONE",
        "400, BadRequest_NotFound, DATA",
        "404, Internal_RecordNotFound, GONE",
        "400, Internal_RecordNotFound, DATA",
        "409, Request_EntityChanged, CONFLICT",
        "412, Request_EntityChanged, CONFLICT",
        "409, Internal_EntityWithSameKeyExists, DUPLICATE",
        "400, Internal_EntityWithSameKeyExists, DUPLICATE",
        "503, Internal_TenantUnavailable, TRANSIENT",
        "400, Application_DialogException, DATA",
        "400, Application_StringExceededLength, DATA",
        "403, Authorization_RequestDenied, CONFIGURATION",
        "401, Authentication_InvalidCredentials, CONFIGURATION",
        "400, Unknown, DATA",
        "429, Unknown, THROTTLED",
        "408, '', TRANSIENT",
        "502, '', TRANSIENT",
        "501, BadRequest_MethodNotImplemented, CONFIGURATION",
        "405, BadRequest_MethodNotAllowed, CONFIGURATION",
        "404, Internal_CompanyNotFound, CONFIGURATION"
    })
    void businessCentral(int status, String code, ErrorClass expected) {
        assertThat(read(ServiceKind.BUSINESS_CENTRAL, status, code, WriteOperation.Kind.UPDATE)
                        .kind())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 0x80040217, GONE",
        "404, 0x80060891, GONE",
        "404, 0x8006088a, CONFIGURATION",
        "412, 0x80040237, DUPLICATE",
        "412, 0x80060892, DUPLICATE",
        "412, 0x80060882, CONFLICT",
        "400, 0x80044331, DATA",
        "400, 0x8004431A, DATA",
        "400, 0x80048d19, CONFIGURATION",
        "400, 0x0, CONFIGURATION",
        "403, 0x80040220, CONFIGURATION",
        "403, 0x80048306, DATA",
        "429, 0x80072322, THROTTLED",
        "500, 0x80044150, TRANSIENT",
        "400, 0x80040265, DATA",
        "400, 0x80044352, GONE",
        "413, 0x8004418a, DATA"
    })
    void dataverse(int status, String code, ErrorClass expected) {
        assertThat(read(ServiceKind.DATAVERSE, status, code, WriteOperation.Kind.UPDATE)
                        .kind())
                .isEqualTo(expected);
    }

    @Test
    void aRowMissingDuringACreateIsOneItRefersTo() {
        assertThat(read(ServiceKind.DATAVERSE, 404, "0x80040217", WriteOperation.Kind.CREATE)
                        .kind())
                .isEqualTo(ErrorClass.DATA);
    }

    @Test
    void aDeleteThatReferencesForbidConcernsTheRecord() {
        assertThat(read(ServiceKind.DATAVERSE, 405, "", WriteOperation.Kind.DELETE)
                        .kind())
                .isEqualTo(ErrorClass.DATA);
    }

    @Test
    void anExistingRowUnderCreateOnlyIsADuplicate() {
        ServiceError error = new ErrorReader(ServiceKind.DATAVERSE)
                .read(answer(412, "", Map.of()), WriteOperation.Kind.UPSERT, true, NOW);

        assertThat(error.kind()).isEqualTo(ErrorClass.DUPLICATE);
    }

    @Test
    void somebodyElsesTableLockPasses() {
        Answer locked = new Answer(
                400,
                Map.of(),
                Map.of(
                        "error",
                        Map.of(
                                "code",
                                "Application_DialogException",
                                "message",
                                "The operation could not complete because a record in the Customer table was locked by another user.")),
                "");

        assertThat(new ErrorReader(ServiceKind.BUSINESS_CENTRAL)
                        .read(locked, WriteOperation.Kind.UPDATE, false, NOW)
                        .kind())
                .isEqualTo(ErrorClass.TRANSIENT);
    }

    @Test
    void someGatewaysNotFoundIsNoDeletedRow() {
        Answer page = new Answer(404, Map.of(), null, "text/html Not Found");

        ServiceError error = new ErrorReader(ServiceKind.DATAVERSE).read(page, WriteOperation.Kind.READ, false, NOW);

        assertThat(error.kind()).isEqualTo(ErrorClass.CONFIGURATION);
        assertThat(error.message()).contains("expected a JSON error, found text/html Not Found");
    }

    @Test
    void waitAndRequestIdAreKept() {
        ServiceError error = new ErrorReader(ServiceKind.DATAVERSE)
                .read(
                        answer(429, "0x80072322", Map.of("retry-after", "14", "x-ms-service-request-id", "r-1")),
                        WriteOperation.Kind.UPDATE,
                        false,
                        NOW);

        assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(14));
        assertThat(error.requestId()).isEqualTo("r-1");
        assertThat(error.describe()).isEqualTo("THROTTLED (status 429 0x80072322): text");
    }

    @Test
    void everyCodeOfTheReferenceHasTheClassThatItsReactionAsksFor() throws IOException {
        Path file = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")))
                .resolve("../shared/reference/metadata/dataverse-error-codes.csv");
        assumeTrue(Files.exists(file), "the reference folder is not here");
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(",", 4);
            int status = Integer.parseInt(columns[2]);
            ErrorClass kind = read(ServiceKind.DATAVERSE, status, columns[0], WriteOperation.Kind.UPDATE)
                    .kind();
            String reaction = line.substring(line.lastIndexOf(',') + 1);
            if (status == 429) {
                assertThat(kind).as(line).isEqualTo(ErrorClass.THROTTLED);
            } else if (status >= 500) {
                assertThat(kind).as(line).isEqualTo(ErrorClass.TRANSIENT);
            } else {
                assertThat(kind).as(line).isNotIn(ErrorClass.THROTTLED, ErrorClass.TRANSIENT);
            }
            if (reaction.contains("configuration")
                    || reaction.contains("missing solution")
                    || reaction.contains("role is changed")) {
                assertThat(kind).as(line).isEqualTo(ErrorClass.CONFIGURATION);
            }
        }
    }

    private static ServiceError read(ServiceKind kind, int status, String code, WriteOperation.Kind operation) {
        return new ErrorReader(kind).read(answer(status, code, Map.of()), operation, false, NOW);
    }

    private static Answer answer(int status, String code, Map<String, String> headers) {
        return new Answer(status, headers, Map.of("error", Map.of("code", code, "message", "text")), "");
    }
}
