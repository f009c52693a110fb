package io.koppel.setup;

import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How one remote service is reached and how hard it may be used; as set, before anything was asked of the service.
 *
 * @param secretAt where the client secret lies, for people
 */
public record ServiceSettings(
        URI url,
        URI tokenUrl,
        String clientId,
        Secret clientSecret,
        String secretAt,
        String scope,
        int pageSize,
        int batchSize,
        int concurrency,
        double budgetShare,
        Duration timeout,
        int readAttempts) {

    /** Connection to Dataverse. */
    public ConnectionSettings dataverse() {
        return sized(ConnectionSettings.dataverse(url, tokenUrl, clientId, clientSecret, scope));
    }

    /** Connection to one company of Business Central. */
    public ConnectionSettings businessCentral(String companyId, String companyName) {
        return sized(ConnectionSettings.businessCentral(
                url, companyId, companyName, tokenUrl, clientId, clientSecret, scope));
    }

    private ConnectionSettings sized(ConnectionSettings connection) {
        return connection
                .withSizes(concurrency, batchSize, pageSize)
                .withBudgetShare(budgetShare)
                .withPatience(timeout, readAttempts);
    }
}
