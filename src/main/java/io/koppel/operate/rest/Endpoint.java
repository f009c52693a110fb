package io.koppel.operate.rest;

import io.koppel.operate.access.Role;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One REST operation.
 *
 * @param path with parameters in braces, as OpenAPI writes it
 * @param role what the caller must at least be
 * @param id name of the operation for generated clients
 * @param body type of the request's JSON, null for none; always optional when all of its parts are
 * @param status of the answer when all went well and nobody waited
 * @param answer type of the JSON when it is done, null for none
 * @param waits whether it starts something: then {@code status} goes with {@link Accepted} and 200 with {@code answer}
 */
record Endpoint(
        String method,
        String path,
        Role role,
        String id,
        String summary,
        List<Parameter> parameters,
        @Nullable Class<?> body,
        int status,
        @Nullable Type answer,
        boolean waits,
        Handler handler) {

    /** A question that anybody signed in may ask. */
    static Endpoint get(
            String path, String id, String summary, List<Parameter> parameters, Type answer, Handler handler) {
        return new Endpoint("GET", path, Role.VIEWER, id, summary, parameters, null, 200, answer, false, handler);
    }

    /** An act of an operator that is done when it is answered. */
    static Endpoint post(
            String path,
            String id,
            String summary,
            List<Parameter> parameters,
            @Nullable Class<?> body,
            Type answer,
            Handler handler) {
        return new Endpoint("POST", path, Role.OPERATOR, id, summary, parameters, body, 200, answer, false, handler);
    }

    /** Whether it may change something, and so leaves a row in the audit list. */
    boolean isAct() {
        return !method.equals("GET");
    }

    /** Does it. Runs on a worker thread and may block. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Call call) throws Exception;
    }
}
