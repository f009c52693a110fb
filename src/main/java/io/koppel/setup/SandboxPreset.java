package io.koppel.setup;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings that point both connections at a sandbox (design: addresses of the sandbox). */
public final class SandboxPreset {
    /** Company of the sandbox. */
    public static final String COMPANY = "CRONUS";

    private SandboxPreset() {}

    /** What {@code --sandbox URL} stands for, as if each setting had been given on the command line. */
    public static Map<String, String> of(URI sandbox) {
        String base = sandbox.toString().replaceAll("/+$", "");
        Map<String, String> preset = new LinkedHashMap<>();
        preset.put(SettingsCatalog.COMPANY.key(), COMPANY);
        connect(preset, SettingsCatalog.BUSINESS_CENTRAL, base, base + "/v2.0/sandbox");
        connect(preset, SettingsCatalog.DATAVERSE, base, base + "/api/data/v9.2/");
        preset.put(SettingsCatalog.JOBS_EVERY.key(), "10s");
        preset.put(SettingsCatalog.SALES_ORDERS.key(), "submitted");
        return preset;
    }

    private static void connect(Map<String, String> preset, ServiceSettingKeys keys, String base, String url) {
        preset.put(keys.url().key(), url);
        preset.put(keys.tokenUrl().key(), base + "/oauth2/v2.0/token");
        preset.put(keys.clientId().key(), "koppel");
        preset.put(keys.clientSecret().key(), SecretReference.SANDBOX_SECRET);
        preset.put(keys.scope().key(), base + "/.default");
    }
}
