package io.koppel.sync;

import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for partners of uncoupled Business Central records by the mapping's match groups, in the order of their priority, and
 * writes nothing (sync-semantics.md §10). Each record is looked for by a query of its own, so that a few records cost a few
 * requests however long the table is.
 */
public final class MatchSearch {
    private static final int MOST_HITS = 5;

    private final Engine engine;
    private final TableMapping mapping;
    private final Records records;
    private final List<MatchGroup> groups;
    private final Set<UUID> taken = new HashSet<>();

    public MatchSearch(Engine engine, TableMapping mapping) {
        this.engine = engine;
        this.mapping = mapping;
        this.records = new Records(mapping);
        this.groups = mapping.match().stream()
                .sorted(Comparator.comparingInt(MatchGroup::priority))
                .toList();
    }

    /** How many partners a record has. */
    public enum Finding {
        /** Exactly one that is free. */
        EXACT,
        /** Several, and no later group tells them apart. */
        AMBIGUOUS,
        /** None that is free. */
        NONE
    }

    /**
     * What was found for a record.
     *
     * @param dataverseId the partner, null unless there is exactly one
     * @param name what people know the partner by
     * @param priority of the group that found it
     */
    public record Proposal(
            UUID businessCentralId,
            @Nullable String number,
            Finding finding,
            @Nullable UUID dataverseId,
            @Nullable String name,
            @Nullable Integer priority) {}

    /**
     * Searches for records of the mapping's filter that are not coupled.
     *
     * @param chosen SystemIds; empty for all
     * @param found takes what was found, a page at a time
     */
    public void search(Collection<UUID> chosen, Consumer<List<Proposal>> found) {
        String filter = ChangesQuery.filter(mapping, engine.company(), Side.BUSINESS_CENTRAL);
        ReadRequest request = ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                .with("$select", String.join(",", columns(Side.BUSINESS_CENTRAL)));
        if (chosen.isEmpty()) {
            Pages pages = engine.services()
                    .businessCentral()
                    .read(filter == null ? request : request.with("$filter", filter));
            while (pages.hasNext()) {
                found.accept(page(pages.next().rows()));
            }
            return;
        }
        List<UUID> ids = List.copyOf(new LinkedHashSet<>(chosen));
        for (int at = 0; at < ids.size(); at += Selection.Ids.BLOCK) {
            List<String> block = ids.subList(at, Math.min(ids.size(), at + Selection.Ids.BLOCK)).stream()
                    .map(UUID::toString)
                    .toList();
            String named = ChangesQuery.ids(Side.BUSINESS_CENTRAL, records, block);
            Pages pages = engine.services()
                    .businessCentral()
                    .read(request.with("$filter", filter == null ? named : filter + " and " + named));
            while (pages.hasNext()) {
                found.accept(page(pages.next().rows()));
            }
        }
    }

    private List<Proposal> page(List<Row> rows) {
        int scope = engine.scope(mapping.id());
        Map<UUID, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(records.id(Side.BUSINESS_CENTRAL, row), row));
        Set<UUID> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, byId.keySet()))
                .keySet();
        List<Proposal> proposals = new ArrayList<>();
        for (Row row : rows) {
            UUID id = records.id(Side.BUSINESS_CENTRAL, row);
            if (!coupled.contains(id)) {
                proposals.add(propose(scope, id, row));
            }
        }
        return proposals;
    }

    private Proposal propose(int scope, UUID id, Row row) {
        String number = records.label(Side.BUSINESS_CENTRAL, row);
        boolean several = false;
        for (MatchGroup group : groups) {
            List<Row> free = free(scope, hits(group, row));
            if (free.size() == 1) {
                UUID partner = records.id(Side.DATAVERSE, free.get(0));
                taken.add(partner);
                return new Proposal(
                        id,
                        number,
                        Finding.EXACT,
                        partner,
                        records.label(Side.DATAVERSE, free.get(0)),
                        group.priority());
            }
            several |= free.size() > 1;
        }
        return new Proposal(id, number, several ? Finding.AMBIGUOUS : Finding.NONE, null, null, null);
    }

    /** All hits if there are several, whether they are free or not: a second one makes the first uncertain. */
    private List<Row> free(int scope, List<Row> hits) {
        if (hits.size() != 1) {
            return hits;
        }
        UUID hit = records.id(Side.DATAVERSE, hits.get(0));
        boolean free = !taken.contains(hit)
                && engine.couplings().find(scope, Side.DATAVERSE, hit).isEmpty();
        return free ? hits : List.of();
    }

    private List<Row> hits(MatchGroup group, Row row) {
        UUID key = MatchKey.of(group, Side.BUSINESS_CENTRAL, row);
        if (key == null) {
            return List.of();
        }
        List<String> conditions = new ArrayList<>();
        String filter = ChangesQuery.filter(mapping, engine.company(), Side.DATAVERSE);
        if (filter != null) {
            conditions.add(filter);
        }
        for (MatchGroup.MatchField field : group.fields()) {
            String value = String.valueOf(row.get(field.businessCentral())).strip();
            conditions.add(field.dataverse() + " eq " + Literals.text(value));
        }
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of(records.path(Side.DATAVERSE))
                        .with("$select", String.join(",", columns(Side.DATAVERSE)))
                        .with("$filter", String.join(" and ", conditions))
                        .with("$top", Integer.toString(MOST_HITS)))
                .rows();
        // Dataverse compares without regard to case; what the group says about it holds here.
        return rows.stream()
                .filter(hit -> key.equals(MatchKey.of(group, Side.DATAVERSE, hit)))
                .toList();
    }

    private Set<String> columns(Side side) {
        Set<String> columns = new LinkedHashSet<>(List.of(records.keyColumn(side), records.labelColumn(side)));
        groups.forEach(group -> group.fields().forEach(field -> columns.add(field.on(side))));
        return columns;
    }
}
