package io.koppel.odata;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from an answer what became of a write: applied, refused, or nobody knows (promises.md P4). */
final class WriteResults {
    private final ErrorReader errors;

    WriteResults(ErrorReader errors) {
        this.errors = errors;
    }

    /**
     * The result of one operation.
     *
     * @param answer null when none came
     * @param now time to reckon {@code Retry-After} dates from
     */
    WriteResult of(WriteOperation operation, @Nullable Answer answer, Instant now) {
        if (answer == null) {
            return lost(
                    operation, operation.kind() + " " + operation.path() + ": the answer to a batch lacks this part");
        }
        if (answer.succeeded()) {
            return written(operation, answer);
        }
        ServiceError error = errors.read(answer, operation.kind(), operation.ifNoneMatch() != null, now);
        if (maybeApplied(answer.status()) && operation.kind() != WriteOperation.Kind.READ) {
            return new WriteResult.Unknown(operation.kind() + " " + operation.path() + ": " + error.describe());
        }
        return new WriteResult.Refused(error);
    }

    /**
     * What a result means if the same request had been sent before: that a row has another version may come from the one
     * before, should the service have acted on it and asked for it again all the same.
     */
    static WriteResult repeated(WriteResult result) {
        return result instanceof WriteResult.Refused refused && refused.error().kind() == ErrorClass.CONFLICT
                ? new WriteResult.Unknown(
                        "the request was sent twice: " + refused.error().describe())
                : result;
    }

    /** The same of several. */
    static List<WriteResult> repeated(List<WriteResult> results) {
        return results.stream().map(WriteResults::repeated).toList();
    }

    /** No answer at all: a read simply failed, a write may have been applied. */
    static WriteResult lost(WriteOperation operation, String reason) {
        return operation.kind() == WriteOperation.Kind.READ
                ? new WriteResult.Refused(ErrorReader.own(ErrorClass.TRANSIENT, reason))
                : new WriteResult.Unknown(reason);
    }

    /** A server that failed or gave up may have done so before or after it stored the change. */
    static boolean maybeApplied(int status) {
        return status == 408 || (status >= 500 && status != 501 && status != 505);
    }

    private static WriteResult written(WriteOperation operation, Answer answer) {
        Map<String, @Nullable Object> body = answer.body();
        if (body == null) {
            return lost(
                    operation,
                    operation.kind() + " " + operation.path() + ": status " + answer.status()
                            + ", but the body cannot be read: " + answer.text());
        }
        Row row = body.isEmpty() ? null : row(body);
        String etag = row != null && row.etag() != null
                ? row.etag()
                : answer.headers().get("etag");
        return new WriteResult.Written(answer.status(), etag, row, entityId(answer.headers()));
    }

    /** A row from an object read as a whole; control information is left out, but for the link to more of a set. */
    static Row row(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(body);
        Object etag = values.remove("@odata.etag");
        values.keySet().removeIf(name -> name.startsWith("@") && !name.equals("@odata.nextLink"));
        return new Row(etag instanceof String text ? text : null, values);
    }

    private static @Nullable String entityId(Map<String, String> headers) {
        String address = headers.getOrDefault("odata-entityid", headers.get("location"));
        if (address == null) {
            return null;
        }
        int open = address.lastIndexOf('(');
        int close = address.lastIndexOf(')');
        return open >= 0 && close > open ? address.substring(open + 1, close) : null;
    }
}
