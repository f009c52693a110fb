package io.koppel.odata;

/** A read, or a write as a whole, failed; {@link #error()} says how. */
public class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ServiceError error;

    /**
     * @param service name of the service
     * @param what what was asked, without secrets
     */
    public ServiceException(String service, String what, ServiceError error) {
        super(service + ": " + what + ": " + error.describe());
        this.error = error;
    }

    /** The error of the service. */
    public ServiceError error() {
        return error;
    }
}
