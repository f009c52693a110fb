package io.koppel.sales;

import io.koppel.mapping.Side;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far a set has been looked at that no mapping describes, by the stamps of its service (promises.md P6). It stands among the
 * watermarks under a name of its own.
 */
public final class ReadPointer {
    /** How far back the first look goes: what lies before is the past, and is not told any more. */
    private static final Duration FIRST_LOOK = Duration.ofDays(1);

    private final Engine engine;
    private final String name;
    private final Side side;

    /** @param name of the job and the set */
    public ReadPointer(Engine engine, String name, Side side) {
        this.engine = engine;
        this.name = name;
        this.side = side;
    }

    /** From where on the set is to be read. */
    public Instant from() {
        OptionalLong stamp = engine.watermarks().of(engine.scope(name), side);
        return stamp.isPresent()
                ? Instant.ofEpochMilli(stamp.getAsLong())
                        .minus(engine.settings().overlap())
                : engine.clock().instant().minus(FIRST_LOOK);
    }

    /** The stamp up to which everything was dealt with; empty before the first run that came to its end. */
    public OptionalLong reached() {
        return engine.watermarks().of(engine.scope(name), side);
    }

    /** The youngest stamp of a page, 1970 for a page without rows. */
    public static Instant last(Page page, String column) {
        Instant last = Instant.EPOCH;
        for (Row row : page.rows()) {
            String text = row.text(column);
            Instant stamp = text == null ? Instant.EPOCH : Instant.parse(text);
            last = stamp.isAfter(last) ? stamp : last;
        }
        return last;
    }

    /** Everything up to this stamp is dealt with; takes part in the transaction that says so. */
    public void advance(Connection connection, Instant stamp) throws SQLException {
        engine.watermarks().advance(connection, engine.scope(name), side, stamp.toEpochMilli());
    }
}
