package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.mapping.Direction;
import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Side;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks for partners of uncoupled records by the mapping's match groups (sync-semantics.md §10). The other side is read once
 * and indexed in the store, so that a million records need neither a request each nor memory. It is read when the first
 * uncoupled record turns up: before anything is created, and not at all where all are coupled already, as on the way back
 * of a first synchronization.
 */
final class Matcher {
    private final Engine engine;
    private final Map<Long, Candidates> passes = new ConcurrentHashMap<>();

    Matcher(Engine engine) {
        this.engine = engine;
    }

    /** What is known of the candidates of one pass. */
    private static final class Candidates {
        final Set<UUID> taken = ConcurrentHashMap.newKeySet();
        boolean indexed;
        boolean none;
    }

    private Candidates of(Pass pass) {
        return passes.computeIfAbsent(pass.job(), job -> new Candidates());
    }

    /** The index was made before the process died in the middle of this pass, and is still there. */
    void alreadyIndexed(Pass pass) {
        of(pass).indexed = true;
    }

    /** Answers whether there are any. Threads that come second wait for the first one's index. */
    private boolean any(Pass pass) {
        Candidates candidates = of(pass);
        synchronized (candidates) {
            if (!candidates.indexed && pass.mode().everything() && pass.tracked()) {
                candidates.none = index(pass) == 0;
                if (!pass.isPreview()) {
                    engine.progress().indexed(pass.runtime().scope(), pass.direction());
                }
                candidates.indexed = true;
            }
            return !candidates.none;
        }
    }

    /** Reads the other side's records into the index of candidates; answers how many there are. */
    private long index(Pass pass) {
        int scope = indexScope(pass);
        clear(scope);
        List<MatchGroup> groups = pass.mapping().match();
        if (groups.isEmpty()) {
            return 0;
        }
        Side side = pass.target();
        Records records = pass.runtime().records();
        Set<String> columns = new LinkedHashSet<>();
        columns.add(records.keyColumn(side));
        groups.forEach(group -> group.fields().forEach(field -> columns.add(column(field, side))));
        ReadRequest request = ReadRequest.of(records.path(side)).with("$select", String.join(",", columns));
        String filter = new ChangesQuery(engine).filter(pass, side);
        if (filter != null) {
            request = request.with("$filter", filter);
        }
        long indexed = 0;
        Pages pages = engine.services().of(side).read(request);
        while (pages.hasNext()) {
            List<Row> rows = pages.next().rows();
            indexed += engine.database()
                    .inTransaction(connection -> insert(connection, scope, groups, records, side, rows));
        }
        return indexed;
    }

    /** A preview has candidates of its own: those of an unfinished full synchronization must stay. */
    static int indexScope(Pass pass) {
        return pass.isPreview() ? -pass.runtime().scope() : pass.runtime().scope();
    }

    /** Forgets the candidates of a mapping. */
    void clear(int scope) {
        engine.database()
                .jdbi()
                .useHandle(handle -> handle.execute("DELETE FROM match_candidate WHERE scope = ?", scope));
    }

    void end(Pass pass) {
        passes.remove(pass.job());
    }

    private static int insert(
            Connection connection, int scope, List<MatchGroup> groups, Records records, Side side, List<Row> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO match_candidate (scope, match_group, match_key, record_id) VALUES (?, ?, ?, ?)")) {
            int count = 0;
            for (Row row : rows) {
                for (int group = 0; group < groups.size(); group++) {
                    UUID key = MatchKey.of(groups.get(group), side, row);
                    if (key != null) {
                        statement.setInt(1, scope);
                        statement.setInt(2, group);
                        statement.setObject(3, key);
                        statement.setObject(4, records.id(side, row));
                        statement.addBatch();
                        count++;
                    }
                }
            }
            if (count > 0) {
                statement.executeBatch();
            }
            return count;
        }
    }

    /** Gives uncoupled records their partner where exactly one uncoupled candidate matches. */
    void match(Pass pass, List<Item> items) {
        if (!pass.mode().matches()) {
            return;
        }
        List<Item> open = items.stream()
                .filter(item -> item.coupling() == null && !(item.decision() instanceof Decision.Ignored))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        if (ChoiceSource.isWritten(pass)) {
            matchChoices(pass, open);
        } else if (any(pass)) {
            List<MatchGroup> groups = pass.mapping().match();
            for (int group = 0; group < groups.size(); group++) {
                matchGroup(pass, groups.get(group), group, open);
            }
        }
    }

    private void matchGroup(Pass pass, MatchGroup group, int number, List<Item> items) {
        Map<Item, UUID> keys = new LinkedHashMap<>();
        for (Item item : items) {
            UUID key = item.coupling() == null ? MatchKey.of(group, pass.source(), item.source()) : null;
            if (key != null) {
                keys.put(item, key);
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        int scope = pass.runtime().scope();
        Map<UUID, List<UUID>> candidates = engine.database()
                .read(connection -> candidates(connection, indexScope(pass), number, new HashSet<>(keys.values())));
        Set<UUID> ids = new HashSet<>();
        candidates.values().forEach(ids::addAll);
        Set<UUID> coupled = ids.isEmpty()
                ? Set.of()
                : engine.database()
                        .read(connection -> engine.couplings().find(connection, scope, pass.target(), ids))
                        .keySet();
        keys.forEach((item, key) -> {
            List<UUID> found = candidates.getOrDefault(key, List.of());
            if (found.size() == 1 && !coupled.contains(found.get(0)) && take(pass, found.get(0))) {
                couple(pass, item, found.get(0));
            }
        });
    }

    private void matchChoices(Pass pass, List<Item> items) {
        Map<String, Row> options = ChoiceTargets.options(engine, ChoiceTargets.column(pass));
        Set<String> used = new HashSet<>();
        engine.options()
                .all(pass.runtime().scope())
                .forEach(option -> used.add(option.dataverseId().toString()));
        for (Item item : items) {
            List<String> hits = new ArrayList<>();
            options.forEach((id, option) -> {
                if (!used.contains(id)
                        && String.valueOf(option.get(ChoiceTargets.LABEL)).equalsIgnoreCase(item.label())) {
                    hits.add(id);
                }
            });
            if (hits.size() == 1) {
                used.add(hits.get(0));
                couple(pass, item, UUID.fromString(hits.get(0)));
                item.target(options.get(hits.get(0)));
            }
        }
    }

    private boolean take(Pass pass, UUID candidate) {
        return of(pass).taken.add(candidate);
    }

    static void couple(Pass pass, Item item, UUID partner) {
        boolean to = pass.direction() == Direction.TO_DATAVERSE;
        item.pairing().matched(true);
        item.targetId(partner);
        item.coupling(Coupling.fresh(
                        to ? item.sourceId() : partner,
                        to ? partner : item.sourceId(),
                        to ? item.label() : null,
                        to ? null : item.label())
                .in(CouplingState.COUPLED));
    }

    private static Map<UUID, List<UUID>> candidates(Connection connection, int scope, int group, Set<UUID> keys)
            throws SQLException {
        Map<UUID, List<UUID>> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT m.match_key, m.record_id FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN match_candidate m"
                        + " ON m.scope = ? AND m.match_group = ? AND m.match_key = u.id")) {
            Array array = connection.createArrayOf("UUID", keys.toArray());
            statement.setArray(1, array);
            statement.setInt(2, scope);
            statement.setInt(3, group);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getObject(1, UUID.class), key -> new ArrayList<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
        }
        return found;
    }

    private static String column(MatchGroup.MatchField field, Side side) {
        return side == Side.BUSINESS_CENTRAL ? field.businessCentral() : field.dataverse();
    }
}
