package io.koppel.odata;

import java.util.Map;

/**
 * One request as it stands in a batch.
 *
 * @param url relative to where the batch is posted, encoded
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartRequest(String method, String url, Map<String, String> headers, byte[] body) {}
