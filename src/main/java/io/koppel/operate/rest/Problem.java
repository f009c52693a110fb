package io.koppel.operate.rest;

/** An error as RFC 9457 writes it. */
record Problem(String type, String title, int status, String detail, String instance) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String title, String detail, String requestId) {
        return new Problem("about:blank", title, status, detail, "urn:request:" + requestId);
    }
}
