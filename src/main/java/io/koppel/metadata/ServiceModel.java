package io.koppel.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one OData service.
 *
 * @param tables tables by entity set name
 */
public record ServiceModel(Map<String, TableModel> tables) {

    /**
     * Reads a CSDL document as a stream; nothing is fetched from elsewhere.
     *
     * @param edmx the answer to {@code $metadata}; not closed
     * @throws IOException if the document is not well-formed CSDL; the message says where
     */
    public static ServiceModel parse(InputStream edmx) throws IOException {
        return new MetadataReader().read(edmx);
    }

    /** The table behind {@code entitySet}, or null if the service has no such set. */
    public @Nullable TableModel table(String entitySet) {
        return tables.get(entitySet);
    }
}
