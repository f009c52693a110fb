package io.koppel.odata;

import java.net.URI;

/**
 * Who Koppel is to one service: OAuth 2 client credentials.
 *
 * @param tokenUri the token endpoint
 * @param scope what is asked of it
 */
public record Credentials(URI tokenUri, String clientId, Secret clientSecret, String scope) {}
