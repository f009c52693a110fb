package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.store.Database;
import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code intent}: writes that were about to happen. The intents of a batch are committed as one row before its
 * request leaves and removed in the transaction that confirms the outcome, so whatever dies in between is found again
 * (promises.md P1).
 */
public final class Intents {
    private static final Direction[] DIRECTIONS = Direction.values();

    /** Added to the number of an operation that the service refused. */
    private static final int REFUSED = 16;

    private final Database database;

    public Intents(Database database) {
        this.database = database;
    }

    /** What is about to be done. The order is the number stored. */
    public enum Operation {
        CREATE,
        UPDATE,
        /** The update that brings two records in step for the first time, after match-based coupling. */
        COUPLE,
        /** An update that overwrites whatever the other side holds, because a person asked for it. */
        FORCE
    }

    /**
     * One write that is about to happen.
     *
     * @param expectedVersion ETag the update is made on; null for a create
     * @param sent for each field of an update a number made of its name and value, by which the value is known again; none
     *     where nobody needs to know
     * @param refused whether the service said that the record has another version
     */
    public record Intent(
            UUID businessCentralId,
            UUID dataverseId,
            Operation operation,
            @Nullable String expectedVersion,
            Set<Long> sent,
            boolean refused) {
        /** Without a trace of its fields. */
        public Intent(UUID businessCentralId, UUID dataverseId, Operation operation, @Nullable String expectedVersion) {
            this(businessCentralId, dataverseId, operation, expectedVersion, Set.of(), false);
        }

        /** The same, of which the service said that the record has another version. */
        public Intent asRefused() {
            return new Intent(businessCentralId, dataverseId, operation, expectedVersion, sent, true);
        }
    }

    /** Intents of one batch that were never confirmed. */
    public record Unconfirmed(UUID batch, Direction direction, long run, List<Intent> intents) {}

    /** Records the intents of a batch. */
    public void open(
            Connection connection,
            UUID batch,
            int scope,
            Direction direction,
            long run,
            long at,
            Collection<Intent> intents)
            throws SQLException {
        byte[] content = write(intents);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO intent (id, scope, direction, run, at, content) VALUES (?,?,?,?,?,?)")) {
            statement.setObject(1, batch);
            statement.setInt(2, scope);
            statement.setInt(3, direction.ordinal());
            statement.setLong(4, run);
            statement.setLong(5, at);
            statement.setBytes(6, content);
            statement.executeUpdate();
        }
    }

    private static byte[] write(Collection<Intent> intents) {
        ValueWriter content = new ValueWriter();
        for (Intent intent : intents) {
            content.id(intent.businessCentralId())
                    .id(intent.dataverseId())
                    .number(intent.operation().ordinal() + (intent.refused() ? REFUSED : 0))
                    .value(intent.expectedVersion())
                    .number(intent.sent().size());
            intent.sent().forEach(content::number);
        }
        return content.toBytes();
    }

    /** Removes the intents of a batch whose outcome is known. */
    public void close(Connection connection, UUID batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM intent WHERE id = ?")) {
            statement.setObject(1, batch);
            statement.executeUpdate();
        }
    }

    /** Removes the intents about some records, named by their id on either side, from those of a batch. */
    public void forget(Connection connection, UUID batch, Set<UUID> records) throws SQLException {
        List<Intent> left = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT content FROM intent WHERE id = ?")) {
            statement.setObject(1, batch);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    left.addAll(read(rows.getBytes(1)));
                }
            }
        }
        left.removeIf(intent -> records.contains(intent.businessCentralId()) || records.contains(intent.dataverseId()));
        if (left.isEmpty()) {
            close(connection, batch);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("UPDATE intent SET content = ? WHERE id = ?")) {
            statement.setBytes(1, write(left));
            statement.setObject(2, batch);
            statement.executeUpdate();
        }
    }

    /** What a dead process left behind for a mapping, the oldest first. */
    public List<Unconfirmed> unconfirmed(int scope) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT id, direction, run, content FROM intent WHERE scope = ? ORDER BY at, id", scope)
                .map((rows, context) -> new Unconfirmed(
                        rows.getObject(1, UUID.class),
                        DIRECTIONS[rows.getInt(2)],
                        rows.getLong(3),
                        read(rows.getBytes(4))))
                .list());
    }

    private static List<Intent> read(byte[] content) {
        ValueReader in = new ValueReader(content);
        List<Intent> intents = new ArrayList<>();
        while (!in.atEnd()) {
            UUID businessCentralId = in.id();
            UUID dataverseId = in.id();
            int number = (int) in.number();
            Operation operation = Operation.values()[number % REFUSED];
            String expectedVersion = (String) in.value();
            Set<Long> sent = new HashSet<>();
            for (long left = in.number(); left > 0; left--) {
                sent.add(in.number());
            }
            intents.add(
                    new Intent(businessCentralId, dataverseId, operation, expectedVersion, sent, number >= REFUSED));
        }
        return intents;
    }
}
