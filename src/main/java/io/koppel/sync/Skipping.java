package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a record is given up until something changes (sync-semantics.md §4): the same fault of the data twice in a row in the
 * same direction. What passes by itself, what the service throttles and what is wrong with the set-up never counts, neither as
 * a failure nor as an interruption of two.
 */
final class Skipping {
    /** Code of an update conflict that no strategy resolves; a row that was merely edited while it was written has another. */
    static final String UPDATE_CONFLICT = "update-conflict";

    private static final Set<String> DATA = Set.of("data", "gone", "duplicate");

    private Skipping() {}

    /** What a failure was, as a number to be compared with the next one; 0 if the record's data is not at fault. */
    static long failure(FailedRecord failure) {
        boolean counts = DATA.contains(failure.errorClass()) || UPDATE_CONFLICT.equals(failure.code());
        return counts ? Math.max(1, hash(withoutRequest(failure.message())) & Long.MAX_VALUE) : 0;
    }

    /** Services name the request in their messages; that is no difference of the fault. */
    static String withoutRequest(String message) {
        return message.replaceAll("(?i)(correlation|request|activity) ?id:? *[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    /** What has to change before a record that was just skipped is tried again. */
    static SkippedRecord record(Connection connection, Engine engine, Pass pass, Item item, long at)
            throws SQLException {
        Coupling coupling = Objects.requireNonNull(
                item.pairing().restored() != null ? item.pairing().restored() : item.coupling());
        Set<Reference> parents = new LinkedHashSet<>(
                pass.runtime().transfer().references(item.source().values()));
        long here = version(pass.runtime(), pass.source(), item.source());
        long there = version(pass.runtime(), pass.target(), item.target());
        boolean to = pass.source() == Side.BUSINESS_CENTRAL;
        return new SkippedRecord(
                coupling.businessCentralId(),
                pass.direction(),
                pass.job(),
                at,
                to ? here : there,
                to ? there : here,
                MappingVersion.of(pass.mapping()),
                parents,
                new Parents(engine).version(connection, parents));
    }

    /** How a record stands, as a number; 0 for none. Where a set shows no time of change, its mapped values tell. */
    static long version(MappingRuntime runtime, Side side, @Nullable Row row) {
        if (row == null) {
            return 0;
        }
        long version = side == Side.DATAVERSE
                ? Records.version(row.etag())
                : runtime.records().stamp(side, row);
        return version != 0
                ? version
                : 1L + Math.abs((long) Arrays.hashCode(runtime.snapshot().values(side, row.values())));
    }

    /** A hash of 64 bits that is the same in every process. */
    static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
