package io.koppel.operate;

import io.koppel.sync.ConnectionSwitch.SwitchedOff;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looking at the connections to both services, trying them, and switching them on and off. */
public final class ConnectionOperations {
    private static final int LONGEST_REASON = 500;

    /** Asks both services something small. */
    @FunctionalInterface
    public interface Tester {
        /** One result per service; never throws for what a service says. */
        List<TestResult> test();
    }

    /**
     * What is shown of a connection. The secret is no part of it.
     *
     * @param clientSecret where the secret lies, as the settings name it
     */
    public record ConnectionView(
            String service,
            URI url,
            URI tokenUrl,
            String clientId,
            String clientSecret,
            String scope,
            @Nullable String company) {}

    /** @param message one sentence: what answered, or what is wrong and what to do */
    public record TestResult(String subject, boolean well, String message) {}

    /**
     * How trying the connections went.
     *
     * @param well whether nothing keeps Koppel from working
     * @param message the same in a sentence, with the first thing that does
     */
    public record Tested(boolean well, String message, List<TestResult> value) {}

    /** Acts that are nothing without the services, by their operation ids in the REST description. */
    private static final Set<String> NEED_SERVICES = Set.of(
            "synchronize",
            "synchronizeAll",
            "synchronizeNow",
            "synchronizeFully",
            "synchronizeCouplings",
            "createOnOtherSide",
            "couple",
            "match",
            "previewMatch",
            "uncouple",
            "uncoupleMany",
            "uncoupleErrors",
            "synchronizeSkipped",
            "synchronizeSkippedMany",
            "restoreSkipped",
            "restoreSkippedMany",
            "deleteSkipped",
            "deleteSkippedMany",
            "uncoupleSkipped",
            "uncoupleSkippedMany",
            "findDeleted",
            "retryErrorGroup",
            "apply",
            "applyPlan",
            "revertRun",
            "runJob",
            "recommendFullSynchronization",
            "startFullSynchronization",
            "restartFullSynchronization",
            "createOrder",
            "processQuote",
            "sendStatistics");

    private final List<ConnectionView> connections;
    private final Tester tester;
    private final Toggle toggle;

    public ConnectionOperations(List<ConnectionView> connections, Tester tester) {
        this(connections, tester, new Standing());
    }

    private ConnectionOperations(List<ConnectionView> connections, Tester tester, Toggle toggle) {
        this.connections = List.copyOf(connections);
        this.tester = tester;
        this.toggle = toggle;
    }

    /** Switches the connections. */
    public interface Toggle {
        /** Since when, by whom and why they are off; null while they are on. */
        @Nullable
        SwitchedOff off();

        void on();

        void off(SwitchedOff why);
    }

    /** Where nothing runs that could be switched. */
    private static final class Standing implements Toggle {
        private volatile @Nullable SwitchedOff off;

        @Override
        public @Nullable SwitchedOff off() {
            return off;
        }

        @Override
        public void on() {
            off = null;
        }

        @Override
        public void off(SwitchedOff why) {
            off = why;
        }
    }

    /** The same, switching these. */
    public ConnectionOperations with(Toggle other) {
        return new ConnectionOperations(connections, tester, other);
    }

    /**
     * Refuses an act that needs the services while they are switched off, before it leaves a run behind (scenario MG-63).
     *
     * @throws OperationException if it does and they are
     */
    public void allow(String act) {
        if (NEED_SERVICES.contains(act) && toggle.off() != null) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "the connection is not enabled; enable it with koppel connection --enable");
        }
    }

    /**
     * Whether the services are talked to; no request is needed to know it.
     *
     * @param since when they were switched off
     * @param by who did
     * @param reason why, in their words
     * @param message the same in one sentence
     */
    public record State(
            boolean enabled, @Nullable Instant since, @Nullable String by, @Nullable String reason, String message) {}

    /** Whether the services are talked to. */
    public State state() {
        SwitchedOff off = toggle.off();
        return off == null
                ? new State(true, null, null, null, "the connection is enabled")
                : new State(false, off.since(), off.by(), off.reason(), words(off));
    }

    private static String words(SwitchedOff off) {
        return "the connection was switched off"
                + (off.by() == null ? "" : " by " + off.by())
                + (off.reason() == null ? "" : " because of " + off.reason())
                + "; nothing is sent until koppel connection --enable";
    }

    /**
     * From now on the services are talked to, and jobs that were held for it are ready. Both are tried before.
     *
     * @throws OperationException with what is wrong, if one of them cannot be used; then everything stays as it is
     */
    public State enable() {
        if (toggle.off() != null) {
            Tested tested = test();
            if (!tested.well()) {
                throw new OperationException(
                        OperationException.Reason.CONFLICT, "the connection stays disabled: " + tested.message());
            }
        }
        toggle.on();
        return state();
    }

    /** @param reason why, for everybody who wonders; null for nothing said */
    public record DisableCommand(@Nullable String reason) {}

    /** From now on no request is sent, and no job runs by itself. Couplings stay. */
    public State disable(DisableCommand command, String by) {
        String reason = command.reason();
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw OperationException.invalid("reason: expected " + LONGEST_REASON + " characters at most");
        }
        toggle.off(new SwitchedOff(Instant.now(), by, reason == null || reason.isBlank() ? null : reason.strip()));
        return state();
    }

    /** Both connections. */
    public Listing<ConnectionView> show() {
        return new Listing<>(connections, null);
    }

    /** Tries both connections now, switched on or not; that changes nothing. */
    public Tested test() {
        List<TestResult> results = tester.test();
        return results.stream()
                .filter(result -> !result.well())
                .findFirst()
                .map(bad -> new Tested(false, "the test failed: " + bad.subject() + ": " + bad.message(), results))
                .orElseGet(() -> new Tested(true, "the test was successful: the settings are valid", results));
    }
}
