package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.OptionMapping;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.sync.PassMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes of the engine that random seeds brought to light, each told as one course of events: the process dies after the
 * service has applied a request, somebody edits a record or nobody does, and the next process takes up what was left.
 */
class AfterADeathTest {
    private static final Duration[] NO_SKEW = {Duration.ZERO, Duration.ZERO};
    private static World world;
    private Course people;
    private Circumstances circumstances;
    private Incarnation koppel;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private void given(boolean standard, String chosenIds) {
        given(List.of("CUSTOMER"), standard, chosenIds);
    }

    private void given(List<String> mappings, boolean standard, String chosenIds) {
        given(mappings, standard, chosenIds, Conflicts.Update.NONE);
    }

    private void given(List<String> mappings, boolean standard, String chosenIds, Conflicts.Update conflicts) {
        circumstances = new Circumstances(
                mappings,
                standard,
                chosenIds,
                false,
                conflicts,
                Conflicts.Deletion.NONE,
                new int[] {10, 10},
                10,
                NO_SKEW,
                List.of(),
                0,
                0);
        people = new Course(world, 5, circumstances);
        koppel = process(new Mortality());
    }

    private Incarnation process(Mortality mortality) {
        SimulatedTransport transport = new SimulatedTransport(world, mortality, new Random(1), Bug.NONE);
        return new Incarnation(
                world,
                circumstances,
                mortality,
                transport,
                new Random(people.ledger().last()),
                Bug.NONE);
    }

    /** A process that does this and dies after the service has applied its first write. */
    private void dies(Consumer<Incarnation> work) {
        dies(CrashPoint.AFTER_APPLY, work);
    }

    private void dies(CrashPoint point, Consumer<Incarnation> work) {
        dies(point, 1, work);
    }

    private void dies(CrashPoint point, int time, Consumer<Incarnation> work) {
        Mortality mortality = new Mortality();
        Incarnation dying = process(mortality);
        mortality.dieAt(point, time);
        try {
            work.accept(dying);
        } catch (Died died) {
            // as it was to be
        }
        assertThat(mortality.deaths()).containsKey(point);
        people.later(Duration.ofSeconds(10));
        koppel = process(new Mortality());
    }

    private void jobs() {
        for (int i = 0; i < 3; i++) {
            koppel.job("CUSTOMER");
            people.later(Duration.ofSeconds(10));
        }
    }

    private Map<String, String> only(Side side) {
        Map<String, Map<String, String>> copy = people.copy(side);
        assertThat(copy).as("records of %s", side).hasSize(1);
        return copy.values().iterator().next();
    }

    /** The id of the one account. */
    private String account() {
        return people.ledger().records("dataverse", "accounts").get(0).id();
    }

    private List<HistoryRow> history(String operation) {
        return koppel.engine().history().list("CRONUS", "CUSTOMER", null, null, 100).stream()
                .filter(row -> row.operation().equals(operation))
                .toList();
    }

    /** A customer that was in step when somebody changed it in Business Central. */
    private String changedSinceInStep(String... change) {
        given(false, "accept");
        String customer = people.customer("phoneNumber", "1");
        jobs();
        people.changeCustomer(customer, (Object[]) change);
        return customer;
    }

    /** Each side keeps its value, and the record waits for a person. */
    private void inConflict(String field, String businessCentral, String dataverse) {
        assertThat(only(Side.BUSINESS_CENTRAL)).containsEntry(field, businessCentral);
        assertThat(only(Side.DATAVERSE)).containsEntry(field, dataverse);
        assertThat(koppel.engine().errors().missing())
                .anySatisfy(failure -> assertThat(failure.message()).contains("both sides changed"));
    }

    private void inStep() {
        assertThat(people.copy(Side.DATAVERSE)).isEqualTo(people.copy(Side.BUSINESS_CENTRAL));
        assertThat(koppel.engine().errors().missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "ignore", "refuse"})
    void aCreateIsNotRepeatedWhereTheServiceGivesItsOwnIds(String chosenIds) {
        given(true, chosenIds);
        people.account();

        dies(process -> process.job("CUSTOMER"));
        jobs();

        only(Side.BUSINESS_CENTRAL);
        assertThat(people.couplings("CUSTOMER"))
                .singleElement()
                .satisfies(coupling -> assertThat(coupling.state().isPending()).isFalse());
        assertThat(history("create")).hasSize(1);
        inStep();
    }

    /** The record stands under an id of the service's own, and under that one it is written. */
    @ParameterizedTest
    @ValueSource(strings = {"accept", "ignore", "refuse"})
    void editsOfBothSidesAfterALostCreateUnderAnotherIdAreSettled(String chosenIds) {
        given(List.of("CUSTOMER"), true, chosenIds, Conflicts.Update.GET_UPDATE);
        people.account("telephone1", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeAccount(account(), "telephone1", "2");
        people.changeCustomer(
                people.ledger().records("businessCentral", "customers").get(0).id(), "addressLine2", "Text9");
        jobs();

        assertThat(only(Side.BUSINESS_CENTRAL)).containsEntry("phoneNumber", "2");
        inStep();
    }

    /** Begun again after a change of the other one, each code keeps the number it had, and no other code gets it. */
    @Test
    void aNewOptionKeepsItsNumber() {
        given(List.of("PAYMENT-TERMS"), false, "accept");
        String first = people.create(World.COMPANION + "paymentTerms", Map.of("code", "A10", "displayName", "A10"))
                .get("systemId")
                .asText();
        people.later(Duration.ofSeconds(1));
        people.create(World.COMPANION + "paymentTerms", Map.of("code", "B20", "displayName", "B20"));
        people.later(Duration.ofSeconds(1));
        // The last one to be changed is read last, but what a dead process left is not read in that order.
        world.person("PATCH", World.COMPANION + "paymentTerms(" + first + ")", Map.of("displayName", "Ten days"));

        dies(CrashPoint.BEFORE_APPLY, process -> process.everything("PAYMENT-TERMS", PassMode.COUPLE_AND_CREATE));
        dies(process -> process.everything("PAYMENT-TERMS", PassMode.COUPLE_AND_CREATE));
        people.create(World.COMPANION + "paymentTerms", Map.of("code", "C30", "displayName", "C30"));
        for (int i = 0; i < 3; i++) {
            koppel.everything("PAYMENT-TERMS", PassMode.COUPLE_AND_CREATE);
            koppel.job("PAYMENT-TERMS");
            people.later(Duration.ofSeconds(10));
        }

        JsonNode column = world.read(world.client(
                "person",
                "GET",
                World.DATAVERSE + "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')"
                        + "/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet"));
        Map<String, UUID> made = new TreeMap<>();
        for (JsonNode option : column.get("OptionSet").get("Options")) {
            String label =
                    option.get("Label").get("UserLocalizedLabel").get("Label").asText();
            if (label.matches("[ABC]\\d0")) {
                made.put(
                        label,
                        OptionMapping.idOf(
                                "account.paymenttermscode", option.get("Value").asInt()));
            }
        }
        assertThat(made).containsOnlyKeys("A10", "B20", "C30");
        assertThat(people.couplings("PAYMENT-TERMS"))
                .hasSize(3)
                .allSatisfy(coupling -> assertThat(coupling.state().isPending()).isFalse())
                .allSatisfy(coupling -> assertThat(coupling.dataverseId()).isEqualTo(made.get(coupling.number())));
    }

    @Test
    void aMatchIsNotForgotten() {
        given(false, "accept");
        people.customer("displayName", "One and the same", People.MARK, "http://same.example", "phoneNumber", "5");
        people.account("name", "One and the same", People.MARK_THERE, "http://same.example", "telephone1", "6");

        dies(process -> process.everything("CUSTOMER", PassMode.COUPLE_AND_CREATE));
        koppel.everything("CUSTOMER", PassMode.COUPLE_AND_CREATE);

        assertThat(people.couplings("CUSTOMER")).hasSize(1);
        assertThat(only(Side.DATAVERSE)).isEqualTo(only(Side.BUSINESS_CENTRAL));
    }

    @Test
    void anEditOfTheRecordThatWasJustCreatedIsKept() {
        given(false, "accept");
        people.customer("phoneNumber", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeAccount(account(), "telephone1", "2");
        jobs();

        assertThat(only(Side.DATAVERSE)).containsEntry("phoneNumber", "2");
        assertThat(only(Side.BUSINESS_CENTRAL)).containsEntry("phoneNumber", "2");
    }

    @Test
    void anEditOfTheSourceIsNotTakenForWhatBothSidesAgreedOn() {
        given(false, "accept");
        String customer = people.customer("phoneNumber", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeCustomer(customer, "phoneNumber", "3");
        jobs();

        assertThat(only(Side.DATAVERSE)).containsEntry("phoneNumber", "3");
        inStep();
    }

    /** Nobody knows as which user Koppel writes in Business Central: what the create sent tells that nobody else touched it. */
    @Test
    void anEditOfAnAccountWhoseCustomerWasJustCreatedIsNoConflict() {
        given(false, "accept");
        people.account("telephone1", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeAccount(account(), "telephone1", "3");
        people.changeAccount(account(), "address1_line2", "Text36");
        jobs();

        assertThat(only(Side.BUSINESS_CENTRAL))
                .containsEntry("phoneNumber", "3")
                .containsEntry("addressLine2", "Text36");
        inStep();
    }

    @Test
    void aPersonsEditOfThatCustomerIsAConflictStill() {
        given(false, "accept");
        people.account("telephone1", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeAccount(account(), "telephone1", "3");
        people.changeCustomer(
                people.ledger().records("businessCentral", "customers").get(0).id(), "phoneNumber", "5");
        jobs();

        inConflict("phoneNumber", "5", "3");
    }

    /** The create has arrived and people changed both sides: a pair in conflict like any other, and not one that waits. */
    @ParameterizedTest
    @EnumSource(Conflicts.Update.class)
    void editsOfBothSidesAfterALostCreateAreSettledAsTheMappingSays(Conflicts.Update conflicts) {
        given(List.of("CUSTOMER"), false, "accept", conflicts);
        String customer = people.customer("phoneNumber", "1");

        dies(process -> process.job("CUSTOMER"));
        people.changeCustomer(customer, "phoneNumber", "2");
        people.changeAccount(account(), "telephone1", "3");
        jobs();

        assertThat(people.couplings("CUSTOMER")).singleElement().satisfies(coupling -> {
            assertThat(coupling.state()).isEqualTo(CouplingState.COUPLED);
            assertThat(coupling.skipped()).isEqualTo(conflicts == Conflicts.Update.NONE);
        });
        assertThat(history("create")).singleElement().matches(HistoryRow::isCertain);
        if (conflicts == Conflicts.Update.NONE) {
            inConflict("phoneNumber", "2", "3");
        } else {
            assertThat(only(Side.DATAVERSE))
                    .containsEntry("phoneNumber", conflicts == Conflicts.Update.GET_UPDATE ? "3" : "2");
            inStep();
        }
    }

    @Test
    void anUpdateOfADeadProcessStandsInTheHistoryOnce() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        jobs();

        assertThat(history("update")).singleElement().satisfies(row -> {
            assertThat(row.businessCentralId()).isEqualTo(UUID.fromString(customer));
            assertThat(row.changes()).singleElement().satisfies(change -> assertThat(change.after())
                    .isEqualTo("2"));
        });
        inStep();
    }

    /** The value that the dead process wrote is no person's edit, so a second edit of the source is no conflict. */
    @Test
    void theSameFieldEditedAgainIsNoConflict() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        people.changeCustomer(customer, "phoneNumber", "3");
        jobs();

        assertThat(only(Side.DATAVERSE)).containsEntry("phoneNumber", "3");
        inStep();
        assertThat(history("update")).hasSize(2);
    }

    /** A person's edit of that field on the other side, in between, is one. */
    @Test
    void theSameFieldEditedOnBothSidesIsAConflictStill() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        people.changeCustomer(customer, "phoneNumber", "3");
        people.changeAccount(account(), "telephone1", "4");
        jobs();

        inConflict("phoneNumber", "3", "4");
    }

    /** Somebody wrote over what had arrived, so nothing shows it any more; the history says that much (promises.md P12). */
    @Test
    void aWriteThatSomebodyWroteOverStandsInTheHistoryAsOneThatMayHaveArrived() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        people.changeAccount(account(), "telephone1", "4");
        jobs();

        mayHaveArrived();
        inConflict("phoneNumber", "2", "4");
    }

    /** A record that fails before anybody looked at what had become of the write leaves it open for the next run. */
    @Test
    void whatWasNotLookedAtBecauseTheRecordFailedIsToldOfLater() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        people.create(World.COMPANION + "salespeople", Map.of("code", "JR", "displayName", "John Roberts"));
        people.changeCustomer(customer, "salespersonCode", "JR");
        koppel.job("CUSTOMER");
        people.later(Duration.ofSeconds(10));
        assertThat(koppel.engine().errors().missing())
                .anySatisfy(failure -> assertThat(failure.message()).contains("JR"));
        assertThat(history("update")).isEmpty();
        people.changeCustomer(customer, "salespersonCode", "");
        jobs();

        assertThat(history("update")).singleElement().satisfies(row -> {
            assertThat(row.isCertain()).isTrue();
            assertThat(row.changes()).extracting(change -> change.after()).contains("2");
        });
    }

    @Test
    void aWriteWhoseRecordWasDeletedStandsInTheHistoryAsOneThatMayHaveArrived() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        world.person("DELETE", World.DATAVERSE + "accounts(" + account() + ")", null);
        jobs();

        mayHaveArrived();
    }

    /** Nobody has touched the record since, so its version shows that nothing arrived. */
    @Test
    void aWriteThatNeverLeftStandsInTheHistoryOnceItIsMade() {
        String customer = changedSinceInStep("phoneNumber", "2");

        dies(CrashPoint.BEFORE_APPLY, process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        jobs();

        assertThat(history("update")).singleElement().matches(HistoryRow::isCertain);
        inStep();
    }

    @Test
    void aRevertThatNobodyHeardOfStandsInTheHistoryAsOneThatMayHaveArrivedAndIsNotUndone() {
        changedSinceInStep("phoneNumber", "2");
        jobs();
        long run = history("update").get(0).run();

        dies(process -> process.revert(run));
        jobs();

        assertThat(history("update")).hasSize(2).first().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("revert of run " + run + " (no answer, may have arrived)");
            assertThat(row.changes()).singleElement().satisfies(change -> assertThat(change.after())
                    .isEqualTo("1"));
        });
        assertThat(only(Side.DATAVERSE)).containsEntry("phoneNumber", "1");
        assertThat(only(Side.BUSINESS_CENTRAL)).containsEntry("phoneNumber", "2");
    }

    /** No death is needed for this one: the customer is new, and not the partner of a record that is gone. */
    @Test
    void anAccountThatIsDeletedAfterItWasFoundIsNoPartner() {
        given(false, "accept");
        people.customer("website", "http://same.example");
        String account = people.account("name", "Firm 1", "websiteurl", "http://same.example");
        people.beforeRequests(request -> {
            // Candidates are read by their values; the one that was found is read by its id.
            if (request.method().equals("GET") && request.uri().toString().contains(account)) {
                world.person("DELETE", World.DATAVERSE + "accounts(" + account + ")", null);
            }
        });

        people.everything("CUSTOMER");
        people.beforeRequests(request -> {});

        assertThat(account()).isNotEqualTo(account);
        assertThat(people.couplings("CUSTOMER")).singleElement().satisfies(coupling -> assertThat(
                        coupling.dataverseId().toString())
                .isEqualTo(account()));
        assertThat(people.copy(Side.DATAVERSE))
                .isEqualTo(people.copy(Side.BUSINESS_CENTRAL))
                .hasSize(1);
    }

    /** A full synchronization that goes on looks back as any pass does: what became visible late bears an earlier stamp. */
    @Test
    void whatBecomesVisibleLateIsSeenByAFullSynchronizationThatGoesOn() {
        given(false, "accept");
        String account = people.account("telephone1", "1");
        koppel.everything("CUSTOMER", PassMode.COUPLE_AND_CREATE);
        people.later(Duration.ofMinutes(10));
        people.fault("match", "PATCH .*accounts", "fault", "late-visibility", "nth", 1, "duration", "PT2M");
        people.changeAccount(account, "telephone1", "2");
        people.later(Duration.ofSeconds(10));
        people.account();

        // The first confirmation is that of the pass to Dataverse.
        dies(CrashPoint.AFTER_COMMIT, 2, process -> process.everything("CUSTOMER", PassMode.COUPLE_AND_CREATE));
        people.later(Duration.ofMinutes(3));
        koppel.everything("CUSTOMER", PassMode.COUPLE_AND_CREATE);

        assertThat(people.copy(Side.BUSINESS_CENTRAL)).hasSize(2);
        inStep();
    }

    /** Its create has arrived and nothing more is to be done about it: it does not wait for a pass that leaves it out. */
    @Test
    void aContactWhoseCompanyIsNoCustomerAnyMoreIsCoupledAllTheSame() {
        given(List.of("CUSTOMER", "CONTACT"), false, "accept");
        String customer = people.customer();
        jobs();
        String company = people.ledger()
                .now(Ledger.Key.bc("customers", customer))
                .get("companyContactNumber")
                .toString();
        people.create(
                World.COMPANION + "contacts",
                Map.of("type", "Person", "companyNumber", company, "firstName", "Ann", "lastName", "Lee"));

        dies(process -> process.job("CONTACT"));
        world.person("DELETE", World.COMPANION + "customers(" + customer + ")", null);
        for (int i = 0; i < 2; i++) {
            koppel.job("CONTACT");
            people.later(Duration.ofSeconds(10));
        }

        assertThat(people.couplings("CONTACT")).singleElement().satisfies(coupling -> assertThat(coupling.state())
                .isEqualTo(CouplingState.COUPLED));
        assertThat(koppel.engine().history().list("CRONUS", "CONTACT", null, null, 10))
                .filteredOn(row -> row.operation().equals("create"))
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo("adopted"));
        assertThat(koppel.engine().errors().missing())
                .noneMatch(failure -> failure.mapping().equals("CONTACT"));
    }

    /** Found first and gone then: it is made again, and told of as what it is. */
    @Test
    void aRecordThatIsDeletedWhileItIsAdoptedIsNew() {
        given(false, "accept");
        String customer = people.customer("phoneNumber", "1");
        dies(process -> process.job("CUSTOMER"));
        people.changeCustomer(customer, "phoneNumber", "2");
        String account = account();

        people.beforeRequests(request -> {
            if (new String(request.body(), StandardCharsets.UTF_8).contains("\"telephone1\":\"2\"")) {
                world.person("DELETE", World.DATAVERSE + "accounts(" + account + ")", null);
            }
        });
        people.job("CUSTOMER");
        people.beforeRequests(request -> {});
        jobs();

        assertThat(history("update")).isEmpty();
        assertThat(history("create"))
                .filteredOn(HistoryRow::isCertain)
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo("new"));
        inStep();
    }

    private void mayHaveArrived() {
        assertThat(history("update")).singleElement().satisfies(row -> {
            assertThat(row.isCertain()).isFalse();
            assertThat(row.reason()).isEqualTo("changed (no answer, may have arrived)");
            assertThat(row.side()).isEqualTo(Side.DATAVERSE);
            assertThat(row.dataverseId()).isNotNull();
        });
    }

    /** What Koppel wrote into one field says nothing about what a person typed into the next, however alike they look. */
    @Test
    void aValueThatWasSentInAnotherFieldIsNoTrace() {
        String customer = changedSinceInStep("addressLine1", "Text46", "addressLine2", "Text45");

        dies(process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false));
        people.changeCustomer(customer, "addressLine2", "Text47");
        people.changeAccount(account(), "address1_line2", "Text36");
        jobs();

        inConflict("addressLine2", "Text47", "Text36");
    }

    /** What a person forced and the process did not get to is finished with force: nobody has seen anything newer since. */
    @Test
    void aForcedWriteThatNeverLeftIsFinishedWithForce() {
        String customer = changedSinceInStep("phoneNumber", "2");
        people.changeAccount(account(), "telephone1", "3");

        dies(CrashPoint.BEFORE_APPLY, process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, true));
        jobs();

        assertThat(only(Side.DATAVERSE)).containsEntry("phoneNumber", "2");
        inStep();
        assertThat(history("update")).singleElement().satisfies(row -> assertThat(row.reason())
                .isEqualTo("forced"));
    }

    /** Whoever forced it did not know of an edit that came after: that one is not overwritten unseen (promises.md P2). */
    @Test
    void whatWasEditedAfterAForcedWriteThatNeverLeftIsAConflict() {
        String customer = changedSinceInStep("phoneNumber", "2");
        people.changeAccount(account(), "telephone1", "3");

        dies(CrashPoint.BEFORE_APPLY, process -> process.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, true));
        people.changeAccount(account(), "telephone1", "4");
        jobs();

        inConflict("phoneNumber", "2", "4");
    }
}
