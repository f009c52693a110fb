package io.koppel.bench;

import io.koppel.mapping.OrderModel;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a subject works: the sandbox, and the settings that ship with Koppel, whose sizes all subjects share. */
record BenchConnection(URI sandbox, Path home) {

    /** The shipped settings with the sandbox's addresses and this data folder. */
    Settings settings(Path folder) {
        return settings(folder, Map.of());
    }

    /** The same with orders of Sales integrated in some way. */
    Settings settings(Path folder, OrderModel orders) {
        return settings(folder, Map.of("koppel.sales.orders", orders.key()));
    }

    /** The same with more settings. */
    Settings settings(Path folder, Map<String, String> more) {
        Map<String, String> given = new LinkedHashMap<>(SandboxPreset.of(sandbox));
        given.put("koppel.data", folder.toAbsolutePath().toString());
        given.put("koppel.jobs.enabled", "false");
        given.put("koppel.sales.orders", OrderModel.NONE.key());
        given.putAll(more);
        return SettingsReader.withConnections(
                SettingsSource.of(home.resolve("application.properties"), Map.of(), given));
    }

    /** A token of the integration user. */
    String token() {
        return new CeilingHttp(sandbox).token();
    }

    /** Batches in flight, as the shipped settings have it. */
    static int batchesInFlight(Settings settings) {
        return Integer.parseInt(settings.camel().get("camel.threadpool.config[deliver].pool-size"));
    }
}
