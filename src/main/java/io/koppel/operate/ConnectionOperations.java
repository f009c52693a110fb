package io.koppel.operate;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looking at the connections to both services, trying them, and switching them on and off. */
public final class ConnectionOperations {
    /** Asks both services something small. */
    @FunctionalInterface
    public interface Tester {
        /** One result per service; never throws for what a service says. */
        List<TestResult> test();
    }

    /** What is shown of a connection; secrets are not part of it. */
    public record ConnectionView(
            String service, URI url, URI tokenUrl, String clientId, String scope, @Nullable String company) {}

    /** @param message one sentence: what answered, or what is wrong and what to do */
    public record TestResult(String subject, boolean well, String message) {}

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
        boolean isOn();

        void set(boolean on);
    }

    /** Where nothing runs that could be switched. */
    private static final class Standing implements Toggle {
        private volatile boolean on = true;

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public void set(boolean wanted) {
            on = wanted;
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
        if (NEED_SERVICES.contains(act) && !toggle.isOn()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "the connection is not enabled; enable it with koppel connection --enable");
        }
    }

    /** Whether the services are talked to; no request is needed to know it. */
    public record State(boolean enabled) {}

    /** Whether the services are talked to. */
    public State state() {
        return new State(toggle.isOn());
    }

    /** From now on the services are talked to, and jobs that were held for it are ready. */
    public State enable() {
        toggle.set(true);
        return state();
    }

    /** From now on no request is sent, and no job runs by itself. Couplings stay. */
    public State disable() {
        toggle.set(false);
        return state();
    }

    /** Both connections. */
    public Listing<ConnectionView> show() {
        return new Listing<>(connections, null);
    }

    /** Tries both connections now. */
    public Listing<TestResult> test() {
        return new Listing<>(tester.test(), null);
    }
}
