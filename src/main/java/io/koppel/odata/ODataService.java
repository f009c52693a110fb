package io.koppel.odata;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One remote service. All calls block, may be made from many threads, keep the service's limits and carry a request id.
 * Paths of Business Central may start with a surface ({@code v2.0/}, {@code pages/}, {@code companion/}) or with publisher, group
 * and version of an extension's API ({@code fabrikam/fleet/v1.0/}); without one the first surface of the settings answers.
 */
public interface ODataService extends AutoCloseable {
    /** Name in routes, logs and errors. */
    String name();

    /** Which of the two systems it is. */
    ServiceKind kind();

    /** The settings it was opened with. */
    ConnectionSettings settings();

    /** How much of the service's allowance is spent at the moment. */
    BudgetUse budget();

    /** The same service, whose requests all carry that {@code X-Request-Id}; otherwise each request has one of its own. */
    default ODataService withRequestId(String requestId) {
        return withHeaders(Map.of("X-Request-Id", requestId));
    }

    /**
     * The same service, whose requests all carry these headers besides their own.
     *
     * @throws IllegalArgumentException for {@code Authorization} and {@code Host}, which belong to the connection
     */
    ODataService withHeaders(Map<String, String> headers);

    /** Reads a set lazily, page by page; nothing is asked before the first {@code hasNext} or {@code next}. */
    Pages read(ReadRequest request);

    /**
     * Reads one page.
     *
     * @throws ServiceException when the service refuses, or transient errors outlast the retries
     */
    Page readPage(ReadRequest request);

    /**
     * Reads one row by its path.
     *
     * @return empty when the row does not exist; an unknown set is an error, not an empty answer
     * @throws ServiceException on every other error
     */
    Optional<Row> readOne(String path, Map<String, String> query);

    /**
     * Reads the rows with these keys in as few requests as the service allows; rows that do not exist are left out.
     *
     * @param keyColumn a column that holds GUIDs ({@code accountid}, {@code systemId}, {@code id})
     * @param query further options such as {@code $select}; {@code $filter} is not allowed
     * @return all rows in one page without links, order unspecified
     */
    Page readByIds(String entitySet, String keyColumn, Collection<String> ids, Map<String, String> query);

    /** Sends one write. Refusals and lost answers are results, not exceptions. */
    WriteResult write(WriteOperation operation);

    /**
     * Sends operations in batches of at most the settings' size, one after the other.
     *
     * @param allOrNothing each batch is one transaction (change set or snapshot isolation); needs at most one batch's
     *     worth of operations, else {@link IllegalArgumentException}
     * @return one result per operation, in order
     */
    List<WriteResult> batch(List<WriteOperation> operations, boolean allOrNothing);

    /**
     * Sends transactions, as many in a batch as the settings' size allows: each is applied whole or not at all, and one that
     * is refused leaves the others alone.
     *
     * @return for each transaction one result per operation, in order; after a refusal all of one transaction are the same
     * @throws UnsupportedOperationException on Business Central
     */
    List<List<WriteResult>> changeSets(List<List<WriteOperation>> transactions);

    /**
     * Creates rows by the bulk message of Dataverse. A refused message is divided until each refused row stands alone; rows
     * that fail for a reason that concerns all of them (throttling, rights) are not divided.
     *
     * @param typeName logical name of the table, for {@code @odata.type}
     * @return one result per row, in order; versions are not told by this message
     * @throws UnsupportedOperationException on Business Central
     */
    List<WriteResult> createMultiple(String entitySet, String typeName, List<Map<String, @Nullable Object>> rows);

    /** Updates rows by the bulk message; each carries its primary key. As {@link #createMultiple}. */
    List<WriteResult> updateMultiple(String entitySet, String typeName, List<Map<String, @Nullable Object>> rows);

    /** {@code $metadata} of the default surface; the caller closes it. */
    InputStream metadata();

    /** {@code $metadata} of a surface; the caller closes it. */
    InputStream metadata(String surface);

    /** Lets somebody know of each answer from now on; there is one watch at a time. */
    void watch(RequestWatch watch);

    /**
     * Sends nothing from now on while this says no: calls are refused as a matter of configuration, requests under way come to
     * their end.
     *
     * @param reason what the refusal says
     */
    void onlyWhile(BooleanSupplier allowed, String reason);

    /** What was asked so far. */
    RequestCounts requests();

    /** Stops fetching ahead; requests in flight end by themselves. */
    @Override
    void close();
}
