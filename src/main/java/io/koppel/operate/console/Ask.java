package io.koppel.operate.console;

import io.koppel.operate.OperationException;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.Role;
import io.koppel.operate.rest.Gate;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request as pages and acts see it. */
final class Ask {
    private final RoutingContext context;

    Ask(RoutingContext context) {
        this.context = context;
    }

    RoutingContext context() {
        return context;
    }

    Caller caller() {
        return Gate.caller(context);
    }

    String person() {
        return caller().name();
    }

    boolean mayOperate() {
        return caller().role().includes(Role.OPERATOR);
    }

    String path(String name) {
        String value = context.pathParam(name);
        if (value == null) {
            throw new IllegalStateException("the path has no part '" + name + "'");
        }
        return value;
    }

    /** A parameter of the address; null if it is missing or blank. */
    @Nullable
    String query(String name) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).trim();
    }

    String query(String name, String otherwise) {
        String value = query(name);
        return value == null ? otherwise : value;
    }

    /** A field of a form; null if it is missing or blank. */
    @Nullable
    String field(String name) {
        String value = context.request().getFormAttribute(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    String required(String name) {
        String value = field(name);
        if (value == null) {
            throw OperationException.invalid("fill in '" + name + "'");
        }
        return value;
    }

    /** A field exactly as it was typed, blanks included. */
    String typed(String name) {
        String value = context.request().getFormAttribute(name);
        return value == null ? "" : value;
    }

    boolean checked(String name) {
        return "true".equals(field(name));
    }

    /** Where a list continues; null for its beginning. */
    @Nullable
    Long after() {
        String after = query("after");
        return after == null ? null : number("after", after);
    }

    @Nullable
    UUID afterId() {
        String after = query("after");
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid("after: expected an id, found '" + after + "'");
        }
    }

    static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OperationException.invalid(name + ": expected a number, found '" + text + "'");
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An address that more parameters may be added to. */
    static String address(String path, @Nullable String... namesAndValues) {
        StringBuilder address = new StringBuilder(path).append('?');
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value != null) {
                address.append(namesAndValues[i])
                        .append('=')
                        .append(encode(value))
                        .append('&');
            }
        }
        return address.toString();
    }
}
