package io.koppel.odata;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How one remote service is reached.
 *
 * @param name name in routes, logs and errors: {@code bc} or {@code dataverse}
 * @param surfaces its base addresses, the default one first
 */
public record ConnectionSettings(
        String name, ServiceKind kind, List<Surface> surfaces, Credentials credentials, Throughput throughput) {
    /** Refuses values that no service accepts; each message names the setting, what was expected and what was found. */
    public ConnectionSettings {
        surfaces = List.copyOf(surfaces);
        require(!surfaces.isEmpty(), name, "surfaces", "at least one base address", surfaces);
        Throughput use = throughput;
        require(use.concurrency() >= 1, name, "concurrency", "1 or more", use.concurrency());
        require(
                use.batchSize() >= 1 && use.batchSize() <= maximumBatch(kind),
                name,
                "batchSize",
                "1 to " + maximumBatch(kind),
                use.batchSize());
        require(
                use.pageSize() >= 1 && use.pageSize() <= maximumPage(kind),
                name,
                "pageSize",
                "1 to " + maximumPage(kind),
                use.pageSize());
        double share = use.budgetShare();
        require(share > 0 && share <= 1, name, "budgetShare", "more than 0, at most 1", share);
        boolean patient = !use.timeout().isNegative() && !use.timeout().isZero();
        require(patient, name, "timeout", "a positive duration", use.timeout());
        require(use.readAttempts() >= 1, name, "readAttempts", "1 or more", use.readAttempts());
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
                new Credentials(tokenUri, clientId, secret, scope),
                Throughput.of(ServiceKind.BUSINESS_CENTRAL));
    }

    /** Settings of one organisation; {@code base} ends in {@code /api/data/v9.2/}. */
    public static ConnectionSettings dataverse(URI base, URI tokenUri, String clientId, Secret secret, String scope) {
        return new ConnectionSettings(
                "dataverse",
                ServiceKind.DATAVERSE,
                List.of(new Surface("", base, base)),
                new Credentials(tokenUri, clientId, secret, scope),
                Throughput.of(ServiceKind.DATAVERSE));
    }

    /** The same with other limits. */
    public ConnectionSettings withLimits(Limits other) {
        return with(throughput.withLimits(other));
    }

    /** The same with other base addresses. */
    public ConnectionSettings withSurfaces(List<Surface> others) {
        return new ConnectionSettings(name, kind, others, credentials, throughput);
    }

    /** The same with other sizes. */
    public ConnectionSettings withSizes(int concurrency, int batchSize, int pageSize) {
        return with(throughput.withSizes(concurrency, batchSize, pageSize));
    }

    /** The same with another share of the limits. */
    public ConnectionSettings withBudgetShare(double share) {
        return with(throughput.withBudgetShare(share));
    }

    /** The same with another patience. */
    public ConnectionSettings withPatience(Duration timeout, int readAttempts) {
        return with(throughput.withPatience(timeout, readAttempts));
    }

    private ConnectionSettings with(Throughput other) {
        return new ConnectionSettings(name, kind, surfaces, credentials, other);
    }

    private static void require(boolean holds, String name, String setting, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + "." + setting + ": expected " + expected + ", found '" + found + "'; correct the setting");
        }
    }
}
