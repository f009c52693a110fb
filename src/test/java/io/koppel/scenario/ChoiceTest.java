package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.testing.Rig;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes of Business Central become options of a choice column, each once (sync-semantics.md §12). */
class ChoiceTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
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

    private static String labels() {
        return rig.person()
                .dataverse(
                        "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')/"
                                + "Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)")
                .toString();
    }
}
