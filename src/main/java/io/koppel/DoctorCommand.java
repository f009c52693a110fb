package io.koppel;

import io.koppel.setup.ConnectionTest;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Tries both connections and tells what is missing",
        footer = "Exit status 1 when something keeps Koppel from working.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(names = "--sandbox", paramLabel = "URL", description = "Try a sandbox that runs at this address instead")
    private @Nullable URI sandbox;

    @Override
    public Integer call() {
        Settings settings =
                SettingsReader.withConnections(launch.source(sandbox == null ? Map.of() : SandboxPreset.of(sandbox)));
        List<ConnectionTest.Finding> findings = ConnectionTest.run(settings);
        for (ConnectionTest.Finding finding : findings) {
            System.out.println((finding.well() ? "well   " : "wrong  ") + finding.subject() + ": " + finding.message());
        }
        return findings.stream().allMatch(ConnectionTest.Finding::well) ? 0 : 1;
    }
}
