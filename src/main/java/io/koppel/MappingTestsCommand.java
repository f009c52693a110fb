package io.koppel;

import io.koppel.mapping.test.MappingTestResult;
import io.koppel.mapping.test.MappingTests;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "test",
        description = "Runs the mapping tests that lie beside the mapping files (routes/tests)",
        footer = "Exit status 1 when one fails.")
final class MappingTestsCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Override
    public Integer call() throws IOException {
        Settings settings = SettingsReader.withoutConnections(launch.source(Map.of()));
        List<MappingTestResult> results = MappingTests.run(settings.routes());
        List<MappingTestResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        failed.forEach(System.out::println);
        System.out.println(results.size() + " mapping tests, " + failed.size() + " failed");
        return failed.isEmpty() ? 0 : 1;
    }
}
