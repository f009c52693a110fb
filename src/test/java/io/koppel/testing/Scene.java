package io.koppel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.Counters;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Models;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.operate.CoupleCommand;
import io.koppel.operate.CouplingOperations;
import io.koppel.operate.HandCoupler;
import io.koppel.operate.RecordLinks;
import io.koppel.operate.SkippedOperations;
import io.koppel.sales.SalesSettings;
import io.koppel.sync.Engine;
import io.koppel.sync.SyncSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What the scenarios have in common: people who edit both systems, runs of Koppel, and looking at what came of it. */
public final class Scene implements AutoCloseable {
    public static final Direction TO = Direction.TO_DATAVERSE;
    public static final Direction FROM = Direction.FROM_DATAVERSE;
    public static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private final Rig rig;
    private final Models models;
    private int people;
    private final Map<String, List<TableMapping>> shipped = new LinkedHashMap<>();

    private Scene(Rig rig, Models models) {
        this.rig = rig;
        this.models = models;
        clock("PT0S", "PT0S");
    }

    /** A coupled pair: SystemId and Dataverse id. */
    public record Pair(String businessCentral, String dataverse) {}

    public static Scene start() {
        return start(Ownership.PERSON);
    }

    public static Scene start(Ownership ownership) {
        return start(Models.of(ownership));
    }

    public static Scene start(Models models) {
        return new Scene(Rig.start(models), models);
    }

    /** On the demonstration company, in a sandbox of its own. */
    public static Scene demonstration(Models models) {
        return new Scene(Rig.demonstration(models), models);
    }

    /** With documents of Sales integrated as the settings say. */
    public static Scene start(SalesSettings sales) {
        return new Scene(Rig.start(sales), Models.DEFAULTS.with(sales.orders()));
    }

    /** The same in another model of units or prices. */
    public static Scene start(SalesSettings sales, Models others) {
        Models models = others.with(sales.orders());
        return new Scene(Rig.start(sales, models), models);
    }

    /** The same on other route files than the shipped ones. */
    public static Scene start(SalesSettings sales, Path routes) {
        return new Scene(Rig.start(sales, routes), Models.DEFAULTS.with(sales.orders()));
    }

    /** With other settings of the synchronization. */
    public static Scene start(SyncSettings settings) {
        return new Scene(Rig.start(settings), Models.DEFAULTS);
    }

    /** On other mapping files than the shipped ones. */
    public static Scene start(Models models, Path routes) {
        return new Scene(Rig.start(models, routes), models);
    }

    public Rig rig() {
        return rig;
    }

    /** REST of the Koppel under test. */
    public Rest rest() {
        return rig.rest();
    }

    public SandboxClient person() {
        return rig.person();
    }

    public Engine engine() {
        return rig.koppel().engine();
    }

    /** Column values, given as names and values in turn. */
    public static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    // --- clocks

    /** Sets both clocks apart from the real time. */
    public void clock(String businessCentral, String dataverse) {
        person().admin("PUT", "clock", Map.of("businessCentral", businessCentral, "dataverse", dataverse));
    }

    /** Moves both clocks on. */
    public void later(Duration step) {
        person().admin("PUT", "clock", Map.of("advance", step.toString()));
    }

    // --- records

    public String customer(String name, Object... more) {
        Map<String, Object> values = values(more);
        values.put("displayName", name);
        return person().bcCreate("customers", values).get("systemId").asText();
    }

    public JsonNode customerNow(String id) {
        return person().bc("customers(" + id + ")");
    }

    public void changeCustomer(String id, Object... values) {
        person().bcChange("customers", id, values(values));
    }

    /** An account of the relationship type that is synchronized. */
    public String account(String name, Object... more) {
        Map<String, Object> values = values("name", name, "customertypecode", 3);
        values.putAll(values(more));
        return person().dataverseCreate("accounts", values).get("accountid").asText();
    }

    public JsonNode accountNow(String id) {
        return person().dataverse("accounts(" + id + ")");
    }

    public void changeAccount(String id, Object... values) {
        person().dataverseChange("accounts", id, values(values));
    }

    /** A person of a customer's company. */
    public String contact(String customerId, String first, String last, Object... more) {
        Map<String, Object> values = values("type", "Person", "firstName", first, "lastName", last);
        if (customerId != null) {
            values.put("customerId", customerId);
        }
        values.putAll(values(more));
        return person().bcCreate("contacts", values).get("systemId").asText();
    }

    /** A contact of an account. */
    public String salesContact(String accountId, String first, String last, Object... more) {
        Map<String, Object> values = values("firstname", first, "lastname", last);
        if (accountId != null) {
            values.put("parentcustomerid_account@odata.bind", "/accounts(" + accountId + ")");
        }
        values.putAll(values(more));
        return person().dataverseCreate("contacts", values).get("contactid").asText();
    }

    /** A new user and the salesperson Koppel made of them. */
    public Pair salesperson() {
        Set<String> before = users();
        people++;
        person().admin("POST", "seed", Map.of("systemusers", 1, "seed", people));
        Set<String> added = users();
        added.removeAll(before);
        assertThat(added).hasSize(1);
        String user = added.iterator().next();
        assertThat(counters(create("SALESPEOPLE", FROM, user), FROM)).isEqualTo(inserted(1));
        return pair("SALESPEOPLE", user);
    }

    private Set<String> users() {
        Set<String> ids = new HashSet<>();
        person().dataverseList("systemusers", null)
                .forEach(user -> ids.add(user.get("systemuserid").asText()));
        return ids;
    }

    /** A customer and the account Koppel made of it, in step, looked at by one run more. */
    public Pair customerPair(String name, Object... more) {
        String customer = customer(name, more);
        assertThat(counters(create("CUSTOMER", TO, customer), TO)).isEqualTo(inserted(1));
        return pair("CUSTOMER", customer);
    }

    /** A person of the customer and the contact Koppel made of it. */
    public Pair contactPair(Pair customer, String first, String last, Object... more) {
        String contact = contact(customer.businessCentral(), first, last, more);
        assertThat(counters(create("CONTACT", TO, contact), TO)).isEqualTo(inserted(1));
        return pair("CONTACT", contact);
    }

    // --- runs

    /** What the mapping's job does, some moments after the latest edit: the services tell their time in whole seconds. */
    public RunStatus job(String mapping) {
        later(Duration.ofSeconds(2));
        return rig.run(mapping);
    }

    /** The job's work, by a person who says that a mass change is meant. */
    public RunStatus confirmedJob(String mapping) {
        later(Duration.ofSeconds(2));
        return rig.koppel()
                .runner()
                .run(SynchronizeRequest.modified(mapping, "test").confirm());
    }

    /** The search for deleted records. */
    public RunStatus sweep(String mapping, boolean confirmed) {
        later(Duration.ofSeconds(2));
        return rig.koppel().runner().run(SynchronizeRequest.sweep(mapping, "test", confirmed));
    }

    /** One record in one direction, its partner overwritten if asked for. */
    public RunStatus run(String mapping, Direction direction, String id, boolean force) {
        return rig.run(mapping, direction, List.of(id), force, null);
    }

    /** These records in one direction, creating what is not coupled. */
    public RunStatus create(String mapping, Direction direction, String... ids) {
        return rig.run(mapping, direction, List.of(ids), false, true);
    }

    public static Counters counters(RunStatus run, Direction direction) {
        return Rig.pass(run, direction).counters();
    }

    public static Counters inserted(long records) {
        return new Counters(records, 0, 0, 0, 0, 0, 0, 0);
    }

    public static Counters modified(long records) {
        return new Counters(0, records, 0, 0, 0, 0, 0, 0);
    }

    public static Counters unchanged(long records) {
        return new Counters(0, 0, 0, records, 0, 0, 0, 0);
    }

    public static Counters failed(long records) {
        return new Counters(0, 0, 0, 0, 0, records, 0, 0);
    }

    /** A counter of skipped records and nothing else. */
    public static Counters skipped(long records) {
        return new Counters(0, 0, 0, 0, records, 0, 0, 0);
    }

    /** Looking at skipped records and releasing them, as REST and the command line do it. */
    public SkippedOperations skippedRecords() {
        return new SkippedOperations(
                engine(),
                rig.koppel().runner(),
                rig.koppel().mappings()::inDependencyOrder,
                new HandCoupler(engine(), rig.koppel().runner()));
    }

    // --- what came of it

    /** The error rows of a run, newest first. */
    public List<ErrorRow> errors(RunStatus run) {
        List<ErrorRow> errors = new ArrayList<>();
        run.passes().forEach(pass -> errors.addAll(engine().errors().list("CRONUS", null, pass.id(), null, 100)));
        return errors;
    }

    public List<HistoryRow> history(String mapping, String record) {
        return engine().history().list("CRONUS", mapping, UUID.fromString(record), null, 100);
    }

    /** The coupling of a record of either side, null if there is none. */
    public Coupling coupling(String mapping, String record) {
        int scope = engine().scope(mapping);
        UUID id = UUID.fromString(record);
        return engine().couplings()
                .find(scope, Side.BUSINESS_CENTRAL, id)
                .or(() -> engine().couplings().find(scope, Side.DATAVERSE, id))
                .orElse(null);
    }

    /** The coupled pair a record belongs to. */
    public Pair pair(String mapping, String record) {
        Coupling coupling = coupling(mapping, record);
        assertThat(coupling).as(mapping + " coupling of " + record).isNotNull();
        return new Pair(
                coupling.businessCentralId().toString(), coupling.dataverseId().toString());
    }

    /** Milliseconds, 0 if the side was never looked at. */
    public long watermark(String mapping, Side side) {
        return engine().watermarks().of(engine().scope(mapping), side).orElse(0);
    }

    /** Coupling by hand, as REST and the command line do it. */
    public CouplingOperations couplings() {
        return new CouplingOperations(
                rig.database(),
                "CRONUS",
                rig.koppel().mappings()::inDependencyOrder,
                new HandCoupler(engine(), rig.koppel().runner()),
                new RecordLinks(engine().services(), "CRONUS"));
    }

    public Pair couple(String mapping, String businessCentralId, String dataverseId) {
        couplings().couple(new CoupleCommand(mapping, businessCentralId, dataverseId, null, "none"), "test");
        return new Pair(businessCentralId, dataverseId);
    }

    /** Uncoupling by hand, by the record in Business Central. */
    public void uncouple(String mapping, String businessCentralId) {
        couplings().uncouple(mapping + "." + businessCentralId, "test");
    }

    /** Dissolves every coupling of a mapping, so that nothing is left for the next test; its couplings with it. */
    public void uncoupleAll(String mapping) {
        couplings().list(mapping, null, null, 1000).value().forEach(row -> couplings()
                .uncouple(row.id(), "test"));
        job(mapping);
    }

    /** A pair that was coupled before its records left the filter. */
    public Pair coupleAnyway(String mapping, String businessCentralId, String dataverseId) {
        Coupling coupling =
                Coupling.fresh(UUID.fromString(businessCentralId), UUID.fromString(dataverseId), null, null);
        rig.database().inTransaction(connection -> {
            engine().couplings().insert(connection, engine().scope(mapping), List.of(coupling));
            return coupling;
        });
        return new Pair(businessCentralId, dataverseId);
    }

    /** Where the sandbox's journal ends right now. */
    public long mark() {
        return person().journalEnd();
    }

    /** What Koppel itself wrote since then, consequences left out. */
    public List<JsonNode> writes(long since) {
        return person().journal(since).stream()
                .filter(entry -> entry.get("direct").asBoolean()
                        && entry.get("caller").asText().equals("koppel"))
                .toList();
    }

    // --- other mappings than the shipped ones

    /** Puts an edited copy of a shipped mapping file in force, until {@link #shippedAgain}. */
    public void edit(String mapping, UnaryOperator<String> edit) {
        TableMapping before = rig.koppel().mappings().get(mapping);
        String shown = before.location().file();
        shipped.putIfAbsent(
                shown,
                rig.koppel().mappings().inDependencyOrder().stream()
                        .filter(other -> other.location().file().equals(shown))
                        .toList());
        String file = String.valueOf(java.nio.file.Path.of(shown).getFileName());
        try {
            String text = Files.readString(Basedir.path().resolve("routes").resolve(file));
            String edited = edit.apply(text);
            assertThat(edited).as("edited " + file).isNotEqualTo(text);
            MappingFiles parsed = MappingFiles.parse(shown, edited, models);
            assertThat(parsed.mistakes()).isEmpty();
            rig.koppel().mappings().replace(shown, parsed.mappings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the shipped mappings back. */
    public void shippedAgain() {
        shipped.forEach((file, mappings) -> rig.koppel().mappings().replace(file, mappings));
        shipped.clear();
    }

    /** Everything that failed must have come into the error log by then, by whatever way. */
    @Override
    public void close() {
        clock("PT0S", "PT0S");
        List<FailedRecord> missing = engine().errors().missing();
        rig.close();
        if (!missing.isEmpty()) {
            throw new AssertionError("failures without a row in the error log: " + missing);
        }
    }
}
