package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.coupling.SkippedRecord;
import io.koppel.coupling.SkippedRecords;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looking at skipped records and releasing them (sync-semantics.md §4.1, "coupled data synchronization errors"). */
public final class SkippedOperations {
    private static final int BLOCK = 500;

    private final String company;
    private final Mappings mappings;
    private final Database database;
    private final Clock clock;
    private final Scopes scopes;
    private final CouplingRepository couplings;
    private final SkippedRecords skipped;

    public SkippedOperations(Database database, String company, Mappings mappings, Clock clock) {
        this.database = database;
        this.company = company;
        this.mappings = mappings;
        this.clock = clock;
        this.scopes = new Scopes(database);
        this.couplings = new CouplingRepository(database);
        this.skipped = new SkippedRecords(database);
    }

    /**
     * A page of skipped records, mapping by mapping.
     *
     * @param mappingId null for all mappings
     * @param after id of the last one on the page before
     */
    public Listing<SkippedView> list(@Nullable String mappingId, @Nullable String after, int limit) {
        CouplingId position = after == null ? null : CouplingId.of(after);
        List<SkippedView> rows = new ArrayList<>();
        for (TableMapping mapping : wanted(mappingId)) {
            int place = position == null ? 1 : mapping.id().compareTo(position.mapping());
            if (place >= 0 && rows.size() <= limit) {
                rows.addAll(
                        page(mapping, place == 0 && position != null ? position.id() : null, limit + 1 - rows.size()));
            }
        }
        return Listing.of(rows, limit, SkippedView::id);
    }

    /**
     * Releases one record.
     *
     * @param id mapping, dot, SystemId, as listed
     * @throws OperationException if it is not skipped
     */
    public Released retry(String id) {
        CouplingId wanted = CouplingId.of(id);
        TableMapping mapping = mappings.require(wanted.mapping());
        int released = release(mapping, List.of(wanted.id()));
        if (released == 0) {
            throw OperationException.notFound(id + " is not skipped; GET /api/skipped lists what is");
        }
        return new Released(released);
    }

    /** Releases everything, of one mapping or of all. */
    public Released retryAll(@Nullable String mappingId) {
        int released = 0;
        for (TableMapping mapping : wanted(mappingId)) {
            int scope = scopes.of(company, mapping.id());
            List<UUID> ids = ids(scope);
            while (!ids.isEmpty()) {
                released += release(mapping, ids);
                ids = ids(scope);
            }
        }
        return new Released(released);
    }

    private List<UUID> ids(int scope) {
        return skipped.page(scope, null, BLOCK).stream()
                .map(SkippedRecord::businessCentralId)
                .toList();
    }

    private int release(TableMapping mapping, List<UUID> ids) {
        return database.inTransaction(
                connection -> skipped.release(connection, scopes.of(company, mapping.id()), ids, clock.millis()));
    }

    private List<TableMapping> wanted(@Nullable String mappingId) {
        return mappingId == null
                ? mappings.all().stream()
                        .sorted(Comparator.comparing(TableMapping::id))
                        .toList()
                : List.of(mappings.require(mappingId));
    }

    private List<SkippedView> page(TableMapping mapping, @Nullable UUID after, int limit) {
        int scope = scopes.of(company, mapping.id());
        List<SkippedRecord> page = skipped.page(scope, after, limit);
        Map<UUID, Coupling> coupled = database.read(connection -> couplings.find(
                connection,
                scope,
                Side.BUSINESS_CENTRAL,
                page.stream().map(SkippedRecord::businessCentralId).toList()));
        List<SkippedView> views = new ArrayList<>();
        for (SkippedRecord record : page) {
            Coupling coupling = coupled.get(record.businessCentralId());
            if (coupling != null) {
                views.add(SkippedView.of(mapping.id(), coupling, record));
            }
        }
        return views;
    }
}
