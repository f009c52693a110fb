package io.koppel.sandbox.admin;

import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.http.Fault;
import io.koppel.sandbox.http.FaultKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The fault script as the admin call reads it. Beyond {@code service, match, fault, probability | nth}: {@code times}
 * (how often at most), {@code seed} (of the probability), {@code apply} ({@code before} or {@code after}, for statuses),
 * {@code duration} (of slow answers and late visibility), {@code retryAfter}, {@code changes} (of edit-between).
 */
final class FaultJson {
    private static final Set<String> OPTIONS = Set.of(
            "service",
            "match",
            "fault",
            "probability",
            "nth",
            "times",
            "seed",
            "apply",
            "duration",
            "retryAfter",
            "changes");

    private FaultJson() {}

    static List<Fault> read(List<?> script) {
        List<Fault> faults = new ArrayList<>();
        for (Object line : script) {
            if (!(line instanceof Map<?, ?> options)) {
                throw new IllegalArgumentException("faults: expected a list of objects");
            }
            faults.add(fault(options));
        }
        return faults;
    }

    private static Fault fault(Map<?, ?> options) {
        for (Object name : options.keySet()) {
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException(
                        "faults: unknown option '" + name + "', expected some of " + new java.util.TreeSet<>(OPTIONS));
            }
        }
        FaultKind kind = FaultKind.named(text(options.get("fault")));
        String service = text(options.get("service"));
        String match = text(options.get("match"));
        boolean chance = options.get("probability") != null;
        if (chance == (options.get("nth") != null)) {
            throw new IllegalArgumentException("faults: a line needs either 'probability' or 'nth'");
        }
        Duration usual = kind.name().equals("late-visibility") ? Duration.ofMinutes(2) : Duration.ofSeconds(2);
        Fault.Details details = new Fault.Details(
                chance ? number(options.get("probability")).doubleValue() : 0,
                chance ? 0 : number(options.get("nth")).intValue(),
                options.get("times") == null
                        ? Integer.MAX_VALUE
                        : number(options.get("times")).intValue(),
                options.get("seed") == null ? 1 : number(options.get("seed")).longValue(),
                "after".equals(options.get("apply")),
                options.get("duration") == null ? usual : Durations.of("duration", options.get("duration")),
                options.get("retryAfter") == null ? null : Durations.of("retryAfter", options.get("retryAfter")),
                changes(options.get("changes")));
        try {
            return new Fault(service == null ? null : Side.named(service), match == null ? "" : match, kind, details);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("faults: match '" + match + "' is not a regular expression", e);
        }
    }

    private static Map<String, Object> changes(@Nullable Object given) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> changes.put(String.valueOf(name), value));
        }
        return changes;
    }

    private static BigDecimal number(@Nullable Object value) {
        if (value instanceof Long || value instanceof BigDecimal) {
            return new BigDecimal(value.toString());
        }
        throw new IllegalArgumentException("faults: '" + value + "' is not a number");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
