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
    private final int scope;
    private final Map<List<Object[]>, UUID> open = new ConcurrentHashMap<>();

    Ledger(Settings settings) throws Exception {
        Files.createDirectories(settings.data());
        database = Database.open(settings.store());
        couplings = new CouplingRepository(database);
        intents = new Intents(database);
        scope = new Scopes(database).of(settings.company(), "CUSTOMER");
    }

    void intend(List<Object[]> customers) {
        List<Coupling> pending = new ArrayList<>(customers.size());
        for (Object[] customer : customers) {
            UUID id = UUID.fromString((String) customer[0]);
            pending.add(
                    Coupling.fresh(id, id, (String) customer[1], null).in(CouplingState.CREATE_PENDING_TO_DATAVERSE));
        }
        database.inTransaction(connection -> {
            couplings.insert(connection, scope, pending);
            intents.open(
                    connection,
                    batch(customers),
                    scope,
                    Direction.TO_DATAVERSE,
                    1,
                    now(),
                    intents(customers, Map.of()));
            return true;
        });
    }

    void intendUpdate(List<Object[]> customers, List<Object[]> accounts) {
        Map<Object, Object> versions = new HashMap<>();
        accounts.forEach(account -> versions.put(account[0], account[account.length - 1]));
        database.inTransaction(connection -> {
            intents.open(
                    connection,
                    batch(customers),
                    scope,
                    Direction.TO_DATAVERSE,
                    1,
                    now(),
                    intents(customers, versions));
            return true;
        });
    }

    void confirm(List<Object[]> customers, List<Object[]> accounts) {
        Map<Object, Object[]> byId = new HashMap<>();
        accounts.forEach(account -> byId.put(account[0], account));
        List<UUID> ids = customers.stream()
                .map(customer -> UUID.fromString((String) customer[0]))
                .toList();
        Map<UUID, Coupling> found =
                database.read(connection -> couplings.find(connection, scope, Side.BUSINESS_CENTRAL, ids));
        List<Coupling> coupled = new ArrayList<>(customers.size());
        for (Object[] customer : customers) {
            Object[] account = byId.get(customer[0]);
            coupled.add(found.get(UUID.fromString((String) customer[0]))
                    .named((String) customer[1], (String) account[1])
                    .inStep(versions(customer, account), base(customer, account))
                    .after(Direction.TO_DATAVERSE, LastResult.SUCCESS, 1, null));
        }
        database.inTransaction(connection -> {
            couplings.update(connection, scope, coupled);
            intents.close(connection, open.remove(customers));
            return true;
        });
    }

    private UUID batch(List<Object[]> customers) {
        UUID id = UUID.randomUUID();
        open.put(customers, id);
        return id;
    }

    private static List<Intent> intents(List<Object[]> customers, Map<Object, Object> versions) {
        List<Intent> all = new ArrayList<>(customers.size());
        for (Object[] customer : customers) {
            UUID id = UUID.fromString((String) customer[0]);
            Object version = versions.get(customer[0]);
            all.add(new Intent(
                    id, id, version == null ? Intents.Operation.CREATE : Intents.Operation.UPDATE, (String) version));
        }
        return all;
    }

    private static Versions versions(Object[] customer, Object[] account) {
        String etag = String.valueOf(account[account.length - 1]).replaceAll("[^0-9]", "");
        return new Versions(
                Instant.parse((String) customer[2]).toEpochMilli(),
                Instant.parse((String) account[2]).toEpochMilli(),
                Long.parseLong(etag));
    }

    private static BaseSnapshot base(Object[] customer, Object[] account) {
        int columns = CeilingColumns.PAIRS.size();
        Object[] here = new Object[columns];
        Object[] there = new Object[columns];
        for (int i = 0; i < columns; i++) {
            String[] pair = CeilingColumns.PAIRS.get(i);
            here[i] = customer[CeilingColumns.CUSTOMERS.indexOf(pair[0])];
            there[i] = account[CeilingColumns.ACCOUNTS.indexOf(pair[1])];
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
