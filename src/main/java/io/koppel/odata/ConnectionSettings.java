package io.koppel.odata;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How one remote service is reached.
 *
 * @param name name in routes, logs and errors: {@code bc} or {@code dataverse}
 * @param surfaces its base addresses, the default one first
 * @param tokenUri OAuth 2 token endpoint (client credentials)
 * @param scope scope asked of the token endpoint
 * @param limits what the service allows this user
 * @param concurrency requests that Koppel keeps in flight at most; never more than {@code limits} allow
 * @param batchSize operations in one {@code $batch} or rows in one bulk message, at most what the service takes
 * @param pageSize rows asked for in one page of a read
 * @param budgetShare share of the limits that Koppel may use, 0 to 1; the rest is left for other integrations
 * @param timeout how long one answer may take before it counts as lost
 * @param readAttempts how often one read is tried before its error is reported
 */
public record ConnectionSettings(
        String name,
        ServiceKind kind,
        List<Surface> surfaces,
        URI tokenUri,
        String clientId,
        Secret clientSecret,
        String scope,
        Limits limits,
        int concurrency,
        int batchSize,
        int pageSize,
        double budgetShare,
        Duration timeout,
        int readAttempts) {
    /** Refuses values that no service accepts; each message names the setting, what was expected and what was found. */
    public ConnectionSettings {
        surfaces = List.copyOf(surfaces);
        require(!surfaces.isEmpty(), name, "surfaces", "at least one base address", surfaces);
        require(concurrency >= 1, name, "concurrency", "1 or more", concurrency);
        require(
                batchSize >= 1 && batchSize <= maximumBatch(kind),
                name,
                "batchSize",
                "1 to " + maximumBatch(kind),
                batchSize);
        require(
                pageSize >= 1 && pageSize <= maximumPage(kind),
                name,
                "pageSize",
                "1 to " + maximumPage(kind),
                pageSize);
        require(budgetShare > 0 && budgetShare <= 1, name, "budgetShare", "more than 0, at most 1", budgetShare);
        require(!timeout.isNegative() && !timeout.isZero(), name, "timeout", "a positive duration", timeout);
        require(readAttempts >= 1, name, "readAttempts", "1 or more", readAttempts);
    }

    /** Operations in one batch: 100 (business-central-api.md §9) or 1,000 (dataverse-web-api.md §8.1). */
    public static int maximumBatch(ServiceKind kind) {
        return kind == ServiceKind.BUSINESS_CENTRAL ? 100 : 1000;
    }

    /** Rows in one page: 20,000 (business-central-api.md §5) or 5,000 (dataverse-web-api.md §5.3). */
    public static int maximumPage(ServiceKind kind) {
        return kind == ServiceKind.BUSINESS_CENTRAL ? 20_000 : 5_000;
    }

    /**
     * Settings of one company of Business Central.
     *
     * @param root the address up to the environment, for example {@code http://127.0.0.1:8090/v2.0/sandbox}
     * @param companyId id of the company, for the API surfaces
     * @param companyName name of the company, for published pages
     */
    public static ConnectionSettings businessCentral(
            URI root,
            String companyId,
            String companyName,
            URI tokenUri,
            String clientId,
            Secret secret,
            String scope) {
        return new ConnectionSettings(
                "bc",
                ServiceKind.BUSINESS_CENTRAL,
                BusinessCentralAddresses.surfaces(root, companyId, companyName),
                tokenUri,
                clientId,
                secret,
                scope,
                Limits.businessCentral(),
                5,
                100,
                5000,
                0.9,
                Duration.ofMinutes(8),
                5);
    }

    /** Settings of one organisation; {@code base} ends in {@code /api/data/v9.2/}. */
    public static ConnectionSettings dataverse(URI base, URI tokenUri, String clientId, Secret secret, String scope) {
        return new ConnectionSettings(
                "dataverse",
                ServiceKind.DATAVERSE,
                List.of(new Surface("", base, base)),
                tokenUri,
                clientId,
                secret,
                scope,
                Limits.dataverse(),
                8,
                100,
                5000,
                0.9,
                Duration.ofMinutes(4),
                5);
    }

    /** The same with other limits. */
    public ConnectionSettings withLimits(Limits other) {
        return new ConnectionSettings(
                name,
                kind,
                surfaces,
                tokenUri,
                clientId,
                clientSecret,
                scope,
                other,
                concurrency,
                batchSize,
                pageSize,
                budgetShare,
                timeout,
                readAttempts);
    }

    /** The same with other base addresses. */
    public ConnectionSettings withSurfaces(List<Surface> others) {
        return new ConnectionSettings(
                name,
                kind,
                others,
                tokenUri,
                clientId,
                clientSecret,
                scope,
                limits,
                concurrency,
                batchSize,
                pageSize,
                budgetShare,
                timeout,
                readAttempts);
    }

    /** The same with other sizes. */
    public ConnectionSettings withSizes(int newConcurrency, int newBatchSize, int newPageSize) {
        return new ConnectionSettings(
                name,
                kind,
                surfaces,
                tokenUri,
                clientId,
                clientSecret,
                scope,
                limits,
                newConcurrency,
                newBatchSize,
                newPageSize,
                budgetShare,
                timeout,
                readAttempts);
    }

    /** The same with another share of the limits. */
    public ConnectionSettings withBudgetShare(double newShare) {
        return new ConnectionSettings(
                name,
                kind,
                surfaces,
                tokenUri,
                clientId,
                clientSecret,
                scope,
                limits,
                concurrency,
                batchSize,
                pageSize,
                newShare,
                timeout,
                readAttempts);
    }

    /** The same with another patience. */
    public ConnectionSettings withPatience(Duration newTimeout, int newReadAttempts) {
        return new ConnectionSettings(
                name,
                kind,
                surfaces,
                tokenUri,
                clientId,
                clientSecret,
                scope,
                limits,
                concurrency,
                batchSize,
                pageSize,
                budgetShare,
                newTimeout,
                newReadAttempts);
    }

    private static void require(boolean holds, String name, String setting, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + "." + setting + ": expected " + expected + ", found '" + found + "'; correct the setting");
        }
    }
}
