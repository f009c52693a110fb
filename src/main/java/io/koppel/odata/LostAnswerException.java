package io.koppel.odata;

/** A single write of a route got no answer that tells: it may have been applied. Read before sending it again. */
public class LostAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the service and what is known. */
    public LostAnswerException(String service, String reason) {
        super(service + ": " + reason + "; the change may have been applied, read the row before sending it again");
    }
}
