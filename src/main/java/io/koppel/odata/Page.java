package io.koppel.odata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a read.
 *
 * @param rows rows in the order of the service
 * @param nextLink absolute address of the next page, opaque; null on the last page
 * @param deltaLink where the next tracked read starts; only on the last page of a tracked read
 * @param count number of rows of the whole result, when asked for with {@code $count}
 * @param deletedIds ids reported as deleted by a tracked read (dataverse-web-api.md §7)
 * @param serverTime time of the answer by the server's clock (header {@code Date}, whole seconds); 1970 where it does not
 *     tell
 */
public record Page(
        List<Row> rows,
        @Nullable String nextLink,
        @Nullable String deltaLink,
        @Nullable Long count,
        List<String> deletedIds,
        Instant serverTime) {}
