package io.koppel.odata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A wire that answers from a list, keeps what was sent and hands out tokens {@code t1, t2, …} beside it. */
final class ScriptedTransport implements Transport {
    static final String TOKEN_PATH = "/token";

    interface Step {
        HttpResponseValue answer(HttpRequestValue request) throws IOException;
    }

    final List<HttpRequestValue> sent = new ArrayList<>();
    final List<HttpRequestValue> tokenRequests = new ArrayList<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private Step tokens = request -> json(
            200, "{\"access_token\":\"t" + tokenRequests.size() + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");

    ScriptedTransport then(Step step) {
        steps.add(step);
        return this;
    }

    ScriptedTransport then(HttpResponseValue response) {
        return then(request -> response);
    }

    ScriptedTransport thenLose(IOException how) {
        return then(request -> {
            throw how;
        });
    }

    ScriptedTransport tokens(Step step) {
        tokens = step;
        return this;
    }

    @Override
    public synchronized HttpResponseValue send(HttpRequestValue request) throws IOException {
        if (request.uri().getPath().equals(TOKEN_PATH)) {
            tokenRequests.add(request);
            return tokens.answer(request);
        }
        sent.add(request);
        Step step = steps.poll();
        if (step == null) {
            throw new AssertionError("nothing scripted for " + request);
        }
        return step.answer(request);
    }

    String body(int request) {
        return new String(sent.get(request).body(), StandardCharsets.UTF_8);
    }

    static HttpResponseValue json(int status, String body, String... headers) {
        return response(status, "application/json; odata.metadata=minimal", body, headers);
    }

    static HttpResponseValue response(int status, String type, String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", type, "date", "Sun, 01 Mar 2026 07:59:58 GMT"));
        for (int at = 0; at < headers.length; at += 2) {
            all.put(headers[at], headers[at + 1]);
        }
        return new HttpResponseValue(status, all, body.getBytes(StandardCharsets.UTF_8));
    }
}
