package io.koppel.coupling;

import io.koppel.store.StoredText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code coupling} and what they hold of a {@link Coupling}. */
final class CouplingColumns {
    /** What a query for couplings selects, of the table under the name {@code c}. */
    static final String READ = "c.business_central_id, c.dataverse_id, c.state, c.business_central_number,"
            + " c.dataverse_name, c.business_central_stamp, c.dataverse_stamp, c.dataverse_version, c.base, c.to_result,"
            + " c.to_run, c.from_result, c.from_run, c.failure, c.skipped";

    private CouplingColumns() {}

    /** Writes all columns but the scope, in the order of {@link #READ}. */
    static void write(PreparedStatement statement, Coupling coupling, int first) throws SQLException {
        statement.setObject(first, coupling.businessCentralId());
        writeWithoutKey(statement, coupling, first + 1);
    }

    /** Writes what follows the Business Central id. Texts for people are cut; ids and versions never are. */
    static void writeWithoutKey(PreparedStatement statement, Coupling coupling, int first) throws SQLException {
        int at = first;
        statement.setObject(at++, coupling.dataverseId());
        statement.setShort(at++, (short) coupling.state().ordinal());
        statement.setString(at++, StoredText.cutOrNull(coupling.number(), 100));
        statement.setString(at++, StoredText.cutOrNull(coupling.name(), 250));
        statement.setLong(at++, coupling.versions().businessCentralStamp());
        statement.setLong(at++, coupling.versions().dataverseStamp());
        statement.setLong(at++, coupling.versions().dataverseVersion());
        BaseSnapshot base = coupling.base();
        statement.setBytes(at++, base == null ? null : base.toBytes());
        statement.setShort(at++, (short) coupling.toResult().ordinal());
        setLong(statement, at++, coupling.toRun());
        statement.setShort(at++, (short) coupling.fromResult().ordinal());
        setLong(statement, at++, coupling.fromRun());
        statement.setString(at++, StoredText.cutOrNull(coupling.failure(), 2000));
        statement.setBoolean(at, coupling.skipped());
    }

    /** @param rows a row of {@link #READ} */
    static Coupling read(ResultSet rows) throws SQLException {
        byte[] base = rows.getBytes(9);
        return new Coupling(
                rows.getObject(1, UUID.class),
                rows.getObject(2, UUID.class),
                CouplingState.stored(rows.getInt(3)),
                rows.getString(4),
                rows.getString(5),
                new Versions(rows.getLong(6), rows.getLong(7), rows.getLong(8)),
                base == null ? null : BaseSnapshot.of(base),
                LastResult.stored(rows.getInt(10)),
                getLong(rows, 11),
                LastResult.stored(rows.getInt(12)),
                getLong(rows, 13),
                rows.getString(14),
                rows.getBoolean(15));
    }

    private static @Nullable Long getLong(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    private static void setLong(PreparedStatement statement, int at, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, value);
        }
    }
}
