package io.koppel.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Side;
import io.koppel.odata.HttpRequestValue;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.simulation.Ledger.Applied;
import io.koppel.simulation.Ledger.Key;
import io.koppel.sync.Engine;
import io.koppel.sync.PassMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** One course of events in a world: Koppel, and people who do what a test tells them. Nothing happens by chance. */
final class Course {
    private final World world;
    private final WatchedTransport transport;
    private final Ledger ledger;
    private final Incarnation koppel;
    private int numbers;

    Course(World world, long seed, Circumstances circumstances) {
        this(world, seed, circumstances, null);
    }

    /** @param latency how long answers take, under limits as the real services have them; null for neither */
    Course(World world, long seed, Circumstances circumstances, Duration latency) {
        this.world = world;
        world.reset(seed, circumstances);
        if (latency != null) {
            world.throttle(latency);
        }
        this.transport = new WatchedTransport(world);
        this.ledger = new Ledger(world, 0);
        this.koppel = new Incarnation(world, circumstances, new Mortality(), transport, new Random(seed), Bug.NONE);
    }

    WatchedTransport transport() {
        return transport;
    }

    Engine engine() {
        return koppel.engine();
    }

    // --- people

    /** A customer with a mark of its own; answers the id. */
    String customer(Object... more) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("displayName", "Firm " + ++numbers);
        row.put(People.MARK, "http://m" + numbers + ".example");
        row.putAll(values(more));
        return create(World.COMPANION + "customers", row).get("systemId").asText();
    }

    /** An account with a mark of its own; answers the id. */
    String account(Object... more) {
        Map<String, Object> row = new LinkedHashMap<>();
        String id = new UUID(0x4000L | numbers, Long.MIN_VALUE | numbers).toString();
        row.put("accountid", id);
        row.put("name", "Firm " + ++numbers);
        row.put("customertypecode", 3);
        row.put(People.MARK_THERE, "http://m" + numbers + ".example");
        row.putAll(values(more));
        create(World.DATAVERSE + "accounts", row);
        return id;
    }

    /** Makes a record, as a person does; answers it. */
    JsonNode create(String path, Map<String, Object> row) {
        SandboxResponse answer = world.person("POST", path, row);
        if (answer.status() >= 300) {
            throw new AssertionError(path + " " + row + ": " + answer.status() + " " + answer.bodyText());
        }
        return World.read(answer);
    }

    void changeCustomer(String id, Object... values) {
        change(World.COMPANION + "customers(" + id + ")", values(values));
    }

    void changeAccount(String id, Object... values) {
        change(World.DATAVERSE + "accounts(" + id + ")", values(values));
    }

    void change(String address, Map<String, Object> values) {
        SandboxResponse answer = world.person("PATCH", address, values);
        if (answer.status() >= 300) {
            throw new AssertionError(address + " " + values + ": " + answer.status() + " " + answer.bodyText());
        }
    }

    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    /** Sets a line of the fault script. */
    void fault(Object... values) {
        world.admin("POST", "faults", List.of(values(values)));
    }

    void noFaults() {
        world.admin("DELETE", "faults", null);
    }

    void later(Duration step) {
        world.time().advance(step);
    }

    /** Lets something happen before each request of Koppel. */
    void beforeRequests(Consumer<HttpRequestValue> event) {
        transport.before(event);
    }

    // --- Koppel

    /** Couples what matches and creates the rest, on both sides. */
    boolean everything(String mapping) {
        return koppel.everything(mapping, PassMode.COUPLE_AND_CREATE);
    }

    /** What changed, however much it is. */
    RunStatus job(String mapping) {
        later(Duration.ofSeconds(2));
        return koppel.confirmed(mapping);
    }

    /** Jobs until one of them writes nothing; answers how many it took. */
    int untilQuiet(String mapping, int most) {
        for (int job = 1; job <= most; job++) {
            long before = ledger.update().last();
            job(mapping);
            if (ledger.update().last() == before) {
                return job;
            }
            later(Duration.ofMinutes(1));
        }
        throw new AssertionError("Koppel still writes after " + most + " runs");
    }

    // --- what came of it

    Ledger ledger() {
        return ledger.update();
    }

    /** Mapped values of a set by the record's mark, under the names they have in Business Central. */
    Map<String, Map<String, String>> copy(Side side) {
        boolean here = side == Side.BUSINESS_CENTRAL;
        Map<String, Map<String, String>> copy = new TreeMap<>();
        for (Key key : ledger().records(here ? "businessCentral" : "dataverse", here ? "customers" : "accounts")) {
            Map<String, Object> row = ledger.now(key);
            Map<String, String> values = new TreeMap<>();
            People.CUSTOMER.forEach((column, there) -> values.put(column, text(row.get(here ? column : there))));
            String mark = text(row.get(here ? People.MARK : People.MARK_THERE));
            if (copy.put(mark, values) != null) {
                throw new AssertionError("P1: two records of " + side + " have the mark " + mark);
            }
        }
        return copy;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    List<Coupling> couplings(String mapping) {
        return List.copyOf(engine().couplings().list(engine().scope(mapping), null, null, 100_000));
    }

    /** Direct writes of Koppel, each as service, id and operation. */
    List<String> writes() {
        List<String> writes = new ArrayList<>();
        for (Applied change : ledger().all()) {
            if (change.koppels() && change.direct()) {
                writes.add(change.key().service() + " " + change.key().id() + " " + change.operation());
            }
        }
        writes.sort(null);
        return writes;
    }

    /** The same as the history tells it: for certain, or as what may have arrived. */
    List<String> told(boolean certain) {
        List<String> told = new ArrayList<>();
        for (HistoryRow row : engine().history().list(world.company().name(), null, null, null, 1_000_000)) {
            if (row.isCertain() == certain) {
                boolean there = row.side() == Side.DATAVERSE;
                told.add((there ? "dataverse " + row.dataverseId() : "businessCentral " + row.businessCentralId()) + " "
                        + row.operation());
            }
        }
        told.sort(null);
        return told;
    }

    /** Writes without a history row, and certain rows without a write; empty if each has its own (promises.md P12). */
    List<String> unexplained() {
        List<String> writes = new ArrayList<>(writes());
        List<String> told = new ArrayList<>(told(true));
        List<String> without = new ArrayList<>(writes);
        told.forEach(without::remove);
        told(false).forEach(without::remove);
        writes.forEach(told::remove);
        without.replaceAll(write -> "not told: " + write);
        told.replaceAll(row -> "not written: " + row);
        without.addAll(told);
        return without;
    }

    /** Direct updates of Koppel that changed nothing. */
    List<Applied> emptyWrites() {
        return ledger().all().stream()
                .filter(change -> change.koppels()
                        && change.direct()
                        && change.operation().equals("update")
                        && change.fields().isEmpty())
                .toList();
    }
}
