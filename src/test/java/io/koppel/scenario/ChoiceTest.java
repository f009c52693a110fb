package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rig;
import io.koppel.testing.Scene;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes of Business Central become options of a choice column, each once (sync-semantics.md §12). */
class ChoiceTest {
    private static Scene scene;
    private static Rig rig;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        rig = scene.rig();
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

        scene.shippedAgain();
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

    private static String labels() {
        return rig.person()
                .dataverse(
                        "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')/"
                                + "Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)")
                .toString();
    }
}
