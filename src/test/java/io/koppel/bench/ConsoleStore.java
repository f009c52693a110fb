package io.koppel.bench;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.Versions;
import io.koppel.journal.AuditLog;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import io.koppel.store.ValueWriter;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A store after years of work: couplings, errors of half as many records, history, job log and audit list, written past the
 * engine. The errors have {@value #CAUSES} causes; two in five of the records are skipped.
 */
final class ConsoleStore {
    private static final String COMPANY = "CRONUS";
    private static final int CAUSES = 20;
    private static final int BATCH = 1_000;
    private static final int PASSES = 20_000;
    private static final int ACTS = 20_000;

    /** Which mappings the couplings belong to, in parts of ten. */
    private static final Map<String, Integer> PARTS = Map.of("CUSTOMER", 6, "CONTACT", 3, "ITEM-PRODUCT", 1);

    private final Database database;
    private final Scopes scopes;
    private final long now = System.currentTimeMillis();
    private long ids;

    ConsoleStore(Database database) {
        this.database = database;
        this.scopes = new Scopes(database);
    }

    /** Adds that many couplings, and errors of half of them. */
    void fill(int couplings) {
        passes();
        audit();
        PARTS.forEach((mapping, parts) -> couplings(mapping, couplings / 10 * parts));
    }

    private void couplings(String mapping, int count) {
        int scope = scopes.of(COMPANY, mapping);
        for (int from = 0; from < count; from += BATCH) {
            List<Coupling> batch = new ArrayList<>();
            for (int at = from; at < Math.min(count, from + BATCH); at++) {
                batch.add(coupling(mapping, at));
            }
            database.inTransaction(connection -> {
                new CouplingRepository(database).insert(connection, scope, batch);
                new History(database).record(connection, scope, 1, 1, now, history(batch));
                errors(connection, scope, mapping, batch);
                return batch;
            });
        }
    }

    /** Every other one has failed. */
    private static boolean fails(Coupling coupling) {
        return coupling.failure() != null;
    }

    /** Ids in the order in which records are made, as Koppel chooses them. */
    private UUID next() {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | ++ids);
    }

    private Coupling coupling(String mapping, int at) {
        boolean fails = at % 2 == 1;
        return new Coupling(
                next(),
                next(),
                CouplingState.COUPLED,
                mapping.charAt(0) + String.format("%07d", at),
                mapping + " number " + at,
                new Versions(1, 1, 1),
                null,
                fails ? LastResult.FAILURE : LastResult.SUCCESS,
                1L,
                LastResult.SUCCESS,
                1L,
                fails ? message(at) : null,
                fails && at % 5 < 2);
    }

    private static String message(int at) {
        return "salesperson 'S" + at % CAUSES + "' is not coupled; couple it or run SALESPEOPLE first";
    }

    private static List<History.Entry> history(List<Coupling> batch) {
        return batch.stream()
                .map(coupling -> new History.Entry(
                        coupling.businessCentralId(),
                        coupling.dataverseId(),
                        Side.DATAVERSE,
                        "modify",
                        "changed",
                        List.of(new FieldChange("address1_city", "Odense", "Aarhus")),
                        "bench"))
                .toList();
    }

    private void errors(java.sql.Connection connection, int scope, String mapping, List<Coupling> batch)
            throws java.sql.SQLException {
        try (PreparedStatement error = connection.prepareStatement(
                        "INSERT INTO error_log (attempt, job, run, scope, company, mapping, direction, record,"
                                + " source_id, destination_id, error_class, code, field, message, cause, at) VALUES"
                                + " (?,?,?,?,?,?,'to-dataverse',?,?,?,'data',NULL,'ownerid',?,?,?)");
                PreparedStatement retry = connection.prepareStatement(
                        "INSERT INTO retry (scope, direction, record_id, at, failure) VALUES (?,0,?,?,1)");
                PreparedStatement skipped = connection.prepareStatement("INSERT INTO skipped_record (scope,"
                        + " business_central_id, direction, job, at, business_central_version, dataverse_version,"
                        + " mapping_version, parents, parents_version) VALUES (?,?,0,1,?,1,1,1,?,1)")) {
            for (Coupling coupling : batch) {
                if (!fails(coupling)) {
                    continue;
                }
                error.setObject(1, next());
                error.setLong(2, 1);
                error.setLong(3, 1);
                error.setInt(4, scope);
                error.setString(5, COMPANY);
                error.setString(6, mapping);
                error.setString(7, coupling.number());
                error.setString(8, coupling.businessCentralId().toString());
                error.setString(9, coupling.dataverseId().toString());
                error.setString(10, coupling.failure());
                error.setString(11, coupling.failure());
                error.setLong(12, now);
                error.addBatch();
                if (coupling.skipped()) {
                    skipped.setInt(1, scope);
                    skipped.setObject(2, coupling.businessCentralId());
                    skipped.setLong(3, now);
                    skipped.setBytes(4, new ValueWriter().toBytes());
                    skipped.addBatch();
                } else {
                    retry.setInt(1, scope);
                    retry.setObject(2, coupling.businessCentralId());
                    retry.setLong(3, now);
                    retry.addBatch();
                }
            }
            error.executeBatch();
            retry.executeBatch();
            skipped.executeBatch();
        }
    }

    private void passes() {
        List<String> mappings = List.of("CUSTOMER", "CONTACT", "ITEM-PRODUCT", "VENDOR");
        database.inTransaction(connection -> {
            try (PreparedStatement run = connection.prepareStatement("INSERT INTO run (company, mapping, kind,"
                            + " started_by, started, finished, status, job) VALUES (?,?,'synchronization','schedule',"
                            + "?,?,'" + JobStatus.SUCCESS.text() + "',?)");
                    PreparedStatement pass = connection.prepareStatement(
                            "INSERT INTO job_log (scope, company, mapping, direction, kind, started_by, run, started,"
                                    + " finished, status, inserted, modified, deleted, unchanged, skipped, failed,"
                                    + " coupled, uncoupled) VALUES (?,?,?,'to-dataverse','synchronization','schedule',"
                                    + "?,?,?,'" + JobStatus.SUCCESS.text() + "',1,2,0,3,0,1,0,0)")) {
                for (int at = 0; at < PASSES; at++) {
                    String mapping = mappings.get(at % mappings.size());
                    long started = now - (PASSES - at) * 60_000L;
                    run.setString(1, COMPANY);
                    run.setString(2, mapping);
                    run.setLong(3, started);
                    run.setLong(4, started + 1000);
                    run.setString(5, mapping);
                    run.addBatch();
                    pass.setInt(1, scopes.of(COMPANY, mapping));
                    pass.setString(2, COMPANY);
                    pass.setString(3, mapping);
                    pass.setLong(4, at + 1L);
                    pass.setLong(5, started);
                    pass.setLong(6, started + 1000);
                    pass.addBatch();
                }
                run.executeBatch();
                pass.executeBatch();
            }
            return PASSES;
        });
    }

    private void audit() {
        AuditLog log = new AuditLog(database);
        for (int at = 0; at < ACTS; at++) {
            long row = log.open(
                    COMPANY, java.time.Instant.now(), "person" + at % 5, "console", "runJob", "CUSTOMER", "bench");
            log.close(row, "done", null);
        }
    }
}
