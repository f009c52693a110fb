package io.koppel.odata;

import java.io.IOException;

/** The wire. The one seam between this package and the network; another transport can stand in its place. */
public interface Transport {
    /**
     * Sends one request and waits for its whole answer.
     *
     * @throws NotSentException when the service cannot have seen the request
     * @throws IOException when the answer was lost: the service may or may not have acted
     * @throws InterruptedException when the calling thread is asked to stop; the answer is lost then, too
     */
    HttpResponseValue send(HttpRequestValue request) throws IOException, InterruptedException;
}
