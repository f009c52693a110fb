package io.koppel.odata;

/** The body of a {@code bc:batch} or {@code dataverse:batch} step: it knows what to send, the endpoint where to. */
public interface Delivery {
    /** Sends itself; the answer becomes the body after the step. */
    Object deliverTo(ODataService service);
}
