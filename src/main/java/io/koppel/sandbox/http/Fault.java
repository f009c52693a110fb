package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Side;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of the fault script. It counts the requests it matches and decides which of them it breaks. */
public final class Fault {
    private final @Nullable Side service;
    private final Pattern match;
    private final FaultKind kind;
    private final Details details;
    private final Random random;
    private int matched;
    private int struck;

    /**
     * The rest of a line.
     *
     * @param probability the share of matching requests to break, when {@code nth} is 0
     * @param nth the one matching request to break, from 1; 0 for none in particular
     * @param times how often at most
     * @param afterApply whether a status comes after the request was carried out
     * @param duration of {@code slow} and {@code late-visibility}
     * @param retryAfter sent with 429 and 503
     * @param changes what {@code edit-between} changes; empty for a column of the service's choice
     */
    public record Details(
            double probability,
            int nth,
            int times,
            long seed,
            boolean afterApply,
            Duration duration,
            @Nullable Duration retryAfter,
            Map<String, Object> changes) {}

    public Fault(@Nullable Side service, String match, FaultKind kind, Details details) {
        this.service = service;
        this.match = Pattern.compile(match);
        this.kind = kind;
        this.details = details;
        this.random = new Random(details.seed());
    }

    public FaultKind kind() {
        return kind;
    }

    public Details details() {
        return details;
    }

    /** Whether it breaks this request; asking counts. */
    synchronized boolean strikes(Side side, String methodAndTarget) {
        if ((service != null && service != side)
                || !match.matcher(methodAndTarget).find()) {
            return false;
        }
        matched++;
        boolean now = details.nth() > 0 ? matched == details.nth() : random.nextDouble() < details.probability();
        if (!now || struck >= details.times()) {
            return false;
        }
        struck++;
        return true;
    }
}
