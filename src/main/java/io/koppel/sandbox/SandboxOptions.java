package io.koppel.sandbox;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a sandbox starts.
 *
 * @param port on 127.0.0.1; 0 for a free one
 * @param demo whether it begins with the demonstration company's records; else with the set-up alone
 * @param clock what the services' clocks run by
 * @param ids where the services take the ids of new records from; of a seed for runs that can be repeated
 */
public record SandboxOptions(int port, boolean demo, InstantSource clock, Supplier<UUID> ids) {
    /** The port that the documentation speaks of. */
    public static final int DEFAULT_PORT = 8090;

    /** A free port and no records, for tests. */
    public static SandboxOptions empty() {
        return new SandboxOptions(0, false, InstantSource.system(), UUID::randomUUID);
    }

    /** The demonstration company on a port. */
    public static SandboxOptions demo(int port) {
        return new SandboxOptions(port, true, InstantSource.system(), UUID::randomUUID);
    }

    public SandboxOptions withDemo(boolean loaded) {
        return new SandboxOptions(port, loaded, clock, ids);
    }
}
