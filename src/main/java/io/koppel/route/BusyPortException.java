package io.koppel.route;

/** A port that cannot be listened on. */
public final class BusyPortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyPortException(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + ":" + port
                        + ", most probably because another program does; end it or choose another port with --port or"
                        + " koppel.http.port",
                cause);
    }
}
