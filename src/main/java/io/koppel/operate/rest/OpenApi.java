package io.koppel.operate.rest;

import static io.koppel.operate.rest.RecordSchemas.ordered;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.1 document, written from the endpoints. */
final class OpenApi {
    private final RecordSchemas schemas = new RecordSchemas();

    private OpenApi() {}

    static Map<String, Object> of(List<Endpoint> endpoints, String version) {
        return new OpenApi().document(endpoints, version);
    }

    private Map<String, Object> document(List<Endpoint> endpoints, String version) {
        schemas.of(Problem.class);
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            paths.computeIfAbsent(endpoint.path(), path -> new LinkedHashMap<>())
                    .put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        return ordered(
                "openapi", "3.1.0",
                "info",
                        ordered(
                                "title",
                                "Koppel",
                                "version",
                                version,
                                "description",
                                "The verbs that keep Business Central and Dynamics 365 Sales in step.",
                                "license",
                                ordered("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers", List.of(Map.of("url", "/")),
                "security", List.of(Map.of("password", List.of()), Map.of("token", List.of())),
                "paths", paths,
                "components",
                        ordered(
                                "schemas", schemas.named(),
                                "securitySchemes",
                                        ordered(
                                                "password", ordered("type", "http", "scheme", "basic"),
                                                "token", ordered("type", "http", "scheme", "bearer"))));
    }

    private Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> operation = ordered(
                "operationId", endpoint.id(),
                "summary", endpoint.summary(),
                "description", "Needs the role " + endpoint.role().word() + ".",
                "parameters",
                        endpoint.parameters().stream().map(OpenApi::parameter).toList());
        Class<?> body = endpoint.body();
        if (body != null) {
            Map<String, Object> content = content("application/json", body);
            operation.put("requestBody", ordered("required", endpoint.status() == 201, "content", content));
        }
        operation.put("responses", responses(endpoint));
        return operation;
    }

    private Map<String, Object> responses(Endpoint endpoint) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Type answer = endpoint.answer();
        if (endpoint.waits()) {
            responses.put("200", response("Done while the caller waited", "application/json", answer));
        }
        responses.put(
                Integer.toString(endpoint.status()),
                endpoint.waits()
                        ? response("Started", "application/json", Accepted.class)
                        : response("Done", "application/json", answer));
        responses.put("default", response("What went wrong (RFC 9457)", Problem.MEDIA_TYPE, Problem.class));
        return responses;
    }

    private Map<String, Object> response(String description, String mediaType, @Nullable Type type) {
        Map<String, Object> response = ordered("description", description);
        if (type != null) {
            response.put("content", content(mediaType, type));
        }
        return response;
    }

    private Map<String, Object> content(String mediaType, Type type) {
        return Map.of(mediaType, Map.of("schema", schemas.of(type)));
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        return ordered(
                "name", parameter.name(),
                "in", parameter.in(),
                "required", parameter.in().equals("path"),
                "description", parameter.description(),
                "schema", Map.of("type", parameter.type()));
    }
}
