package io.koppel.operate.monitor;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How mappings stand in the store, for those who ask often: a million couplings are not counted again for each question, but
 * at most once in {@link #FRESH}.
 */
public final class MappingStates {
    private static final Duration FRESH = Duration.ofSeconds(15);
    /** One answer asks for each mapping and direction in turn. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Database database;
    private final String company;
    private final Mappings mappings;
    private final Scopes scopes;
    private final InstantSource clock;
    private final Duration fresh;
    private final boolean counting;
    private Instant read = Instant.MIN;
    private Map<PassTotals.Pass, State> states = Map.of();

    public MappingStates(Database database, String company, Mappings mappings, InstantSource clock) {
        this(database, company, mappings, clock, FRESH, true);
    }

    private MappingStates(
            Database database,
            String company,
            Mappings mappings,
            InstantSource clock,
            Duration fresh,
            boolean counting) {
        this.fresh = fresh;
        this.counting = counting;
        this.database = database;
        this.company = company;
        this.mappings = mappings;
        this.scopes = new Scopes(database);
        this.clock = clock;
    }

    /** As it is at the moment, but for what takes time: couplings are not counted. For somebody who looks at it. */
    public static MappingStates now(Database database, String company, Mappings mappings, InstantSource clock) {
        return new MappingStates(database, company, mappings, clock, MOMENT, false);
    }

    /**
     * One mapping in one direction.
     *
     * @param skipped couplings that are left out until someone releases them
     * @param left how many of these failed in this direction, and since when
     * @param waiting records that failed and wait for the next run
     * @param oldestWaiting milliseconds since the epoch at which the first of them failed; empty if none waits
     * @param seenUpTo milliseconds since the epoch, by the source's clock, up to which every change was looked at
     */
    public record State(
            long couplings, long skipped, Open left, long waiting, OptionalLong oldestWaiting, OptionalLong seenUpTo) {
        static final State UNKNOWN = new State(0, 0, Open.NONE, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Some records, and the time in milliseconds since the epoch at which the first of them failed. */
    public record Open(long records, OptionalLong since) {
        static final Open NONE = new Open(0, OptionalLong.empty());
    }

    /** How one mapping stands in one direction. */
    public synchronized State of(String mapping, Direction direction) {
        Instant now = clock.instant();
        if (read.equals(Instant.MIN) || read.plus(fresh).isBefore(now)) {
            states = readAll();
            read = now;
        }
        return states.getOrDefault(new PassTotals.Pass(mapping, direction.key()), State.UNKNOWN);
    }

    private Map<PassTotals.Pass, State> readAll() {
        Map<Integer, long[]> couplings = new HashMap<>();
        Map<Place, long[]> waiting = new HashMap<>();
        Map<Place, long[]> left = new HashMap<>();
        Map<Place, Long> seen = new HashMap<>();
        database.jdbi().useHandle(handle -> {
            if (counting) {
                handle.createQuery("SELECT scope, COUNT(*), COALESCE(SUM(CASE WHEN skipped THEN 1 ELSE 0 END), 0)"
                                + " FROM coupling GROUP BY scope")
                        .map((rows, context) ->
                                couplings.put(rows.getInt(1), new long[] {rows.getLong(2), rows.getLong(3)}))
                        .list();
            }
            handle.createQuery("SELECT scope, direction, COUNT(*), MIN(at) FROM retry GROUP BY scope, direction")
                    .map((rows, context) -> waiting.put(
                            new Place(rows.getInt(1), rows.getInt(2)), new long[] {rows.getLong(3), rows.getLong(4)}))
                    .list();
            handle.createQuery(
                            "SELECT scope, direction, COUNT(*), MIN(at) FROM skipped_record GROUP BY scope, direction")
                    .map((rows, context) -> left.put(
                            new Place(rows.getInt(1), rows.getInt(2)), new long[] {rows.getLong(3), rows.getLong(4)}))
                    .list();
            handle.createQuery("SELECT scope, side, GREATEST(stamp, seen_at) FROM watermark")
                    .map((rows, context) -> seen.put(new Place(rows.getInt(1), rows.getInt(2)), rows.getLong(3)))
                    .list();
        });
        Map<PassTotals.Pass, State> all = new HashMap<>();
        for (TableMapping mapping : new ArrayList<>(mappings.all())) {
            int scope = scopes.of(company, mapping.id());
            long[] counts = couplings.getOrDefault(scope, new long[2]);
            for (Direction direction : List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE)) {
                if (mapping.direction().includes(direction)) {
                    long[] open = waiting.get(new Place(scope, direction.ordinal()));
                    long[] skipped = left.get(new Place(scope, direction.ordinal()));
                    Long upTo = seen.get(new Place(scope, direction.source().ordinal()));
                    all.put(
                            new PassTotals.Pass(mapping.id(), direction.key()),
                            new State(
                                    counts[0],
                                    counts[1],
                                    skipped == null ? Open.NONE : new Open(skipped[0], OptionalLong.of(skipped[1])),
                                    open == null ? 0 : open[0],
                                    open == null ? OptionalLong.empty() : OptionalLong.of(open[1]),
                                    upTo == null ? OptionalLong.empty() : OptionalLong.of(upTo)));
                }
            }
        }
        return all;
    }

    /** A scope and a direction or side, as the tables number them. */
    private record Place(int scope, int number) {}
}
