package io.koppel.operate;

/** A verb that could not be carried out, in a sentence that says what was expected and what to do. */
public final class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it could not. */
    public enum Reason {
        /** What was named does not exist. */
        NOT_FOUND(404, "Not found"),
        /** What was asked makes no sense. */
        INVALID(400, "Invalid request"),
        /** It cannot be done as things stand now. */
        CONFLICT(409, "Not possible now"),
        /** A remote service or the process itself does not answer. */
        UNAVAILABLE(503, "Unavailable");

        private final int status;
        private final String title;

        Reason(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status that says so. */
        public int status() {
            return status;
        }

        /** The same in words. */
        public String title() {
            return title;
        }
    }

    private final Reason reason;

    public OperationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it could not. */
    public Reason reason() {
        return reason;
    }

    /** What was named does not exist. */
    public static OperationException notFound(String message) {
        return new OperationException(Reason.NOT_FOUND, message);
    }

    /** What was asked makes no sense. */
    public static OperationException invalid(String message) {
        return new OperationException(Reason.INVALID, message);
    }
}
