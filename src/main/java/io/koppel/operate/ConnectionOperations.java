package io.koppel.operate;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking at the connections to both services and trying them. */
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

    private final List<ConnectionView> connections;
    private final Tester tester;

    public ConnectionOperations(List<ConnectionView> connections, Tester tester) {
        this.connections = List.copyOf(connections);
        this.tester = tester;
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
