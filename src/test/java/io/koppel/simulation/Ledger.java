package io.koppel.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the services did, as their journal tells: every applied change in order, and the state it leads to. */
final class Ledger {
    private final World world;
    private final List<Applied> applied = new ArrayList<>();
    private final Map<Key, Map<String, Object>> state = new LinkedHashMap<>();
    private final Map<Key, Map<String, Object>> gone = new LinkedHashMap<>();
    private long last;

    Ledger(World world, long from) {
        this.world = world;
        this.last = from;
    }

    /** A record of a service. */
    record Key(String service, String set, String id) {
        static Key bc(String set, String id) {
            return new Key("businessCentral", set, id);
        }

        static Key dataverse(String set, String id) {
            return new Key("dataverse", set, id);
        }
    }

    /** One applied change; {@code fields} by column, before and after. */
    record Applied(
            long sequence,
            Key key,
            String operation,
            String caller,
            String requestId,
            boolean direct,
            Map<String, Object[]> fields) {
        boolean koppels() {
            return caller.equals("koppel");
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(sequence + " " + caller + (direct ? " " : " (by consequence) ")
                    + operation + " " + key.service() + " " + key.set() + " " + key.id() + " " + requestId + " {");
            fields.forEach((name, values) -> text.append(name)
                    .append(": ")
                    .append(values[0])
                    .append(" -> ")
                    .append(values[1])
                    .append(", "));
            return text.append('}').toString();
        }
    }

    /** Reads on to the end of the journal. */
    Ledger update() {
        for (JsonNode row : world.journal(last)) {
            last = row.get("sequence").asLong();
            Map<String, Object[]> fields = new TreeMap<>();
            row.get("changes")
                    .fields()
                    .forEachRemaining(change -> fields.put(change.getKey(), new Object[] {
                        value(change.getValue().get(0)), value(change.getValue().get(1))
                    }));
            Key key = new Key(
                    row.get("service").asText(),
                    row.get("entitySet").asText(),
                    row.get("id").asText());
            Applied change = new Applied(
                    last,
                    key,
                    row.get("operation").asText(),
                    row.get("caller").asText(),
                    row.get("requestId").asText(),
                    row.get("direct").asBoolean(),
                    fields);
            applied.add(change);
            apply(change);
        }
        return this;
    }

    private void apply(Applied change) {
        if (change.operation().equals("delete")) {
            Map<String, Object> was = state.remove(change.key());
            gone.put(change.key(), was == null ? Map.of() : was);
            return;
        }
        Map<String, Object> row = state.computeIfAbsent(change.key(), key -> new TreeMap<>());
        change.fields().forEach((name, values) -> row.put(name, values[1]));
    }

    private static Object value(JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    List<Applied> all() {
        return applied;
    }

    long last() {
        return last;
    }

    /** A record's columns now, null if it does not exist. */
    Map<String, Object> now(Key key) {
        return state.get(key);
    }

    /** The records of a set that exist, in the order in which they came into being. */
    List<Key> records(String service, String set) {
        List<Key> found = new ArrayList<>();
        for (Key key : state.keySet()) {
            if (key.service().equals(service) && key.set().equals(set)) {
                found.add(key);
            }
        }
        return found;
    }

    /** The columns a deleted record had. */
    Map<Key, Map<String, Object>> gone() {
        return gone;
    }
}
