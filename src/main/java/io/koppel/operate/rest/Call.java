package io.koppel.operate.rest;

import io.koppel.operate.OperationException;
import io.koppel.operate.access.Caller;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request, as endpoints see it. */
final class Call {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Caller caller;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final byte[] body;

    Call(Caller caller, Map<String, String> path, Map<String, String> query, byte[] body) {
        this.caller = caller;
        this.path = path;
        this.query = query;
        this.body = body;
    }

    String callerName() {
        return caller.name();
    }

    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the path has no part '" + name + "'");
        }
        return value;
    }

    @Nullable
    String query(String name) {
        String value = query.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    String required(String name) {
        String value = query(name);
        if (value == null) {
            throw OperationException.invalid("the parameter '" + name + "' is missing");
        }
        return value;
    }

    int limit() {
        Long limit = number("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw OperationException.invalid("limit: expected 1 to " + MOST + ", found " + limit);
        }
        return limit.intValue();
    }

    @Nullable
    Long number(String name) {
        String text = query(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OperationException.invalid(name + ": expected a whole number, found '" + text + "'");
        }
    }

    @Nullable
    UUID id(String name) {
        String text = query(name);
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(name + ": expected an id (GUID), found '" + text + "'");
        }
    }

    /** A parameter that says how long something is; null without it. */
    @Nullable
    Duration duration(String name) {
        String text = query(name);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, as for a negative one
        }
        throw OperationException.invalid(name + ": expected a duration such as P7D, found '" + text + "'");
    }

    /** How long the caller wants to wait for the end; zero for not at all. */
    Duration patience() {
        String text = query("wait");
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            Duration wait = Duration.parse(text);
            if (!wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait;
            }
        } catch (DateTimeParseException e) {
            // told below, as for a duration that is too long
        }
        throw OperationException.invalid("wait: expected a duration up to PT1H such as PT60S, found '" + text + "'");
    }

    <T> T body(Class<T> type) {
        return Json.read(body, type);
    }

    /** The body, or {@code otherwise} when there is none. */
    <T> T body(Class<T> type, T otherwise) {
        return body.length == 0 ? otherwise : Json.read(body, type);
    }
}
