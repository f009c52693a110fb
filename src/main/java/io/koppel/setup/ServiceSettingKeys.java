package io.koppel.setup;

import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.ServiceKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The settings of one remote service; both services have the same ones under their own prefix. */
public record ServiceSettingKeys(
        Setting<URI> url,
        Setting<URI> tokenUrl,
        Setting<String> clientId,
        Setting<SecretReference> clientSecret,
        Setting<String> scope,
        Setting<Integer> pageSize,
        Setting<Integer> batchSize,
        Setting<Integer> concurrency,
        Setting<Double> budgetShare,
        Setting<Duration> timeout,
        Setting<Integer> readAttempts) {

    static ServiceSettingKeys businessCentral() {
        String prefix = "koppel.bc.";
        return of(
                prefix,
                ServiceKind.BUSINESS_CENTRAL,
                "Business Central: address up to the environment, for example"
                        + " https://api.businesscentral.dynamics.com/v2.0/TENANT/production",
                "Scope asked of the token endpoint, for example https://api.businesscentral.dynamics.com/.default",
                5,
                "8m");
    }

    static ServiceSettingKeys dataverse() {
        return of(
                "koppel.dataverse.",
                ServiceKind.DATAVERSE,
                "Dataverse: address of the Web API, for example https://ORGANIZATION.crm4.dynamics.com/api/data/v9.2/",
                "Scope asked of the token endpoint, for example https://ORGANIZATION.crm4.dynamics.com/.default",
                8,
                "4m");
    }

    private static ServiceSettingKeys of(
            String prefix, ServiceKind kind, String url, String scope, int concurrency, String timeout) {
        int mostRows = ConnectionSettings.maximumPage(kind);
        int mostOperations = ConnectionSettings.maximumBatch(kind);
        String environment = prefix.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
        return new ServiceSettingKeys(
                new Setting<>(prefix + "url", "", url, ValueType.address()),
                new Setting<>(
                        prefix + "token-url",
                        "",
                        "OAuth 2.0 token endpoint (client credentials), for example"
                                + " https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
                        ValueType.address()),
                new Setting<>(
                        prefix + "client-id",
                        "",
                        "Client id of the app registration Koppel signs in with",
                        ValueType.text()),
                new Setting<>(
                        prefix + "client-secret",
                        "env:" + environment + "CLIENT_SECRET",
                        "Where the client secret lies: env:NAME or file:PATH; the secret itself is refused here",
                        ValueType.secretReference()),
                new Setting<>(prefix + "scope", "", scope, ValueType.text()),
                new Setting<>(
                        prefix + "page-size",
                        "500",
                        "Rows asked for in one page; they travel through a route as one batch",
                        ValueType.number(1, mostRows)),
                new Setting<>(
                        prefix + "batch-size",
                        Integer.toString(Math.min(500, mostOperations)),
                        "Records in one batch or bulk message; the service takes " + mostOperations + " at most",
                        ValueType.number(1, mostOperations)),
                new Setting<>(
                        prefix + "concurrency",
                        Integer.toString(concurrency),
                        "Requests in flight at a time; Koppel stays below the limit of the service in any case",
                        ValueType.number(1, 52)),
                new Setting<>(
                        prefix + "budget-share",
                        "0.9",
                        "Share of the service's request limits that Koppel may use; the rest is left for other integrations",
                        ValueType.share()),
                new Setting<>(
                        prefix + "timeout",
                        timeout,
                        "How long one answer may take before it counts as lost",
                        ValueType.duration()),
                new Setting<>(
                        prefix + "read-attempts",
                        "5",
                        "How often one read is tried before its error is reported; writes are never repeated blindly",
                        ValueType.number(1, 100)));
    }

    /** In the order of the settings file. */
    List<Setting<?>> all() {
        return Stream.<Setting<?>>of(
                        url,
                        tokenUrl,
                        clientId,
                        clientSecret,
                        scope,
                        pageSize,
                        batchSize,
                        concurrency,
                        budgetShare,
                        timeout,
                        readAttempts)
                .toList();
    }
}
