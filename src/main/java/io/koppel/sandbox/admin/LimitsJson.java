package io.koppel.sandbox.admin;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.http.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits as the admin call reads and shows them. */
final class LimitsJson {
    private LimitsJson() {}

    static JsonOut write(Limits limits) {
        return new JsonOut()
                .beginObject()
                .name("latency")
                .string(limits.latency().toString())
                .name("perRecord")
                .string(limits.perRecord().toString())
                .name("throttling")
                .string(limits.throttling() ? "real" : "off")
                .name("chosenIds")
                .string(AdminApi.lower(limits.chosenIds()))
                .name("tokenLifetime")
                .string(limits.tokenLifetime().toString())
                .name("deltaTokenLifetime")
                .string(limits.deltaTokenLifetime().toString())
                .endObject();
    }

    /** What is set, with what is given in its place. */
    static Limits merge(Limits now, Map<String, @Nullable Object> given) {
        for (String name : given.keySet()) {
            if (!java.util.List.of(
                            "latency", "perRecord", "throttling", "chosenIds", "tokenLifetime", "deltaTokenLifetime")
                    .contains(name)) {
                throw new IllegalArgumentException("limits: '" + name + "' is unknown, expected latency, perRecord, "
                        + "throttling, chosenIds, tokenLifetime, deltaTokenLifetime");
            }
        }
        return new Limits(
                duration(given, "latency", now.latency()),
                duration(given, "perRecord", now.perRecord()),
                throttling(given, now.throttling()),
                chosenIds(given, now.chosenIds()),
                duration(given, "tokenLifetime", now.tokenLifetime()),
                duration(given, "deltaTokenLifetime", now.deltaTokenLifetime()));
    }

    private static Duration duration(Map<String, @Nullable Object> given, String name, Duration now) {
        return given.containsKey(name) ? Durations.of(name, given.get(name)) : now;
    }

    private static boolean throttling(Map<String, @Nullable Object> given, boolean now) {
        Object value = given.get("throttling");
        if (value == null) {
            return now;
        }
        if (value.equals("real") || value.equals("off")) {
            return value.equals("real");
        }
        throw new IllegalArgumentException("throttling: '" + value + "' is unknown, expected real or off");
    }

    private static Limits.ChosenIds chosenIds(Map<String, @Nullable Object> given, Limits.ChosenIds now) {
        Object value = given.get("chosenIds");
        if (value == null) {
            return now;
        }
        for (Limits.ChosenIds known : Limits.ChosenIds.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(value)) {
                return known;
            }
        }
        throw new IllegalArgumentException("chosenIds: '" + value + "' is unknown, expected accept, ignore or refuse");
    }
}
