package io.koppel.operate.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.koppel.operate.Audit;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.LocalAccess;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request asks for, in the words of the audit list. */
public final class Acts {
    private static final int LONGEST_BODY = 4000;
    private static final List<String> SECRETS = List.of("password", "secret", "token");

    private Acts() {}

    /** An act through REST, by path parameters and body. */
    static Audit.Act rest(RoutingContext context, String operation) {
        Caller caller = Gate.caller(context);
        Buffer body = context.body() == null ? null : context.body().buffer();
        List<String> parts = new ArrayList<>(context.pathParams().values());
        context.queryParams().forEach(entry -> parts.add(entry.getKey() + "=" + entry.getValue()));
        if (body != null && body.length() > 0) {
            parts.add(withoutSecrets(body));
        }
        Audit.Face face = caller.name().equals(LocalAccess.ACCOUNT) ? Audit.Face.COMMAND_LINE : Audit.Face.REST;
        return new Audit.Act(caller.name(), face, operation, String.join(" ", parts), RequestId.of(context));
    }

    /** An act through a form of the console, by path parameters and fields; those in {@code hidden} are left out. */
    public static Audit.Act form(RoutingContext context, String person, String operation, List<String> hidden) {
        String fields = context.request().formAttributes().entries().stream()
                .filter(field -> !field.getValue().isBlank())
                .filter(field -> !hidden.contains(field.getKey()) && !secret(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
        String path = String.join(" ", context.pathParams().values());
        return new Audit.Act(
                person, Audit.Face.CONSOLE, operation, (path + " " + fields).trim(), RequestId.of(context));
    }

    private static String withoutSecrets(Buffer body) {
        if (body.length() > LONGEST_BODY) {
            return "(" + body.length() + " bytes)";
        }
        JsonNode json = Json.tree(body.getBytes());
        if (json == null) {
            return "(no JSON)";
        }
        mask(json);
        return json.toString();
    }

    private static void mask(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (secret(field.getKey())) {
                    field.setValue(com.fasterxml.jackson.databind.node.TextNode.valueOf("…"));
                }
            }
        }
        json.forEach(Acts::mask);
    }

    private static boolean secret(@Nullable String name) {
        String word = String.valueOf(name).toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(word::contains);
    }
}
