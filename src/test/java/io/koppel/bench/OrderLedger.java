package io.koppel.bench;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows that Koppel would write for orders, in a transaction before and after each of the two writes, and nothing else. */
final class OrderLedger implements AutoCloseable {
    private final Database database;
    private final DocumentLedger documents;
    private final CouplingRepository couplings;
    private final int scope;

    OrderLedger(Settings settings) throws Exception {
        Files.createDirectories(settings.data());
        database = Database.open(settings.store());
        documents = new DocumentLedger(database, settings.company());
        couplings = new CouplingRepository(database);
        scope = new Scopes(database).of(settings.company(), Work.ORDERS.mapping());
    }

    /** An order of Sales, the id it has in Business Central, and its number there once it has one. */
    record Entry(UUID order, UUID businessCentralId, String name, String number) {}

    void intend(List<Entry> entries) {
        put(entries, DocumentState.INTENDED, false);
    }

    void created(List<Entry> entries) {
        put(entries, DocumentState.CREATED, true);
    }

    void settled(List<Entry> entries) {
        put(entries, DocumentState.SETTLED, false);
    }

    private void put(List<Entry> entries, DocumentState state, boolean couple) {
        Instant now = Instant.now();
        List<DocumentEntry> rows = new ArrayList<>();
        List<Coupling> coupled = new ArrayList<>();
        for (Entry entry : entries) {
            rows.add(new DocumentEntry(
                    DocumentKind.ORDER,
                    entry.order(),
                    entry.businessCentralId(),
                    state,
                    entry.number(),
                    entry.name(),
                    null,
                    1,
                    now));
            coupled.add(Coupling.fresh(entry.businessCentralId(), entry.order(), entry.number(), entry.name()));
        }
        database.inTransaction(connection -> {
            documents.put(connection, rows);
            if (couple) {
                couplings.insert(connection, scope, coupled);
            }
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
