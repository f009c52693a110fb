package io.koppel;

import io.koppel.operate.cli.CommandFailure;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.sandbox.demo.SalesDesk;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import io.koppel.store.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts the sandbox and Koppel, couples and synchronizes a demonstration company, and runs on",
        footer = "The sandbox keeps its records in memory, so each demo begins anew, in a database of its own.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(
            names = "--sandbox-port",
            paramLabel = "PORT",
            description = "Port of the sandbox (default: ${DEFAULT-VALUE})",
            defaultValue = "8090")
    private int sandboxPort = SandboxOptions.DEFAULT_PORT;

    @Option(names = "--once", description = "Exit after the first synchronization: 0 if nothing failed, else 1")
    private boolean once;

    @Override
    public Integer call() {
        // Settings are checked before anything is started, with the address the sandbox will have.
        read("http://127.0.0.1:" + sandboxPort);
        try (Sandbox sandbox = start()) {
            System.out.println("sandbox     " + sandbox.baseUrl() + " (Business Central and Dataverse, company "
                    + SandboxPreset.COMPANY + ")");
            Settings settings = withDemoStore(read(sandbox.baseUrl()));
            return new Session(settings, System.out)
                    .afterwards(() -> sold(sandbox.sell()))
                    .run(true, once);
        }
    }

    /** What a person may try next, with the documents that have come into being meanwhile. */
    private static String sold(SalesDesk.Made made) {
        return "in Sales    " + made.quotes() + " quotes and " + made.orders()
                + " orders have been made meanwhile; ./koppel order and ./koppel quote list those that wait";
    }

    private Sandbox start() {
        try {
            return Sandbox.start(SandboxOptions.demo(sandboxPort));
        } catch (IllegalStateException e) {
            throw new CommandFailure("cannot start the sandbox on port " + sandboxPort
                    + ", most probably because another program listens there; end it or choose another with"
                    + " --sandbox-port");
        }
    }

    private Settings read(String sandbox) {
        SettingsSource source = launch.source(SandboxPreset.of(URI.create(sandbox)));
        return SettingsReader.withConnections(source);
    }

    /** What a real run remembers in the same folder must not be mixed with records that only lived in a sandbox. */
    private static Settings withDemoStore(Settings settings) {
        Path file = settings.data().resolve("demo");
        DatabaseSettings store = DatabaseSettings.embedded(file.toString());
        DemoStore.empty(store);
        return settings.withStore(store);
    }
}
