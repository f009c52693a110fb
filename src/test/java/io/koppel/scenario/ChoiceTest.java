package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.OptionMapping;
import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rig;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes of Business Central become options of a choice column, each once (sync-semantics.md §12). */
class ChoiceTest {
    private static final Map<String, Object> PUBLISH =
            Map.of("ParameterXml", "<importexportxml><entities><entity>account</entity></entities></importexportxml>");

    private static Scene scene;
    private static Rig rig;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        rig = scene.rig();
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aCodeBecomesAnOptionOnce() {
        rig.person().bcCreate("paymentTerms", Map.of("code", "77 DAYS", "displayName", "Net 77 days"));
        FullSynchronization.Status status =
                rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
        assertThat(status.state()).isEqualTo(FullSynchronization.State.FINISHED);
        assertThat(labels()).contains("77 DAYS");

        long before = rig.person().journalEnd();
        rig.run("PAYMENT-TERMS");
        assertThat(rig.person().journal(before)).isEmpty();
    }

    @Test
    void theOptionAndEachOfItsCopiesHasAHistoryRow() {
        scene.edit(
                "PAYMENT-TERMS",
                text -> text.replaceFirst(
                        "choiceCopies: .*",
                        "choiceCopies: [account.address1_freighttermscode, contact.address1_freighttermscode]"));
        long mark = rig.person().journalEnd();
        String code = rig.person()
                .bcCreate("paymentTerms", Map.of("code", "78 DAYS", "displayName", "Net 78 days"))
                .get("systemId")
                .asText();
        rig.run("PAYMENT-TERMS", Direction.TO_DATAVERSE, List.of(code), false, true);

        List<HistoryRow> rows =
                rig.koppel().engine().history().list("CRONUS", "PAYMENT-TERMS", UUID.fromString(code), null, 10);

        long inserted = rig.person().journal(mark).stream()
                .filter(entry -> entry.toString().contains("InsertOptionValue"))
                .count();
        assertThat(inserted).isEqualTo(3);
        assertThat(rows).hasSize((int) inserted).allMatch(row -> row.operation().equals("create"));
        assertThat(rows)
                .flatExtracting(HistoryRow::changes)
                .contains(
                        new FieldChange("account.address1_freighttermscode", null, "78 DAYS"),
                        new FieldChange("contact.address1_freighttermscode", null, "78 DAYS"));
    }

    @Test
    void aRenamedCodeRenamesItsOptionAndTheCopies() {
        String code = code("79 DAYS");
        run(TO, code);
        int value = value("79 DAYS", "account", "paymenttermscode");

        rig.person().bcChange("paymentTerms", code, Map.of("code", "80 DAYS"));
        RunStatus run = scene.job("PAYMENT-TERMS");

        assertThat(counters(run, TO).modified()).isEqualTo(1);
        assertThat(options("account", "paymenttermscode"))
                .containsEntry("80 DAYS", value)
                .doesNotContainKey("79 DAYS");
        for (String table : List.of("quote", "salesorder", "invoice")) {
            assertThat(options(table, "paymenttermscode")).as(table).containsEntry("80 DAYS", value);
        }
    }

    @Test
    void aLabelThatIsChangedInDataverseLeavesTheCodeAloneAsTheMappingGoesThereOnly() {
        String code = code("81 DAYS");
        run(TO, code);
        relabel(value("81 DAYS", "account", "paymenttermscode"), "Eighty-one days");

        scene.job("PAYMENT-TERMS");

        assertThat(rig.person().bc("paymentTerms(" + code + ")").get("code").asText())
                .isEqualTo("81 DAYS");
    }

    @Test
    void aMappingFromDataverseMakesCodesOfOptionsAndRenamesThem() {
        fromDataverse();
        int value = newOption("Ninety-one days net");
        assertThat(codes("NINETY-ONE")).isEmpty();

        RunStatus first = scene.job("PAYMENT-TERMS");

        assertThat(counters(first, FROM).inserted()).isGreaterThanOrEqualTo(1);
        JsonNode made = codes("NINETY-ONE").get(0);
        assertThat(scene.coupling("PAYMENT-TERMS", made.get("systemId").asText())
                        .dataverseId())
                .isEqualTo(OptionMapping.idOf("account.paymenttermscode", value));

        relabel(value, "Ninety-two");
        RunStatus renamed = scene.job("PAYMENT-TERMS");

        assertThat(counters(renamed, FROM).modified()).isEqualTo(1);
        assertThat(rig.person()
                        .bc("paymentTerms(" + made.get("systemId").asText() + ")")
                        .get("code")
                        .asText())
                .isEqualTo("NINETY-TWO");

        relabel(value, "NINETY-two");
        long mark = scene.mark();
        RunStatus otherCase = scene.job("PAYMENT-TERMS");

        assertThat(counters(otherCase, FROM).modified()).isZero();
        assertThat(scene.writes(mark)).as("labels are compared in upper case").isEmpty();
    }

    @Test
    void theCodeOfAnOptionIsTheValueOfTheColumnInBothDirections() {
        fromDataverse();
        int value = newOption("Weekly");
        scene.job("PAYMENT-TERMS");
        scene.shippedAgain();
        Pair pays = scene.customerPair("Pays weekly", "paymentTermsCode", "WEEKLY");

        assertThat(scene.accountNow(pays.dataverse()).get("paymenttermscode").asInt())
                .isEqualTo(value);

        Pair later = scene.customerPair("Pays weekly later");
        scene.changeAccount(later.dataverse(), "paymenttermscode", value);
        scene.run("CUSTOMER", FROM, later.dataverse(), false);

        assertThat(scene.customerNow(later.businessCentral())
                        .get("paymentTermsCode")
                        .asText())
                .isEqualTo("WEEKLY");
    }

    @Test
    void anOptionWhoseCodeWasDeletedFailsAndIsThenSkipped() {
        fromDataverse();
        int value = newOption("Short-lived");
        scene.job("PAYMENT-TERMS");
        JsonNode made = codes("SHORT-LIVE").get(0);
        rig.person().bcDelete("paymentTerms", made.get("systemId").asText());
        relabel(value, "Shorter");

        RunStatus first = scene.job("PAYMENT-TERMS");
        RunStatus second = scene.job("PAYMENT-TERMS");

        assertThat(counters(first, FROM).failed()).isEqualTo(1);
        assertThat(scene.errors(first)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("coupled to a deleted record"));
        assertThat(counters(second, FROM).skipped()).isEqualTo(1);
    }

    @Test
    void uncouplingAnOptionDeletesItsMapping() {
        String code = code("82 DAYS");
        run(TO, code);
        int scope = scene.engine().scope("PAYMENT-TERMS");
        assertThat(scene.engine().options().all(scope))
                .extracting(OptionMapping::code)
                .contains("82 DAYS");

        scene.uncouple("PAYMENT-TERMS", code);

        assertThat(scene.engine().options().all(scope))
                .extracting(OptionMapping::code)
                .doesNotContain("82 DAYS");
        assertThat(options("account", "paymenttermscode"))
                .as("neither record is deleted")
                .containsKey("82 DAYS");
    }

    /** Not both ways, and with what is not coupled. */
    private static void fromDataverse() {
        scene.edit("PAYMENT-TERMS", text -> text.replace("direction: to-dataverse", "direction: from-dataverse")
                .replace("onlyCoupled: true", "onlyCoupled: false"));
    }

    private static String code(String code) {
        return rig.person()
                .bcCreate("paymentTerms", Map.of("code", code, "displayName", code))
                .get("systemId")
                .asText();
    }

    private static List<JsonNode> codes(String start) {
        return rig.person().bcList("paymentTerms", "startswith(code,'" + start + "')");
    }

    private static void run(Direction direction, String id) {
        assertThat(counters(scene.create("PAYMENT-TERMS", direction, id), direction))
                .isEqualTo(inserted(1));
    }

    private static int newOption(String label) {
        rig.integrationUser().dataverseAction("InsertOptionValue", option(null, label));
        rig.integrationUser().dataverseAction("PublishXml", PUBLISH);
        return value(label, "account", "paymenttermscode");
    }

    private static void relabel(int value, String label) {
        Map<String, Object> change = option(value, label);
        change.put("MergeLabels", false);
        rig.integrationUser().dataverseAction("UpdateOptionValue", change);
        rig.integrationUser().dataverseAction("PublishXml", PUBLISH);
    }

    private static Map<String, Object> option(Integer value, String label) {
        Map<String, Object> option = values("EntityLogicalName", "account", "AttributeLogicalName", "paymenttermscode");
        if (value != null) {
            option.put("Value", value);
        }
        option.put(
                "Label",
                Map.of(
                        "@odata.type",
                        "Microsoft.Dynamics.CRM.Label",
                        "LocalizedLabels",
                        List.of(Map.of(
                                "@odata.type",
                                "Microsoft.Dynamics.CRM.LocalizedLabel",
                                "Label",
                                label,
                                "LanguageCode",
                                1033))));
        return option;
    }

    private static int value(String label, String table, String column) {
        Map<String, Integer> options = options(table, column);
        assertThat(options).containsKey(label);
        return options.get(label);
    }

    /** Values by label. */
    private static Map<String, Integer> options(String table, String column) {
        Map<String, Integer> options = new LinkedHashMap<>();
        rig.person()
                .dataverse(
                        "EntityDefinitions(LogicalName='" + table + "')/Attributes(LogicalName='" + column
                                + "')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)")
                .get("OptionSet")
                .get("Options")
                .forEach(option -> options.put(
                        option.get("Label")
                                .get("LocalizedLabels")
                                .get(0)
                                .get("Label")
                                .asText(),
                        option.get("Value").asInt()));
        return options;
    }

    private static String labels() {
        return rig.person()
                .dataverse(
                        "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')/"
                                + "Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)")
                .toString();
    }
}
