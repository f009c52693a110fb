package io.koppel.bench;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.Intents;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.Versions;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The coupling rows that Koppel would write, in one transaction before and one after each batch, and nothing else. */
final class Ledger implements AutoCloseable {
    private final Database database;
    private final CouplingRepository couplings;
    private final Intents intents;
    private final CeilingColumns columns;
    private final Scopes scopes;
    private final String company;
    private final int scope;
    private final Map<List<Object[]>, UUID> open = new ConcurrentHashMap<>();

    Ledger(Settings settings, String mapping, CeilingColumns columns) throws Exception {
        Files.createDirectories(settings.data());
        database = Database.open(settings.store());
        couplings = new CouplingRepository(database);
        intents = new Intents(database);
        this.columns = columns;
        scopes = new Scopes(database);
        company = settings.company();
        scope = scopes.of(company, mapping);
    }

    void intend(List<Object[]> records) {
        List<Coupling> pending = new ArrayList<>(records.size());
        for (Object[] one : records) {
            UUID id = UUID.fromString((String) one[0]);
            pending.add(Coupling.fresh(id, id, (String) one[1], null).in(CouplingState.CREATE_PENDING_TO_DATAVERSE));
        }
        database.inTransaction(connection -> {
            couplings.insert(connection, scope, pending);
            intents.open(
                    connection, batch(records), scope, Direction.TO_DATAVERSE, 1, now(), intents(records, Map.of()));
            return true;
        });
    }

    void intendUpdate(List<Object[]> records, List<Object[]> targets) {
        Map<Object, Object> versions = new HashMap<>();
        targets.forEach(target -> versions.put(target[0], target[target.length - 1]));
        database.inTransaction(connection -> {
            intents.open(
                    connection, batch(records), scope, Direction.TO_DATAVERSE, 1, now(), intents(records, versions));
            return true;
        });
    }

    private interface More {
        void write(Connection connection) throws SQLException;
    }

    void confirm(List<Object[]> records, List<Object[]> targets) {
        confirm(records, targets, connection -> {});
    }

    private void confirm(List<Object[]> records, List<Object[]> targets, More more) {
        Map<Object, Object[]> byId = new HashMap<>();
        targets.forEach(target -> byId.put(target[0], target));
        List<UUID> ids =
                records.stream().map(one -> UUID.fromString((String) one[0])).toList();
        Map<UUID, Coupling> found =
                database.read(connection -> couplings.find(connection, scope, Side.BUSINESS_CENTRAL, ids));
        List<Coupling> coupled = new ArrayList<>(records.size());
        for (Object[] one : records) {
            Object[] target = byId.get(one[0]);
            coupled.add(found.get(UUID.fromString((String) one[0]))
                    .named((String) one[1], (String) target[1])
                    .inStep(versions(one, target), base(one, target))
                    .after(Direction.TO_DATAVERSE, LastResult.SUCCESS, 1, null));
        }
        database.inTransaction(connection -> {
            couplings.update(connection, scope, coupled);
            more.write(connection);
            intents.close(connection, open.remove(records));
            return true;
        });
    }

    /** As before, with the couplings of lines: ids of source and target and a name, in one array each. */
    void confirm(List<Object[]> records, List<Object[]> targets, String mapping, List<Object[]> lines) {
        int scopeOfLines = scopes.of(company, mapping);
        List<Coupling> coupled = new ArrayList<>(lines.size());
        for (Object[] line : lines) {
            coupled.add(Coupling.fresh((UUID) line[0], (UUID) line[1], (String) line[2], null)
                    .after(Direction.TO_DATAVERSE, LastResult.SUCCESS, 1, null));
        }
        confirm(records, targets, connection -> couplings.insert(connection, scopeOfLines, coupled));
    }

    private UUID batch(List<Object[]> records) {
        UUID id = UUID.randomUUID();
        open.put(records, id);
        return id;
    }

    private static List<Intent> intents(List<Object[]> records, Map<Object, Object> versions) {
        List<Intent> all = new ArrayList<>(records.size());
        for (Object[] one : records) {
            UUID id = UUID.fromString((String) one[0]);
            Object version = versions.get(one[0]);
            all.add(new Intent(
                    id, id, version == null ? Intents.Operation.CREATE : Intents.Operation.UPDATE, (String) version));
        }
        return all;
    }

    private static Versions versions(Object[] one, Object[] target) {
        String etag = String.valueOf(target[target.length - 1]).replaceAll("[^0-9]", "");
        return new Versions(
                Instant.parse((String) one[2]).toEpochMilli(),
                Instant.parse((String) target[2]).toEpochMilli(),
                Long.parseLong(etag));
    }

    private BaseSnapshot base(Object[] one, Object[] target) {
        int size = columns.pairs().size();
        Object[] here = new Object[size];
        Object[] there = new Object[size];
        for (int i = 0; i < size; i++) {
            String[] pair = columns.pairs().get(i);
            here[i] = one[columns.source().indexOf(pair[0])];
            there[i] = target[columns.target().indexOf(pair[1])];
        }
        return new BaseSnapshot(1, here, there);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        database.close();
    }
}
