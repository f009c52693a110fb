package io.koppel.simulation;

import io.koppel.odata.HttpRequestValue;
import io.koppel.odata.HttpResponseValue;
import io.koppel.odata.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what Koppel asks the services, what it hears of it, and whether it keeps the waits that they ask for. */
final class WatchedTransport implements Transport {
    private final World world;
    private final Map<Boolean, Instant> waitUntil = new HashMap<>();
    private final List<String> insideWait = new ArrayList<>();
    private Consumer<HttpRequestValue> before = request -> {};
    private long requests;
    private long units;
    private long writes;
    private long lost;
    private long refused;

    WatchedTransport(World world) {
        this.world = world;
    }

    /** Lets something happen before each request but those for tokens. */
    void before(Consumer<HttpRequestValue> event) {
        before = event;
    }

    @Override
    public HttpResponseValue send(HttpRequestValue request) throws IOException, InterruptedException {
        if (request.uri().getPath().startsWith("/oauth2")) {
            return world.wire().send(request);
        }
        boolean dataverse = World.toDataverse(request);
        before.accept(request);
        Instant now = world.time().now();
        if (now.isBefore(waitUntil.getOrDefault(dataverse, Instant.MIN))) {
            insideWait.add(request.method() + " " + request.uri() + " left at " + now + ", to wait was until "
                    + waitUntil.get(dataverse));
        }
        int parts = parts(request);
        requests++;
        units += Math.max(1, parts);
        writes += !request.method().equals("GET") && parts != 0 ? 1 : 0;
        try {
            HttpResponseValue response = world.wire().send(request);
            if (response.status() == 429) {
                refused++;
            }
            String wait = response.header("retry-after");
            if (wait != null) {
                waitUntil.put(dataverse, world.time().now().plusSeconds(Long.parseLong(wait)));
            }
            return response;
        } catch (IOException gone) {
            lost++;
            throw gone;
        }
    }

    /** Writing parts of a batch; 1 for a request of its own, 0 for a batch that only reads. */
    private static int parts(HttpRequestValue request) {
        if (!request.uri().getPath().endsWith("$batch")) {
            return 1;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        int found = 0;
        for (String method : List.of("PATCH ", "POST ", "DELETE ", "\"PATCH\"", "\"POST\"", "\"DELETE\"")) {
            for (int at = body.indexOf(method); at >= 0; at = body.indexOf(method, at + 1)) {
                found++;
            }
        }
        return found;
    }

    /** Requests that left inside a wait. */
    List<String> insideWait() {
        return insideWait;
    }

    long requests() {
        return requests;
    }

    /** What the services count: each writing part of a batch, and one for everything else. */
    long units() {
        return units;
    }

    /** Requests that write. */
    long writes() {
        return writes;
    }

    /** Requests whose answer never arrived. */
    long lost() {
        return lost;
    }

    /** Requests that were answered with 429. */
    long refused() {
        return refused;
    }
}
