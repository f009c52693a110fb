package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.demo.DemoCompany;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the two stand-ins, as the shell around both sees it. */
public interface SandboxService {
    Side side();

    /** Whether requests of that path are its own. */
    boolean serves(String path);

    /** Answers one request, or one part of a batch; failures are answers, too. Called by many threads. */
    SandboxResponse answer(Exchange exchange);

    /** An error in the service's own form: 401, 429, 5xx and the like, whether real or injected. */
    SandboxResponse failure(int status, @Nullable Duration retryAfter);

    /** The answer to a call beyond the service's limits. */
    SandboxResponse throttled(Throttle.Refusal refusal);

    /** How much the service takes while throttling is real; asked once. */
    ServiceLimits limits();

    /** Makes somebody else change the row that this request is about to write; nothing when there is none. */
    void editBetween(Exchange exchange, Map<String, Object> changes);

    /** Adds the demonstration company's records of this side. */
    void load(DemoCompany company);

    /** Sets the code of the local currency, which a person enters once in the company's set-up; no API changes it. */
    default void localCurrency(String code) {
        // Only Business Central has a company of its own.
    }

    /** Empties all but the set-up, which is as at the start again. */
    void reset();

    /** What {@link #seed} can make. */
    Set<String> seedable();

    /** Makes that many rows, always the same for the same seed. */
    void seed(String what, int count, long seed);
}
