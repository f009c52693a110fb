package io.koppel.simulation;

import io.koppel.odata.HttpRequestValue;
import io.koppel.odata.HttpResponseValue;
import io.koppel.odata.Transport;
import io.koppel.simulation.Ledger.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Koppel's way to the services: time passes, people meddle, processes die, and every wait asked for is watched. */
final class SimulatedTransport implements Transport {
    private static final Pattern RECORD = Pattern.compile(
            "(customers|accounts|contacts)\\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\)");

    private final World world;
    private final Mortality mortality;
    private final Random random;
    private final Bug bug;
    private final Map<Boolean, Instant> waitUntil = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private People meddlers;
    private int meddling;

    SimulatedTransport(World world, Mortality mortality, Random random, Bug bug) {
        this.world = world;
        this.mortality = mortality;
        this.random = random;
        this.bug = bug;
    }

    /** Lets people edit between requests, so often in a hundred. */
    void meddle(People people, int percent) {
        meddlers = people;
        meddling = percent;
    }

    /** Requests that left inside a wait (P8). */
    List<String> broken() {
        return broken;
    }

    /** The process died: the next one does not know how long it was to wait. */
    void died() {
        waitUntil.clear();
    }

    @Override
    public HttpResponseValue send(HttpRequestValue request) throws IOException, InterruptedException {
        mortality.mustLive();
        boolean token = request.uri().getPath().startsWith("/oauth2");
        boolean writes = !token && !request.method().equals("GET") && writes(request);
        world.time().advance(Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(400) : 0));
        boolean dataverse = World.toDataverse(request);
        if (!token && world.time().now().isBefore(waitUntil.getOrDefault(dataverse, Instant.MIN))) {
            broken.add(request + " left at " + world.time().now() + ", to wait was until " + waitUntil.get(dataverse));
        }
        if (meddlers != null && !token && random.nextInt(100) < meddling) {
            meddle(request);
        }
        if (writes && mortality.strikes(CrashPoint.BEFORE_APPLY)) {
            throw mortality.die(CrashPoint.BEFORE_APPLY);
        }
        HttpResponseValue response;
        try {
            response = world.wire().send(bug == Bug.IGNORES_ETAGS ? withoutVersions(request) : request);
        } finally {
            if (writes && mortality.strikes(CrashPoint.AFTER_APPLY)) {
                throw mortality.die(CrashPoint.AFTER_APPLY);
            }
        }
        if (writes && mortality.strikes(CrashPoint.AFTER_ANSWER)) {
            mortality.dieNext();
        }
        String wait = response.header("retry-after");
        if (wait != null && !token) {
            waitUntil.put(dataverse, world.time().now().plusSeconds(Long.parseLong(wait)));
        }
        return response;
    }

    private static boolean writes(HttpRequestValue request) {
        if (!request.uri().getPath().endsWith("$batch")) {
            return true;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return body.contains("PATCH") || body.contains("POST") || body.contains("DELETE");
    }

    /** Somebody edits the very record that is about to be written, or another one. */
    private void meddle(HttpRequestValue request) {
        Matcher records =
                RECORD.matcher(request.uri().getPath() + "\n" + new String(request.body(), StandardCharsets.UTF_8));
        List<Key> about = new ArrayList<>();
        while (records.find()) {
            about.add(new Key(
                    World.toDataverse(request) ? "dataverse" : "businessCentral", records.group(1), records.group(2)));
        }
        if (about.isEmpty() || random.nextInt(3) == 0) {
            meddlers.act();
        } else {
            Key one = about.get(random.nextInt(about.size()));
            meddlers.editOne(one.service(), one.set(), one.id());
        }
    }

    private static HttpRequestValue withoutVersions(HttpRequestValue request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.replaceAll((name, value) -> name.equalsIgnoreCase("If-Match") ? "*" : value);
        String body = new String(request.body(), StandardCharsets.UTF_8)
                .replaceAll("If-Match: W/\"[^\\r\\n]*", "If-Match: *")
                .replaceAll("\"If-Match\":\"W/(\\\\.|[^\"\\\\])*\"", "\"If-Match\":\"*\"");
        return new HttpRequestValue(
                request.method(), request.uri(), headers, body.getBytes(StandardCharsets.UTF_8), request.timeout());
    }
}
