package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JacksonException;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.FilterSyntaxException;
import io.koppel.sandbox.http.Json.MalformedJsonException;
import io.koppel.sandbox.http.MalformedBatchException;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.function.Supplier;

/** The forms of answers that many requests share: errors, and what a write says (dataverse-web-api.md §6.1, §12). */
final class Answers {
    private Answers() {}

    /** An answer, or the error body for whatever refused the request. */
    static SandboxResponse guarded(Supplier<SandboxResponse> answer) {
        try {
            return answer.get();
        } catch (DataverseError e) {
            return error(e);
        } catch (FilterSyntaxException e) {
            return error(DataverseError.query(String.valueOf(e.getMessage())));
        } catch (MalformedBatchException e) {
            return error(new DataverseError(400, "0x80060888", String.valueOf(e.getMessage())));
        } catch (MalformedJsonException e) {
            return error(DataverseError.payload(String.valueOf(e.getMessage())));
        }
    }

    /** What is wrong with a body that Jackson cannot read. */
    static DataverseError malformed(JacksonException e) {
        return DataverseError.payload(e.getOriginalMessage());
    }

    static SandboxResponse error(DataverseError error) {
        return error(error.status(), error.code(), String.valueOf(error.getMessage()));
    }

    static SandboxResponse error(int status, String code, String message) {
        JsonOut out = new JsonOut();
        out.beginObject().name("error").beginObject();
        out.name("code").string(code).name("message").string(message);
        return version(SandboxResponse.json(status, out.endObject().endObject()));
    }

    static SandboxResponse version(SandboxResponse response) {
        return response.withHeader("OData-Version", "4.0");
    }

    /** A write without representation: 204 and the row's address. */
    static SandboxResponse written(String address) {
        return version(SandboxResponse.of(204))
                .withHeader("Location", address)
                .withHeader("OData-EntityId", address)
                .withRecords(1);
    }

    /** A row as the body. */
    static SandboxResponse row(int status, JsonOut body, Row row) {
        return version(SandboxResponse.json(status, body))
                .withHeader("ETag", RowJson.etag(row))
                .withRecords(1);
    }
}
