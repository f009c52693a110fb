package io.koppel.operate.explain;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.operate.explain.Explanation.Finding;
import io.koppel.operate.plan.PlannedField;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator knows in ten seconds why a customer did not synchronize: the summary and the next step say it. */
class ExplainTest {
    private static Scene scene;
    private static ExplainOperations operations;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        operations = new ExplainOperations(
                scene.engine(),
                scene.rig().koppel().passes(),
                scene.rig().koppel().jobs(),
                scene.rig().koppel().mappings()::inDependencyOrder);
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.person().noFaults();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Explanation explain(String record) {
        scene.later(Duration.ofSeconds(2));
        return operations.explain("CUSTOMER", record);
    }

    private static String number(String customer) {
        return scene.customerNow(customer).get("number").asText();
    }

    private static String topic(Explanation explanation, String topic) {
        return explanation.findings().stream()
                .filter(finding -> finding.topic().equals(topic))
                .map(finding -> (finding.direction() == null ? "" : finding.direction() + ": ") + finding.says())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aBlockedCustomerIsOutsideTheFilter() {
        String customer = scene.customer("Explain blocked", "blocked", "All");
        String number = number(customer);

        Explanation explanation = explain(number);

        assertThat(explanation.summary())
                .isEqualTo("CUSTOMER " + number + " is not synchronized to Dataverse: blocked is 'All',"
                        + " the filter asks for blocked eq ''");
        assertThat(explanation.next()).contains("change the record in Business Central");
        assertThat(explanation.businessCentralId()).isEqualTo(customer);
        assertThat(explanation.dataverseId()).isNull();
    }

    @Test
    void eachConditionOfTheFilterIsJudgedByItself() {
        String account = scene.account("Explain wrong type", "customertypecode", 1);

        Explanation explanation = explain("Explain wrong type");

        assertThat(explanation.summary())
                .isEqualTo("CUSTOMER Explain wrong type is not synchronized from Dataverse:"
                        + " customertypecode is 1, the filter asks for customertypecode eq 3");
        assertThat(explanation.dataverseId()).isEqualTo(account);
    }

    @Test
    void aCustomerThatNobodyCoupledSaysHowToCoupleIt() {
        String customer = scene.customer("Explain alone");

        Explanation explanation = explain(customer);

        assertThat(explanation.summary())
                .isEqualTo("CUSTOMER " + number(customer)
                        + " is not coupled, and CUSTOMER synchronizes coupled records only");
        assertThat(explanation.next())
                .startsWith("koppel couple CUSTOMER --business-central " + customer + " --create-new");
        assertThat(topic(explanation, "filter")).isEqualTo("to-dataverse: Business Central: inside the filter");
    }

    @Test
    void anUncoupledSalespersonIsNamedWithTheMappingThatCouplesIt() {
        Pair pair = scene.customerPair("Explain salesperson");
        String salesperson = scene.person()
                .bcCreate("salespeople", Map.of("code", "EX", "displayName", "Nobody's user"))
                .get("systemId")
                .asText();
        scene.changeCustomer(pair.businessCentral(), "salespersonId", salesperson);
        scene.job("CUSTOMER");

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary())
                .contains("salesperson 'EX' is not coupled; couple it or run SALESPEOPLE first");
        assertThat(explanation.next()).startsWith("couple it or run SALESPEOPLE first");
        assertThat(topic(explanation, "attempts"))
                .contains("to-dataverse: the last attempt failed at ")
                .contains("started by test")
                .contains("salesperson 'EX' is not coupled");
        scene.changeCustomer(pair.businessCentral(), "salespersonId", Scene.NO_ID);
    }

    @Test
    void aConflictNamesFieldsAndBothValues() {
        Pair pair = scene.customerPair("Explain conflict", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeAccount(pair.dataverse(), "fax", "3");

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary())
                .contains("both sides changed faxNumber / fax")
                .contains("'2'")
                .contains("'3'");
        assertThat(explanation.next()).contains("--direction to-dataverse").contains("--force");
        scene.run("CUSTOMER", TO, pair.businessCentral(), true);
    }

    @Test
    void aSkippedRecordSaysWhySinceWhenAndHowToReleaseIt() {
        Pair pair = scene.customerPair("Explain skipped");
        String salesperson = scene.person()
                .bcCreate("salespeople", Map.of("code", "EXS", "displayName", "Nobody's user"))
                .get("systemId")
                .asText();
        scene.changeCustomer(pair.businessCentral(), "salespersonId", salesperson);
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral()).skipped()).isTrue();

        Explanation explanation = explain(pair.dataverse());

        assertThat(explanation.summary())
                .startsWith("CUSTOMER " + number(pair.businessCentral()) + " is skipped since ")
                .contains("salesperson 'EXS' is not coupled");
        assertThat(explanation.next()).contains("koppel skipped").contains("released by itself");
        scene.changeCustomer(pair.businessCentral(), "salespersonId", Scene.NO_ID);
    }

    @Test
    void aDisabledMappingIsTheReason() {
        Pair pair = scene.customerPair("Explain disabled", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "    direction: bidirectional", "    enabled: false\n    direction: bidirectional"));

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary()).contains("the mapping CUSTOMER is disabled");
        assertThat(explanation.next()).contains("routes/customer.yaml");
    }

    @Test
    void aRecordInStepHasNothingToDo() {
        Pair pair = scene.customerPair("Explain in step", "faxNumber", "1");
        scene.job("CUSTOMER");

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary())
                .isEqualTo(
                        "CUSTOMER " + number(pair.businessCentral()) + " is in step: there is nothing to synchronize");
        assertThat(topic(explanation, "versions")).contains("Business Central has the version of");
        assertThat(topic(explanation, "pass")).isEqualTo("to-dataverse: nothing to do\nfrom-dataverse: nothing to do");
    }

    @Test
    void aChangeThatWaitsIsShownFieldByField() {
        Pair pair = scene.customerPair("Explain waits", "faxNumber", "1");
        scene.changeAccount(pair.dataverse(), "fax", "2");

        Explanation explanation = explain("Explain waits");

        assertThat(explanation.summary()).contains("has changes that wait for the next run (from-dataverse)");
        assertThat(explanation.findings())
                .filteredOn(
                        finding -> finding.topic().equals("pass") && FROM.key().equals(finding.direction()))
                .flatExtracting(Finding::fields)
                .containsExactly(new PlannedField("faxNumber", "fax", "1", "2"));
        assertThat(topic(explanation, "next attempt")).isNotBlank();
    }

    @Test
    void aRecordNobodyKnowsIsSaidToBeUnknown() {
        Explanation explanation = explain("NO-SUCH-NUMBER");

        assertThat(explanation.summary())
                .isEqualTo("neither service has a record 'NO-SUCH-NUMBER' in customers or accounts");
        assertThat(explanation.findings()).extracting(Finding::topic).contains("record", "coupling");
    }

    @Test
    void aServiceThatDoesNotAnswerIsTheReasonAndWhatIsRememberedStandsBelow() {
        Pair pair = scene.customerPair("Explain service down", "faxNumber", "1");
        scene.person().fault("dataverse", "GET .*accounts.*", "status-401");

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary()).startsWith("Dataverse cannot be read: ");
        assertThat(explanation.next()).contains("koppel doctor");
        assertThat(topic(explanation, "coupling")).contains(pair.dataverse());
    }

    @Test
    void aDeletedPartnerIsNamedWithItsSide() {
        Pair pair = scene.customerPair("Explain deleted", "faxNumber", "1");
        scene.person().dataverseDelete("accounts", pair.dataverse());

        Explanation explanation = explain(number(pair.businessCentral()));

        assertThat(explanation.summary()).contains("is coupled to a record that Dataverse no longer has");
    }

    @Test
    void explainingWritesNothing() {
        Pair pair = scene.customerPair("Explain writes nothing", "faxNumber", "1");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        long mark = scene.mark();
        var before = scene.coupling("CUSTOMER", pair.businessCentral());

        explain(number(pair.businessCentral()));

        assertThat(scene.mark()).isEqualTo(mark);
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isEqualTo(before);
    }

    @Test
    void aCodeOfAChoiceIsExplainedToo() {
        scene.person().bcCreate("paymentTerms", Map.of("code", "EXPL", "displayName", "Explained"));

        Explanation explanation = operations.explain("PAYMENT-TERMS", "EXPL");

        assertThat(explanation.summary())
                .contains("is not coupled, and PAYMENT-TERMS synchronizes coupled records only");
    }
}
