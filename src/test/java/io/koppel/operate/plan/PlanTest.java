package io.koppel.operate.plan;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.journal.HistoryRow;
import io.koppel.operate.OperationException;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plan says field by field what a pass would do and changes nothing; applying it does exactly that, or refuses. */
class PlanTest {
    private static Scene scene;
    private static PlanOperations plans;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        plans = new PlanOperations(
                scene.engine(),
                scene.rig().koppel().passes(),
                scene.rig().koppel().runner(),
                scene.rig().koppel().mappings()::inDependencyOrder);
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.person().admin("DELETE", "faults", null);
        scene.job("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Plan plan(String mapping, String mode) {
        scene.later(Duration.ofSeconds(2));
        return plans.plan(new PlanRequest(mapping, null, null, mode, 1000));
    }

    private static AppliedPlan apply(Plan plan) {
        return plans.apply(new ApplyCommand(plan), "test");
    }

    private static List<String> outcomes(Plan plan) {
        return plan.records().stream()
                .map(record -> record.direction() + " " + record.outcome() + " " + record.record())
                .toList();
    }

    private static List<String> results(AppliedPlan applied) {
        return applied.records().stream().map(record -> record.result()).toList();
    }

    /** Every row of every table, but for the scheduler's own. */
    private static Set<String> store() {
        return scene.rig()
                .database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SCRIPT NOSETTINGS").mapTo(String.class).list().stream()
                        .filter(statement -> statement.startsWith("INSERT") && !statement.contains("QRTZ_"))
                        .flatMap(String::lines)
                        .map(row -> row.replaceAll("[,;]$", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aPlanNamesTheFieldsWithTheirValuesBeforeAndAfter() {
        Pair pair = scene.customerPair("Plan fields", "faxNumber", "1", "website", "old.example");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeAccount(pair.dataverse(), "websiteurl", "new.example");

        Plan plan = plan("CUSTOMER", null);

        assertThat(plan.records()).hasSize(2);
        assertThat(plan.records().get(0).fields()).containsExactly(new PlannedField("fax", "faxNumber", "1", "2"));
        assertThat(plan.records().get(1).fields())
                .containsExactly(new PlannedField("website", "websiteurl", "old.example", "new.example"));
        assertThat(plan.passes()).extracting(Plan.PlannedPass::modify).containsExactly(1L, 1L);
    }

    @Test
    void aPlanWritesNothingToTheServicesNorToTheStore() {
        Pair pair = scene.customerPair("Plan writes nothing", "faxNumber", "1");
        scene.customer("Plan writes nothing, not coupled");
        scene.account("Plan writes nothing, an account");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        // Names of mappings and field lists get their numbers when they are first met.
        plan(null, null);
        plan(null, "couple-and-create");
        long mark = scene.mark();
        Set<String> before = store();

        Plan modified = plan(null, null);
        Plan all = plan(null, "couple-and-create");

        assertThat(outcomes(modified)).contains("to-dataverse modify " + number(pair));
        assertThat(outcomes(all)).hasSizeGreaterThan(3);
        assertThat(scene.mark()).isEqualTo(mark);
        assertThat(store()).containsExactlyElementsOf(before);
    }

    private static String number(Pair pair) {
        return scene.customerNow(pair.businessCentral()).get("number").asText();
    }

    @Test
    void aPassDoesWhatThePlanSaid() {
        Pair pair = scene.customerPair("Plan equals pass", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2", "creditLimit", 50);
        Plan plan = plan("CUSTOMER", null);

        scene.job("CUSTOMER");

        HistoryRow row = scene.history("CUSTOMER", pair.businessCentral()).get(0);
        assertThat(row.changes().stream()
                        .map(change -> change.field() + " " + PlannedField.text(change.before()) + " "
                                + PlannedField.text(change.after())))
                .containsExactlyElementsOf(plan.records().get(0).fields().stream()
                        .map(field -> field.field() + " " + field.before() + " " + field.after())
                        .toList());
    }

    @Test
    void applyingDoesExactlyThePlanAndLeavesNothingToDo() {
        Pair pair = scene.customerPair("Plan applied", "faxNumber", "1", "website", "old.example");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeAccount(pair.dataverse(), "websiteurl", "new.example");
        Plan plan = plan("CUSTOMER", null);
        Pair later = scene.customerPair("Plan does not know this one", "faxNumber", "1");
        scene.changeCustomer(later.businessCentral(), "faxNumber", "2");
        long mark = scene.mark();

        AppliedPlan applied = apply(plan);

        assertThat(results(applied)).containsExactly("applied", "applied");
        assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("2");
        assertThat(scene.customerNow(pair.businessCentral()).get("website").asText())
                .isEqualTo("new.example");
        assertThat(scene.writes(mark)).hasSize(2);
        assertThat(outcomes(plan("CUSTOMER", null))).containsExactly("to-dataverse modify " + number(later));
    }

    @Test
    void aPlanSurvivesBeingWrittenAsJson() throws Exception {
        Pair pair = scene.customerPair("Plan as JSON", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2", "creditLimit", 1250.5);
        ObjectMapper json = new ObjectMapper();
        Plan plan = plan("CUSTOMER", null);

        Plan read = json.readValue(json.writeValueAsString(plan), Plan.class);

        assertThat(results(apply(read))).containsExactly("applied");
        assertThat(scene.accountNow(pair.dataverse()).get("creditlimit").decimalValue())
                .isEqualByComparingTo("1250.5");
    }

    @Test
    void aRecordWhoseSourceMovedIsRefusedAndTheOthersAreApplied() {
        Pair moved = scene.customerPair("Plan, source moves", "faxNumber", "1");
        Pair still = scene.customerPair("Plan, source stays", "faxNumber", "1");
        scene.changeCustomer(moved.businessCentral(), "faxNumber", "2");
        scene.changeCustomer(still.businessCentral(), "faxNumber", "2");
        Plan plan = plan("CUSTOMER", null);
        scene.changeCustomer(moved.businessCentral(), "faxNumber", "3");

        AppliedPlan applied = apply(plan);

        assertThat(applied.records())
                .extracting(AppliedPlan.AppliedRecord::result, AppliedPlan.AppliedRecord::why)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "refused", "the record in Business Central has changed since the plan was made"),
                        org.assertj.core.groups.Tuple.tuple("applied", null));
        assertThat(scene.accountNow(moved.dataverse()).get("fax").asText()).isEqualTo("1");
        assertThat(scene.accountNow(still.dataverse()).get("fax").asText()).isEqualTo("2");
    }

    @Test
    void aRecordWhoseTargetMovedIsRefused() {
        Pair pair = scene.customerPair("Plan, target moves", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        Plan plan = plan("CUSTOMER", null);
        scene.changeAccount(pair.dataverse(), "description", "no mapped field");

        AppliedPlan applied = apply(plan);

        assertThat(applied.records().get(0).why())
                .isEqualTo("the record in Dataverse has changed since the plan was made");
        assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("1");
    }

    @Test
    void aTargetThatMovesBetweenReadAndWriteIsRefusedToo() {
        Pair pair = scene.customerPair("Plan, target moves late", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        Plan plan = plan("CUSTOMER", null);
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "PATCH .*accounts.*",
                                "fault",
                                "edit-between",
                                "nth",
                                1)));

        AppliedPlan applied = apply(plan);

        assertThat(results(applied)).containsExactly("refused");
        assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("1");
    }

    @Test
    void aLostAnswerIsNoReasonToRefuse() {
        Pair pair = scene.customerPair("Plan, answer lost", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        Plan plan = plan("CUSTOMER", null);
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "POST .*batch.*",
                                "fault",
                                "drop-after-apply",
                                "nth",
                                1)));

        AppliedPlan applied = apply(plan);

        assertThat(results(applied)).containsExactly("applied");
        assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("2");
    }

    @Test
    void aFullPlanCouplesWhatMatchesAndCreatesTheRestUnderTheIdsItNames() {
        scene.later(Duration.ofSeconds(2));
        String customer = scene.customer("Plan partner");
        String account = scene.account("Plan partner", "fax", "77");
        String lonely = scene.customer("Plan lonely");

        Plan plan = plan("CUSTOMER", "couple-and-create");

        Map<String, PlannedRecord> bySystemId = plan.records().stream()
                .filter(record -> Set.of(customer, lonely).contains(record.businessCentralId()))
                .collect(Collectors.toMap(PlannedRecord::businessCentralId, record -> record));
        assertThat(bySystemId.get(customer).outcome()).isEqualTo("couple");
        assertThat(bySystemId.get(customer).dataverseId()).isEqualTo(account);
        assertThat(bySystemId.get(lonely).outcome()).isEqualTo("insert");
        assertThat(results(apply(plan))).containsOnly("applied");
        assertThat(scene.pair("CUSTOMER", customer).dataverse()).isEqualTo(account);
        assertThat(scene.pair("CUSTOMER", lonely).dataverse())
                .isEqualTo(bySystemId.get(lonely).dataverseId());
        assertThat(plan("CUSTOMER", "couple-and-create").records()).isEmpty();
    }

    @Test
    void aPlanMadeTwiceIsAppliedOnce() {
        scene.later(Duration.ofSeconds(2));
        String customer = scene.customer("Plan applied twice");
        Plan plan = plan("CUSTOMER", "couple-and-create");
        apply(plan);
        long mark = scene.mark();

        AppliedPlan again = apply(plan);

        assertThat(results(again)).containsOnly("refused");
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.coupling("CUSTOMER", customer)).isNotNull();
    }

    @Test
    void conflictsAndFailuresStandInThePlanAndAreNotApplied() {
        Pair both = scene.customerPair("Plan conflict", "faxNumber", "1");
        Pair poison = scene.customerPair("Plan failure", "faxNumber", "1");
        scene.changeCustomer(both.businessCentral(), "faxNumber", "2");
        scene.changeAccount(both.dataverse(), "fax", "3");
        String salesperson = scene.person()
                .bcCreate("salespeople", Map.of("code", "PLAN", "displayName", "Nobody's user"))
                .get("systemId")
                .asText();
        scene.changeCustomer(poison.businessCentral(), "salespersonId", salesperson);

        Plan plan = plan("CUSTOMER", null);

        List<String> words = new ArrayList<>();
        plan.records().forEach(record -> words.add(record.direction() + " " + record.outcome()));
        assertThat(words)
                .containsExactlyInAnyOrder("to-dataverse conflict", "from-dataverse conflict", "to-dataverse fail");
        assertThat(plan.records().stream()
                        .filter(record -> record.outcome().equals("fail"))
                        .findFirst()
                        .orElseThrow()
                        .why())
                .contains("salesperson 'PLAN' is not coupled; couple it or run SALESPEOPLE first");
        assertThat(apply(plan).run()).isNull();
        scene.changeCustomer(poison.businessCentral(), "salespersonId", Scene.NO_ID);
        scene.run("CUSTOMER", TO, both.businessCentral(), true);
    }

    @Test
    void aContactsPlanSaysThatItsCompanyComesFirst() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        scene.edit("CONTACT", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        scene.job("CONTACT");
        String account = scene.account("Plan company");
        String contact = scene.salesContact(account, "Anna", "Plan");

        Plan plan = plan("CONTACT", null);

        assertThat(plan.records())
                .extracting(record -> record.mapping() + " " + record.outcome())
                .containsExactly("CUSTOMER insert", "CONTACT insert");
        assertThat(results(apply(plan))).containsOnly("applied");
        JsonNode person =
                scene.person().bc("contacts(" + scene.pair("CONTACT", contact).businessCentral() + ")");
        assertThat(person.get("customerId").asText())
                .isEqualTo(scene.pair("CUSTOMER", account).businessCentral());
    }

    @Test
    void anEditedPlanIsRefusedAsAWhole() {
        Pair pair = scene.customerPair("Plan edited", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        Plan plan = plan("CUSTOMER", null);
        Plan edited = new Plan(
                plan.id(), plan.company(), plan.created(), "couple-and-create", plan.passes(), plan.records(), 0);

        assertThatThrownBy(() -> apply(edited))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("does not fit its id");
    }

    @Test
    void oneRecordCanBePlannedByItsNumber() {
        Pair pair = scene.customerPair("Plan one", "faxNumber", "1");
        Pair other = scene.customerPair("Plan another", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeCustomer(other.businessCentral(), "faxNumber", "2");

        Plan plan = plans.plan(new PlanRequest("customer", TO.key(), number(pair), null, 10));

        assertThat(outcomes(plan)).containsExactly("to-dataverse modify " + number(pair));
        assertThatThrownBy(() -> plans.plan(new PlanRequest("CUSTOMER", FROM.key(), "no such account", null, 10)))
                .isInstanceOf(OperationException.class);
    }
}
