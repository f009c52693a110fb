package io.koppel.odata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation, sent alone or as a part of a batch.
 *
 * @param path resource path below the surface, with its key: {@code accounts({id})}
 * @param body columns to send, in this order (Business Central validates in turn, business-central-api.md §6)
 * @param ifMatch ETag that the row must still have, or {@code *}
 * @param ifNoneMatch {@code *}: only when no such row exists (Dataverse)
 */
public record WriteOperation(
        Kind kind,
        String path,
        Map<String, @Nullable Object> body,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch) {
    /** What is asked for. */
    public enum Kind {
        /** POST to the set. */
        CREATE,
        /** PATCH of a row that must exist; without an ETag {@code If-Match: *} is sent. */
        UPDATE,
        /** PATCH without {@code If-Match}: creates the row when it is missing (Dataverse only, dataverse-web-api.md §6.1). */
        UPSERT,
        /** DELETE of a row. */
        DELETE,
        /** POST of an action, bound or not. */
        ACTION,
        /** GET of a row, in a batch. */
        READ
    }

    /** POST of a new row. */
    public static WriteOperation create(String entitySet, Map<String, @Nullable Object> body) {
        return new WriteOperation(Kind.CREATE, entitySet, body, null, null);
    }

    /** PATCH of the row as long as it still has that version. */
    public static WriteOperation update(String path, Map<String, @Nullable Object> body, String ifMatch) {
        return new WriteOperation(Kind.UPDATE, path, body, ifMatch, null);
    }

    /** PATCH that creates only: answered by {@link ErrorClass#DUPLICATE} when the row exists (Dataverse). */
    public static WriteOperation createAt(String path, Map<String, @Nullable Object> body) {
        return new WriteOperation(Kind.UPSERT, path, body, null, "*");
    }

    /** DELETE of the row as long as it still has that version. */
    public static WriteOperation delete(String path, String ifMatch) {
        return new WriteOperation(Kind.DELETE, path, Map.of(), ifMatch, null);
    }

    /** POST of an action with its parameters. */
    public static WriteOperation action(String path, Map<String, @Nullable Object> parameters) {
        return new WriteOperation(Kind.ACTION, path, parameters, null, null);
    }

    /** GET of one row; {@code path} may carry an encoded query. */
    public static WriteOperation read(String path) {
        return new WriteOperation(Kind.READ, path, Map.of(), null, null);
    }
}
