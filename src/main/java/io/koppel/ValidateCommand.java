package io.koppel;

import io.koppel.setup.Connections;
import io.koppel.setup.MappingCheckup;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = "Checks the mapping files; with --live also against the metadata of both services",
        footer = "Exit status 1 when a file has a mistake; warnings do not count.")
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(names = "--live", description = "Also ask both services for their metadata")
    private boolean live;

    @Option(names = "--sandbox", paramLabel = "URL", description = "Ask a sandbox at this address; implies --live")
    private @Nullable URI sandbox;

    @Override
    public Integer call() {
        SettingsSource source = launch.source(sandbox == null ? Map.of() : SandboxPreset.of(sandbox));
        boolean ask = live || sandbox != null;
        Settings settings = ask ? SettingsReader.withConnections(source) : SettingsReader.withoutConnections(source);
        MappingCheckup checkup = MappingCheckup.offline(settings);
        if (ask) {
            try (Connections connections = Connections.open(settings)) {
                checkup = checkup.against(connections.models());
            }
        }
        checkup.mistakes().forEach(System.out::println);
        System.out.println(checkup.mappings() + " mappings checked: "
                + (checkup.passes() ? "they can be used" : "correct the mistakes above"));
        return checkup.passes() ? 0 : 1;
    }
}
