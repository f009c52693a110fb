package io.koppel.setup;

import io.koppel.mapping.Models;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.UnitModel;
import io.koppel.odata.Secret;
import io.koppel.sales.SalesSettings;
import io.koppel.store.DatabaseSettings;
import io.koppel.sync.Safeguards;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads and checks all settings at once, so that a person corrects them in one go. */
public final class SettingsReader {
    private final SettingsSource source;
    private final boolean connections;
    private final List<String> mistakes = new ArrayList<>();

    private SettingsReader(SettingsSource source, boolean connections) {
        this.source = source;
        this.connections = connections;
    }

    /**
     * Settings with both connections.
     *
     * @throws SettingsException with every mistake
     */
    public static Settings withConnections(SettingsSource source) {
        return new SettingsReader(source, true).read();
    }

    /** Settings for commands that ask no remote service: connections are not looked at, their secrets not needed. */
    public static Settings withoutConnections(SettingsSource source) {
        return new SettingsReader(source, false).read();
    }

    private Settings read() {
        refuseUnknown(source.file(), "settings file");
        refuseUnknown(source.commandLine(), "command line");
        Path data = folder(SettingsCatalog.DATA);
        Settings settings = new Settings(
                source.home(),
                value(SettingsCatalog.HTTP_HOST, "127.0.0.1"),
                value(SettingsCatalog.HTTP_PORT, 0),
                data,
                folder(SettingsCatalog.ROUTES),
                value(SettingsCatalog.ROUTES_VARIANT, RoutesVariant.COMPANION),
                store(data),
                connections ? service(SettingsCatalog.BUSINESS_CENTRAL) : null,
                connections ? required(SettingsCatalog.COMPANY, "") : value(SettingsCatalog.COMPANY, ""),
                connections ? service(SettingsCatalog.DATAVERSE) : null,
                new Models(
                        value(SettingsCatalog.OWNERSHIP, Ownership.PERSON),
                        value(SettingsCatalog.UNITS, UnitModel.CODES),
                        value(SettingsCatalog.PRICES, PriceModel.CLASSIC),
                        value(SettingsCatalog.SALES_ORDERS, OrderModel.NONE)),
                sales(),
                value(SettingsCatalog.WRITE_IN_PRODUCT, ""),
                value(SettingsCatalog.OVERLAP, java.time.Duration.ZERO),
                value(SettingsCatalog.RETENTION, java.time.Duration.ZERO),
                new Safeguards(
                        value(SettingsCatalog.MASS_CHANGE_SHARE, 0),
                        value(SettingsCatalog.MASS_CHANGE_MINIMUM, 0),
                        value(SettingsCatalog.SWEEP_EVERY, java.time.Duration.ZERO)),
                jobs(),
                camel());
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return settings;
    }

    private void refuseUnknown(Map<String, String> given, String origin) {
        for (String key : new TreeSet<>(given.keySet())) {
            boolean passedOn = origin.equals("settings file") && !key.startsWith("koppel.");
            if (!passedOn && !SettingsCatalog.byKey().containsKey(key)) {
                String nearest = NearestName.of(key, SettingsCatalog.byKey().keySet());
                mistakes.add(key + " (" + origin + "): there is no such setting; did you mean " + nearest + "?");
            }
        }
    }

    private @Nullable ServiceSettings service(ServiceSettingKeys keys) {
        int before = mistakes.size();
        java.net.URI nowhere = java.net.URI.create("http://localhost");
        java.net.URI url = required(keys.url(), nowhere);
        java.net.URI tokenUrl = required(keys.tokenUrl(), nowhere);
        String clientId = required(keys.clientId(), "");
        SecretReference reference = value(keys.clientSecret(), new SecretReference.Empty());
        ServiceSettings service = new ServiceSettings(
                url,
                tokenUrl,
                clientId,
                secret(keys.clientSecret(), reference),
                reference.words(),
                required(keys.scope(), ""),
                value(keys.pageSize(), 1),
                value(keys.batchSize(), 1),
                value(keys.concurrency(), 1),
                value(keys.budgetShare(), 1.0),
                value(keys.timeout(), java.time.Duration.ofSeconds(1)),
                value(keys.readAttempts(), 1));
        return mistakes.size() == before ? service : null;
    }

    private DatabaseSettings store(Path data) {
        String url = value(SettingsCatalog.STORE_URL, "");
        String user = value(SettingsCatalog.STORE_USER, "");
        String password = secret(SettingsCatalog.STORE_PASSWORD).reveal();
        int poolSize = value(SettingsCatalog.STORE_POOL_SIZE, 2);
        String embedded = "jdbc:h2:file:" + data.resolve("koppel");
        return new DatabaseSettings(url.isEmpty() ? embedded : url, user, password, poolSize);
    }

    private Path folder(Setting<Path> setting) {
        return source.home().resolve(value(setting, Path.of("."))).normalize();
    }

    private <T> T required(Setting<T> setting, T otherwise) {
        if (source.given(setting).text().isEmpty()) {
            mistakes.add(
                    setting.key() + " is not set; expected " + setting.type().expected()
                            + ". Set it in application.properties or as " + setting.environmentName());
            return otherwise;
        }
        return value(setting, otherwise);
    }

    private <T> T value(Setting<T> setting, T otherwise) {
        SettingsSource.Given given = source.given(setting);
        try {
            return setting.type().reader().apply(given.text());
        } catch (IllegalArgumentException e) {
            String found = setting.secret() ? "" : ", found '" + given.text() + "'";
            mistakes.add(setting.key() + " (" + given.origin() + "): expected "
                    + setting.type().expected() + found);
            return otherwise;
        }
    }

    private Secret secret(Setting<SecretReference> setting) {
        return secret(setting, value(setting, new SecretReference.Empty()));
    }

    private Secret secret(Setting<SecretReference> setting, SecretReference reference) {
        try {
            return reference.resolve(source.home(), source.environment());
        } catch (IllegalArgumentException e) {
            mistakes.add(setting.key() + ": " + e.getMessage());
            return Secret.of("");
        }
    }

    private JobSettings jobs() {
        String webhook = value(SettingsCatalog.JOBS_WEBHOOK_URL, "");
        if (!webhook.isEmpty() && !webhook.startsWith("https://") && !onLoopback(webhook)) {
            mistakes.add(SettingsCatalog.JOBS_WEBHOOK_URL.key() + ": expected an https:// address, found '" + webhook
                    + "'; Business Central calls no other, except on this machine");
        }
        return new JobSettings(
                value(SettingsCatalog.JOBS, true),
                value(SettingsCatalog.JOBS_EVERY, java.time.Duration.ZERO),
                value(SettingsCatalog.JOBS_POLL_EVERY, java.time.Duration.ZERO),
                value(SettingsCatalog.JOBS_WAKE_ON_DATAVERSE, false),
                value(SettingsCatalog.JOBS_TIME_LIMIT, java.time.Duration.ZERO),
                webhook.isEmpty() ? Optional.empty() : Optional.of(webhook));
    }

    private SalesSettings sales() {
        boolean create = value(SettingsCatalog.CREATE_ORDERS, false);
        OrderModel orders = value(SettingsCatalog.SALES_ORDERS, OrderModel.NONE);
        if (create && orders != OrderModel.SUBMITTED) {
            mistakes.add(SettingsCatalog.CREATE_ORDERS.key() + ": expected false, or "
                    + SettingsCatalog.SALES_ORDERS.key() + "=submitted, found true with " + orders.key());
        }
        return new SalesSettings(
                orders,
                create,
                value(SettingsCatalog.PROCESS_QUOTES, false),
                value(SettingsCatalog.ITEM_AVAILABILITY, false));
    }

    private static boolean onLoopback(String address) {
        return address.matches("http://(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1])(:\\d+)?(/.*)?");
    }

    private Map<String, String> camel() {
        Map<String, String> passedOn = new LinkedHashMap<>();
        source.file().forEach((key, text) -> {
            if (!key.startsWith("koppel.")) {
                passedOn.put(key, text);
            }
        });
        return passedOn;
    }
}
