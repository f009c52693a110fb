package io.koppel.simulation;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.simulation.Ledger.Applied;
import io.koppel.simulation.Ledger.Key;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Holds the promises against the services' journal and Koppel's store. Each is an equation between sets, not a count. */
final class Checker {
    private final World world;
    private final Circumstances circumstances;
    private final Ledger ledger;
    private final Engine engine;
    private final boolean complete;
    private int unheard;
    private final List<String> violations = new ArrayList<>();

    /**
     * @param complete whether everything was coupled or created once
     */
    Checker(World world, Circumstances circumstances, Ledger ledger, Engine engine, boolean complete) {
        this.world = world;
        this.circumstances = circumstances;
        this.ledger = ledger;
        this.engine = engine;
        this.complete = complete;
    }

    List<String> check() {
        if (!complete) {
            violations.add("P5: the full synchronization never came to its end");
        }
        nothingTwice();
        nothingOverwrittenUnseen();
        inStep("CUSTOMER", "customers", "accounts", People.CUSTOMER);
        if (circumstances.mappings().contains("CONTACT")) {
            inStep("CONTACT", "contacts", "contacts", People.CONTACT);
        }
        oneErrorRowEach();
        historyIsTheJournal();
        return violations;
    }

    /** P1: no record comes into being while one with its mark exists; P4: no write is applied that changes nothing. */
    private void nothingTwice() {
        Map<Key, String> marks = new HashMap<>();
        for (Applied change : ledger.all()) {
            String column = change.key().service().equals("dataverse") ? People.MARK_THERE : People.MARK;
            if (change.operation().equals("delete")) {
                marks.remove(change.key());
                continue;
            }
            Object[] mark = change.fields().get(column);
            if (change.koppels() && change.direct() && change.operation().equals("create") && mark != null) {
                marks.forEach((key, existing) -> {
                    if (existing.equals(mark[1])
                            && key.set().equals(change.key().set())
                            && key.service().equals(change.key().service())
                            && !isLeftBehind(key)) {
                        violations.add("P1: " + change + " although " + key + " exists");
                    }
                });
            }
            if (mark != null && change.direct()) {
                marks.put(change.key(), String.valueOf(mark[1]));
            }
            if (change.koppels()
                    && change.operation().equals("update")
                    && change.direct()
                    && change.fields().isEmpty()
                    && !change.key().set().contains("Option")) {
                violations.add("P4: " + change + " changes nothing");
            }
        }
    }

    /** Whether a record was coupled until its pair, or the pair of its company, was dissolved as the strategy says. */
    private boolean isLeftBehind(Key key) {
        return circumstances.deletion() == Conflicts.Deletion.REMOVE_COUPLING
                && key.set().equals("contacts")
                && hadPartner(key)
                && engine.couplings().list(engine.scope("CONTACT"), null, null, 10_000).stream()
                        .noneMatch(coupling -> key.id()
                                        .equals(coupling.businessCentralId().toString())
                                || key.id().equals(coupling.dataverseId().toString()));
    }

    /** P2: what a person typed is overwritten by Koppel only after the other side had it, or where a strategy says so. */
    private void nothingOverwrittenUnseen() {
        Map<String, Long> firstSeen = new HashMap<>();
        Map<String, String> typedBy = new HashMap<>();
        Set<UUID> excused = excused();
        for (Applied change : ledger.all()) {
            boolean here = change.key().service().equals("businessCentral");
            Map<String, String> columns = change.key().set().equals("contacts") ? People.CONTACT : People.CUSTOMER;
            columns.forEach((businessCentral, dataverse) -> {
                String column = here ? businessCentral : dataverse;
                Object[] values = change.fields().get(column);
                if (values == null) {
                    return;
                }
                String field = change.key() + " " + column;
                String before = String.valueOf(values[0]);
                boolean loses =
                        circumstances.update() == (here ? Conflicts.Update.GET_UPDATE : Conflicts.Update.SEND_UPDATE);
                if (change.koppels()
                        && change.operation().equals("update")
                        && "person".equals(typedBy.get(field))
                        && !loses
                        && marks(change).isEmpty()
                        && !excused.contains(UUID.fromString(change.key().id()))
                        && !firstSeen.containsKey(!here + " " + businessCentral + " " + before)) {
                    violations.add("P2: " + change + " overwrites " + column + " = " + before + ", typed by a person");
                }
                typedBy.put(field, change.caller());
                firstSeen.putIfAbsent(here + " " + businessCentral + " " + values[1], change.sequence());
            });
        }
    }

    /** Marks a write sets; an update sets one only when it brings two records in step for the first time. */
    private static Set<String> marks(Applied change) {
        Set<String> marks = new HashSet<>();
        for (String column : List.of(People.MARK, People.MARK_THERE)) {
            Object[] mark = change.fields().get(column);
            if (mark != null) {
                marks.add(String.valueOf(mark[1]));
            }
        }
        return marks;
    }

    /** Records a person had overwritten by force, or coupled with another by match. */
    private Set<UUID> excused() {
        Set<UUID> ids = new HashSet<>();
        for (HistoryRow row : history()) {
            if (row.reason().startsWith("forced") || row.reason().startsWith("coupled by match")) {
                ids.add(row.side() == Side.DATAVERSE ? row.dataverseId() : row.businessCentralId());
            }
        }
        return ids;
    }

    /** P6: the mapped fields of each pair are equal, unless a failure or a conflict says why not; and every record has one. */
    private void inStep(String mapping, String set, String there, Map<String, String> columns) {
        int scope = engine.scope(mapping);
        Collection<Coupling> couplings = engine.couplings().list(scope, null, null, 10_000);
        Set<String> open = new HashSet<>();
        for (Direction direction : List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE)) {
            engine.retries().of(scope, direction).forEach(id -> open.add(id.toString()));
        }
        Set<String> coupled = new HashSet<>();
        for (Coupling coupling : couplings) {
            Key bc = Key.bc(set, coupling.businessCentralId().toString());
            Key dataverse = Key.dataverse(there, coupling.dataverseId().toString());
            coupled.add(bc.id());
            coupled.add(dataverse.id());
            Map<String, Object> here = ledger.now(bc);
            Map<String, Object> other = ledger.now(dataverse);
            boolean failed = coupling.toResult() == LastResult.FAILURE
                    || coupling.fromResult() == LastResult.FAILURE
                    || coupling.skipped()
                    || open.contains(bc.id())
                    || open.contains(dataverse.id());
            if (failed || here == null && other == null) {
                continue;
            }
            if (coupling.state().isPending()) {
                Map<String, Object> source =
                        coupling.state() == io.koppel.coupling.CouplingState.CREATE_PENDING_TO_DATAVERSE ? here : other;
                boolean alone = mapping.equals("CONTACT")
                        && (here == null || !companies().contains(text(here.get("companyNumber"))));
                if (source != null && inFilter(source) && !alone) {
                    violations.add("P1: " + mapping + " " + bc.id() + " - " + dataverse.id() + " is still "
                            + coupling.state());
                }
                continue;
            }
            if (here == null || other == null || !inFilter(here) || !inFilter(other)) {
                continue;
            }
            if (mapping.equals("CONTACT")
                    && (!companies().contains(text(here.get("companyNumber")))
                            || text(other.get("_parentcustomerid_value")).isBlank())) {
                continue;
            }
            columns.forEach((column, counterpart) -> {
                if (!Objects.equals(text(here.get(column)), text(other.get(counterpart)))) {
                    violations.add("P6: " + mapping + " " + bc.id() + " - " + dataverse.id() + ": " + column + " is '"
                            + here.get(column) + "' here and '" + other.get(counterpart) + "' there");
                }
            });
        }
        if (mapping.equals("CUSTOMER") && !circumstances.onlyCoupled()) {
            List<Key> all = new ArrayList<>(ledger.records("businessCentral", set));
            all.addAll(ledger.records("dataverse", there));
            Set<String> failed = failedSources();
            for (Key key : all) {
                if (inFilter(ledger.now(key))
                        && !coupled.contains(key.id())
                        && !open.contains(key.id())
                        && !failed.contains(key.id())
                        && !(circumstances.deletion() == Conflicts.Deletion.REMOVE_COUPLING && hadPartner(key))) {
                    violations.add("P6: " + key + " was never coupled: " + ledger.now(key));
                }
            }
        }
    }

    /** Where the strategy drops the coupling of a deleted record, its partner waits for its next change. */
    private boolean hadPartner(Key key) {
        return history().stream()
                .anyMatch(row -> key.id().equals(String.valueOf(row.businessCentralId()))
                        || key.id().equals(String.valueOf(row.dataverseId())));
    }

    /** Numbers of the companies that are customers: only their persons are synchronized. */
    private Set<String> companies() {
        Set<String> numbers = new HashSet<>();
        for (Key customer : ledger.records("businessCentral", "customers")) {
            numbers.add(text(ledger.now(customer).get("companyContactNumber")));
        }
        return numbers;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static boolean inFilter(Map<String, Object> row) {
        Object blocked = row.get("blocked");
        Object type = row.get("customertypecode");
        return (blocked == null
                        || blocked.equals("_x0020_")
                        || blocked.toString().isBlank())
                && !"1".equals(row.get("statecode"))
                && (type == null || type.equals("3"));
    }

    private Set<String> failedSources() {
        Set<String> sources = new HashSet<>();
        engine.errors().missing().forEach(failure -> sources.add(failure.sourceId()));
        return sources;
    }

    /** P7: one error row for each attempt at each record. */
    private void oneErrorRowEach() {
        Set<String> attempts = new HashSet<>();
        for (FailedRecord failure : engine.errors().missing()) {
            if (failure.message().isBlank()) {
                violations.add("P7: " + failure + " says nothing");
            }
            attempts.add(failure.job() + " " + failure.sourceId());
        }
    }

    /** Rows of the history that say no more than that a write may have arrived. */
    int unheard() {
        return unheard;
    }

    /** Who joined a team is a member of it; the services' journal tells of rows, and a membership changes none. */
    private void areMembers(List<HistoryRow> joined) {
        if (joined.isEmpty()) {
            return;
        }
        String members = world.client(
                        "person",
                        "GET",
                        "/api/data/v9.2/teams(" + engine.company().owningTeam()
                                + ")/teammembership_association?$select=systemuserid")
                .bodyText();
        for (HistoryRow row : joined) {
            if (!members.contains(String.valueOf(row.dataverseId()))) {
                violations.add("P12: the history tells that a user joined the team who is no member: " + row);
            }
        }
    }

    /**
     * P12: each write the services applied for Koppel has one history row, and each row is such a write. Where an answer was
     * lost the history goes by what is left of the write in the record, which somebody may have changed again: then its row
     * says that the write may have arrived, and there need be none.
     */
    private void historyIsTheJournal() {
        Map<String, List<Applied>> applied = new TreeMap<>();
        for (Applied change : ledger.all()) {
            if (change.koppels() && change.direct() && isTable(change.key().set())) {
                applied.computeIfAbsent(
                                change.key().service() + " " + change.key().id() + " " + change.operation(),
                                key -> new ArrayList<>())
                        .add(change);
            }
        }
        Map<String, List<HistoryRow>> told = new TreeMap<>();
        List<HistoryRow> joined = new ArrayList<>();
        for (HistoryRow row : history()) {
            boolean there = row.side() == Side.DATAVERSE;
            if (row.reason().equals(Engine.TEAM_MEMBER)) {
                joined.add(row);
            } else if (!row.mapping().equals("PAYMENT-TERMS")) {
                told.computeIfAbsent(
                                (there ? "dataverse " : "businessCentral ")
                                        + (there ? row.dataverseId() : row.businessCentralId()) + " " + row.operation(),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        areMembers(joined);
        // Where the service gives ids of its own, a create that nobody heard of stands under the id that was chosen.
        Set<String> hiddenCreates = new HashSet<>();
        for (HistoryRow row : history()) {
            if (!row.isCertain()
                    && row.operation().equals("create")
                    && row.side() == Side.BUSINESS_CENTRAL
                    && circumstances.standard()) {
                hiddenCreates.add(String.valueOf(row.requestId()));
            }
        }
        Set<String> all = new TreeSet<>(applied.keySet());
        all.addAll(told.keySet());
        for (String key : all) {
            List<Applied> writes = applied.getOrDefault(key, List.of());
            List<HistoryRow> rows = told.getOrDefault(key, List.of());
            unheard += (int) rows.stream().filter(row -> !row.isCertain()).count();
            long certain = rows.stream().filter(HistoryRow::isCertain).count();
            long hidden = writes.stream()
                    .filter(write -> hiddenCreates.contains(write.requestId()))
                    .count();
            if (certain > writes.size() || writes.size() > rows.size() + hidden) {
                violations.add(
                        "P12: " + key + " has these writes and these history rows:\n   " + writes + "\n   " + rows);
            }
        }
    }

    private static boolean isTable(String set) {
        return Set.of("customers", "accounts", "contacts", "salespeople").contains(set);
    }

    private List<HistoryRow> history() {
        return engine.history().list(world.company().name(), null, null, null, 100_000);
    }
}
