package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.ServiceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The automatic match (sync-semantics.md §3 no. 3): a record that is about to be created, and whose mapping says by which
 * columns rows are unique, is coupled with the row that has its values already. The row is overwritten.
 *
 * <p>A row that is coupled to another record is taken over when that record is gone, outside the mapping's filter or not
 * eligible any more (sync-semantics.md §1), as a price list row is when the next price for it begins; otherwise the record
 * fails until a person settles which of the two it is.
 */
final class UniqueRows {
    /** Values of one column in one request: the filter must fit into an address. */
    private static final int BLOCK = 50;

    private final Engine engine;

    UniqueRows(Engine engine) {
        this.engine = engine;
    }

    /** Whether the mapping asks for it in this direction. */
    static boolean wanted(Pass pass) {
        return pass.target() == Side.DATAVERSE
                && !pass.mapping().dataverse().uniqueBy().isEmpty();
    }

    /**
     * Couples what is there already.
     *
     * @param items records about to be created, with their payload
     * @param refuse told of records that must not be created either
     * @return those that are coupled now and have to be transferred again, onto the row found
     */
    List<Item> couple(Pass pass, List<Item> items, Refusals refuse) {
        List<String> columns = pass.mapping().dataverse().uniqueBy();
        Map<List<String>, Item> wanted = new LinkedHashMap<>();
        for (Item item : items) {
            List<String> values = values(pass, item, columns);
            if (values != null) {
                wanted.put(values, item);
            }
        }
        List<Item> coupled = new ArrayList<>();
        List<List<String>> keys = List.copyOf(wanted.keySet());
        for (int at = 0; at < keys.size(); at += BLOCK) {
            List<List<String>> block = keys.subList(at, Math.min(keys.size(), at + BLOCK));
            Map<List<String>, Row> found = readOrRefuse(pass, columns, block, wanted, refuse);
            Map<UUID, Coupling> taken = couplings(pass, found.values());
            found.forEach((key, row) -> {
                Item item = wanted.get(key);
                if (item != null && couple(pass, item, row, taken, refuse)) {
                    coupled.add(item);
                }
            });
        }
        return coupled;
    }

    /** Told of a record that finds its row in other hands. */
    interface Refusals {
        void refuse(Item item, RecordRefused why);
    }

    private boolean couple(Pass pass, Item item, Row row, Map<UUID, Coupling> taken, Refusals refuse) {
        UUID partner = pass.runtime().records().id(Side.DATAVERSE, row);
        Coupling other = taken.get(partner);
        if (other != null && !other.businessCentralId().equals(item.sourceId())) {
            if (stillInForce(pass, other)) {
                refuse.refuse(
                        item,
                        new RecordRefused(
                                ErrorClass.CONFLICT,
                                pass.mapping().dataverse().uniqueBy().get(0),
                                "the row of " + pass.mapping().dataverse().entitySet() + " with the same "
                                        + String.join(
                                                ", ", pass.mapping().dataverse().uniqueBy())
                                        + " is coupled to "
                                        + (other.number() == null ? other.businessCentralId() : other.number())
                                        + "; end or delete one of the two records"));
                return false;
            }
            item.pairing().replaces(other.businessCentralId());
        }
        item.pairing().matched(true);
        item.targetId(partner);
        item.target(row);
        item.coupling(
                Coupling.fresh(item.sourceId(), partner, item.label(), null).in(CouplingState.COUPLED));
        item.decide(new Decision.Modify(true));
        return true;
    }

    private boolean stillInForce(Pass pass, Coupling other) {
        String key = pass.runtime().records().keyColumn(Side.BUSINESS_CENTRAL);
        return !new EligibleRecords(engine)
                .read(pass.mapping(), key + " eq " + other.businessCentralId(), pass)
                .isEmpty();
    }

    private Map<UUID, Coupling> couplings(Pass pass, Iterable<Row> rows) {
        Set<UUID> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(pass.runtime().records().id(Side.DATAVERSE, row)));
        return ids.isEmpty()
                ? Map.of()
                : engine.database().read(connection -> engine.couplings()
                        .find(connection, pass.runtime().scope(), Side.DATAVERSE, ids));
    }

    /** A search that the service refuses fails the records it was for, and no others (engine scenario TS-37). */
    private Map<List<String>, Row> readOrRefuse(
            Pass pass, List<String> columns, List<List<String>> keys, Map<List<String>, Item> wanted, Refusals refuse) {
        try {
            return read(pass, columns, keys);
        } catch (ServiceException refused) {
            ServiceError error = refused.error();
            if (error.kind() == ErrorClass.CONFIGURATION) {
                throw refused;
            }
            for (List<String> key : keys) {
                refuse.refuse(
                        Objects.requireNonNull(wanted.get(key)),
                        new RecordRefused(
                                error.kind(),
                                columns.get(0),
                                "whether Dataverse has a row with the same " + String.join(", ", columns)
                                        + " could not be found out: " + error.message()));
            }
            return Map.of();
        }
    }

    /** Rows with these values; where several have the same, none: which one it is nobody can tell. */
    private Map<List<String>, Row> read(Pass pass, List<String> columns, List<List<String>> keys) {
        List<String> conditions = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int place = column;
            Set<String> values =
                    keys.stream().map(key -> key.get(place)).collect(Collectors.toCollection(LinkedHashSet::new));
            conditions.add("Microsoft.Dynamics.CRM.In(PropertyName='" + columns.get(column) + "',PropertyValues=["
                    + values.stream()
                            .map(value -> "'" + value.replace("'", "''") + "'")
                            .collect(Collectors.joining(","))
                    + "])");
        }
        Set<String> select = new LinkedHashSet<>(pass.runtime().targetColumns());
        columns.forEach(column -> select.add(readName(pass, column)));
        Map<List<String>, Row> found = new HashMap<>();
        Set<List<String>> several = new LinkedHashSet<>();
        Pages pages = engine.services()
                .dataverse()
                .read(ReadRequest.of(pass.runtime().records().path(Side.DATAVERSE))
                        .with("$select", String.join(",", select))
                        .with("$filter", String.join(" and ", conditions)));
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                List<String> key = columns.stream()
                        .map(column -> text(row.get(readName(pass, column))))
                        .toList();
                if (found.putIfAbsent(key, row) != null) {
                    several.add(key);
                }
            }
        }
        found.keySet().removeAll(several);
        return found;
    }

    /** What the record is about to carry in these columns, or null if one of them is empty: then nothing can be found. */
    private static @Nullable List<String> values(Pass pass, Item item, List<String> columns) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            String value = text(payloadValue(pass, item, column));
            if (value.isEmpty()) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static @Nullable Object payloadValue(Pass pass, Item item, String column) {
        Object plain = item.payload().get(column);
        if (plain != null) {
            return plain;
        }
        Object bound = item.payload().get(PayloadLookups.bind(pass.mapping(), column));
        return bound == null ? null : PayloadLookups.id(bound.toString());
    }

    private static String readName(Pass pass, String column) {
        FieldMapping field = pass.mapping().fields().stream()
                .filter(row -> column.equals(row.dataverse()))
                .findFirst()
                .orElse(null);
        String name = field == null ? null : field.readName(Side.DATAVERSE);
        boolean lookup = pass.runtime().targetColumns().contains("_" + column + "_value");
        return lookup ? "_" + column + "_value" : name == null ? column : name;
    }

    private static String text(@Nullable Object value) {
        String text = value == null
                ? ""
                : value instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : value.toString();
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
