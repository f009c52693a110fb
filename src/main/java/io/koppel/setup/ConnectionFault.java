package io.koppel.setup;

import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.ServiceError;
import io.koppel.odata.ServiceException;
import io.koppel.odata.ServiceKind;

/** Puts what went wrong with a connection into one sentence that says what to do. */
final class ConnectionFault {
    private ConnectionFault() {}

    static ConnectionException explain(ConnectionSettings connection, ServiceException failure) {
        return new ConnectionException(sentence(connection, failure.error()), failure);
    }

    private static String sentence(ConnectionSettings connection, ServiceError error) {
        boolean businessCentral = connection.kind() == ServiceKind.BUSINESS_CENTRAL;
        String service = businessCentral ? "Business Central" : "Dataverse";
        String prefix = businessCentral ? "koppel.bc" : "koppel.dataverse";
        boolean token = error.fromTokenEndpoint();
        if (error.status() == 0) {
            return token
                    ? service + " cannot be reached: its token endpoint "
                            + connection.credentials().tokenUri() + " does not answer (" + error.message() + "); check "
                            + prefix + ".token-url and the network"
                    : service + " cannot be reached at "
                            + connection.surfaces().get(0).batchUri() + " (" + error.message() + "); check " + prefix
                            + ".url and the network";
        }
        if (token) {
            return service + " refused the credential of client '"
                    + connection.credentials().clientId() + "' (" + error.status()
                    + (error.code().isEmpty() ? "" : " " + error.code()) + "); check " + prefix + ".client-id, "
                    + prefix
                    + ".client-secret and " + prefix + ".scope";
        }
        return switch (error.status()) {
            case 401, 403 ->
                service + " does not let client '" + connection.credentials().clientId() + "' in (" + error.describe()
                        + "); give its user the integration role";
            case 404 ->
                service + " knows nothing at " + connection.surfaces().get(0).batchUri() + "; check " + prefix + ".url";
            default -> service + " answered " + error.describe() + "; try again later or ask its administrator";
        };
    }
}
