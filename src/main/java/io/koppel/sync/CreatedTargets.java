package io.koppel.sync;

import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Side;
import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record that a create with a lost answer left behind on a surface that takes no chosen id: by the values of the
 * mapping's first match group, among records that are not coupled. The search comes before every retry (promises.md P1).
 */
final class CreatedTargets {
    private final Engine engine;

    CreatedTargets(Engine engine) {
        this.engine = engine;
    }

    /**
     * The record, or null if there is none and the create may be sent again.
     *
     * @throws RecordRefused if several records could be it: a person must say which
     */
    @Nullable
    Row find(Pass pass, Item item) {
        List<MatchGroup> groups = pass.mapping().match();
        if (groups.isEmpty()) {
            throw refused(pass, item, "no match fields are declared to look for it by; declare some under 'match'");
        }
        String filter = filter(groups.get(0), pass.source(), item.source());
        if (filter == null) {
            throw refused(pass, item, "its match fields are blank, so it cannot be looked for");
        }
        Records records = pass.runtime().records();
        Side side = pass.target();
        Pages pages = engine.services()
                .of(side)
                .read(ReadRequest.of(records.path(side))
                        .with("$select", String.join(",", pass.runtime().targetColumns()))
                        .with("$filter", filter));
        Map<UUID, Row> candidates = new LinkedHashMap<>();
        while (pages.hasNext()) {
            pages.next().rows().forEach(row -> candidates.put(records.id(side, row), row));
        }
        Set<UUID> coupled = engine.database()
                .read(connection ->
                        engine.couplings().find(connection, pass.runtime().scope(), side, candidates.keySet()))
                .keySet();
        candidates.keySet().removeAll(coupled);
        if (candidates.size() > 1) {
            throw refused(pass, item, candidates.size() + " records fit; couple the right one by hand");
        }
        return candidates.isEmpty() ? null : candidates.values().iterator().next();
    }

    private static @Nullable String filter(MatchGroup group, Side from, Row source) {
        List<String> conditions = new ArrayList<>();
        for (MatchGroup.MatchField field : group.fields()) {
            Object value = source.get(from == Side.BUSINESS_CENTRAL ? field.businessCentral() : field.dataverse());
            if (value == null || value.toString().isBlank()) {
                return null;
            }
            String column = from == Side.BUSINESS_CENTRAL ? field.dataverse() : field.businessCentral();
            conditions.add(column + " eq " + Literals.text(value.toString()));
        }
        return conditions.stream().collect(Collectors.joining(" and "));
    }

    private static RecordRefused refused(Pass pass, Item item, String why) {
        return new RecordRefused(
                io.koppel.odata.ErrorClass.TRANSIENT,
                null,
                "it is not known whether " + pass.target().displayName() + " created the record for "
                        + (item.label() == null ? item.sourceId() : item.label()) + ": " + why);
    }
}
