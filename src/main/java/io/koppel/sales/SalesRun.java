package io.koppel.sales;

import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.History;
import io.koppel.mapping.Direction;
import io.koppel.odata.ErrorClass;
import io.koppel.store.StoredText;
import io.koppel.sync.Cause;
import io.koppel.sync.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job for sales documents while it goes through its route: what all its batches share, and how they reach the
 * journal. The counterpart of {@link io.koppel.sync.Pass} for work that no table mapping describes.
 */
public final class SalesRun {
    private final Engine engine;
    private final String mapping;
    private final Direction direction;
    private final long run;
    private final long job;
    private final String startedBy;
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();
    private volatile List<UUID> documents;
    private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
    private volatile Counters counters = Counters.ZERO;

    /**
     * @param mapping under which name failures, history and couplings stand; need not be a mapping
     * @param job its row in the job log
     * @param documents the documents that were asked for, none for all that are due
     */
    public SalesRun(
            Engine engine,
            String mapping,
            Direction direction,
            long run,
            long job,
            String startedBy,
            List<UUID> documents) {
        this.engine = engine;
        this.mapping = mapping;
        this.direction = direction;
        this.run = run;
        this.job = job;
        this.startedBy = startedBy;
        this.documents = List.copyOf(documents);
    }

    /** The services and the store. */
    public Engine engine() {
        return engine;
    }

    /** Under which name failures, history and couplings stand. */
    public String mapping() {
        return mapping;
    }

    /** Which way the run writes. */
    public Direction direction() {
        return direction;
    }

    /** Number of the run. */
    public long run() {
        return run;
    }

    /** Its row in the job log. */
    public long job() {
        return job;
    }

    /** Who or what started it. */
    public String startedBy() {
        return startedBy;
    }

    /** The documents that are to be read, by their ids in Sales; none for all that are due. */
    public List<UUID> documents() {
        return documents;
    }

    /** Names the documents that are read next; none for all that are due. */
    void only(List<UUID> ids) {
        documents = List.copyOf(ids);
    }

    /** What is read once in a run: made when it is asked for the first time. */
    @SuppressWarnings("unchecked") // only a T is ever kept under its class
    public <T> T kept(Class<T> type, Supplier<T> made) {
        Object value = kept.computeIfAbsent(type, key -> made.get());
        return (T) value;
    }

    /** Now, by this process's clock: for the journal only. */
    public Instant now() {
        return engine.clock().instant();
    }

    /** The number under which couplings and history of this run stand. */
    public int scope() {
        return engine.scope(mapping);
    }

    /**
     * A failed document in words: mapping, document and direction first, then what was expected and what to do.
     *
     * @param name number or name people know the document by
     * @param sourceId id on the side the run reads
     */
    public FailedRecord failure(
            String name,
            @Nullable UUID sourceId,
            @Nullable UUID destinationId,
            ErrorClass errorClass,
            @Nullable String code,
            @Nullable String field,
            String message) {
        String prefix = mapping + " " + name + " "
                + (direction == Direction.TO_DATAVERSE ? "to Dataverse" : "from Dataverse") + ": ";
        return new FailedRecord(
                engine.newId(),
                job,
                run,
                scope(),
                engine.company().name(),
                mapping,
                direction.key(),
                cut(name, 250),
                sourceId == null ? null : sourceId.toString(),
                destinationId == null ? null : destinationId.toString(),
                errorClass.name().toLowerCase(Locale.ROOT),
                cut(code, 60),
                cut(field, 100),
                cut(prefix + message, 2000),
                cut(Cause.of(message, name), 200),
                engine.clock().millis());
    }

    /** Writes what a batch came to into the journal, in the transaction that confirms it. */
    public void confirm(
            Connection connection, Counters more, List<History.Entry> history, Collection<FailedRecord> failures)
            throws SQLException {
        if (!history.isEmpty()) {
            engine.history()
                    .record(connection, scope(), run, job, engine.clock().millis(), history);
        }
        engine.errors().fail(connection, failures);
        engine.jobLog().count(connection, job, more);
        count(more);
    }

    private synchronized void count(Counters more) {
        counters = counters.plus(more);
    }

    /** What its confirmed batches counted. */
    public Counters counters() {
        return counters;
    }

    /** Notes that the run cannot come to its end. */
    public void fail(Throwable cause) {
        error.compareAndSet(null, cause);
    }

    /** Why the run could not come to its end, null if nothing stood against it. */
    public @Nullable Throwable error() {
        return error.get();
    }

    private static String cut(@Nullable String text, int length) {
        return text == null ? "" : StoredText.cut(text, length);
    }
}
