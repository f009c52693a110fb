package io.koppel;

import io.koppel.operate.cli.CommandFailure;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Runs Koppel against the connections in application.properties until it is ended",
        footer = "Ends after the batches in flight on SIGTERM or Ctrl-C.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(
            names = "--sandbox",
            paramLabel = "URL",
            description = "Connect to a sandbox that runs at this address instead")
    private @Nullable URI sandbox;

    @Option(
            names = "--full-sync",
            description = "First run a full synchronization (couple and create), or resume the unfinished one")
    private boolean fullSynchronization;

    @Option(names = "--once", description = "Exit after it: 0 if no record failed, else 1")
    private boolean once;

    @Override
    public Integer call() {
        if (once && !fullSynchronization) {
            throw new CommandFailure("--once exits after the full synchronization; add --full-sync");
        }
        Map<String, String> preset = sandbox == null ? Map.of() : SandboxPreset.of(sandbox);
        Settings settings = SettingsReader.withConnections(launch.source(preset));
        return new Session(settings, System.out).run(fullSynchronization, once);
    }
}
