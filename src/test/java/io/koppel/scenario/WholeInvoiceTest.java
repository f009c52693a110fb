package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents are created whole or not at all, whatever becomes of the request (promises.md P1, P9). */
class WholeInvoiceTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";
    private static final String LINE = "POSTEDSALESLINE-INV";
    private static Scene scene;
    private static PostedInvoices invoices;
    private static Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        invoices = new PostedInvoices(scene);
        customer = scene.customerPair("Whole");
        // The price list of the currency is made by the first invoice; later ones only find it.
        scene.create(INVOICE, TO, invoices.post(customer.businessCentral(), PostedInvoices.account("First", 1, 1)));
    }

    @AfterEach
    void noFaults() {
        scene.person().admin("DELETE", "faults", null);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void fault(Object... values) {
        Map<String, Object> fault = values("service", "dataverse");
        fault.putAll(values(values));
        scene.person().admin("POST", "faults", List.of(fault));
    }

    private static String twoLines(String name) {
        return invoices.post(
                customer.businessCentral(),
                PostedInvoices.account(name + " one", 1, 10),
                PostedInvoices.account(name + " two", 2, 20));
    }

    private static List<JsonNode> sent(String posted) {
        return scene.person()
                .dataverseList(
                        "invoices",
                        "invoicenumber eq '"
                                + invoices.header(posted).get("number").asText() + "'");
    }

    /** One invoice with both lines, each coupled with its own. */
    private static void isWhole(String posted) {
        assertThat(sent(posted)).hasSize(1);
        String invoice = sent(posted).get(0).get("invoiceid").asText();
        assertThat(scene.pair(INVOICE, posted).dataverse()).isEqualTo(invoice);
        List<String> coupled = new ArrayList<>();
        invoices.lines(posted)
                .forEach(line -> coupled.add(
                        scene.pair(LINE, line.get("systemId").asText()).dataverse()));
        assertThat(invoices.details(invoice))
                .extracting(line -> line.get("invoicedetailid").asText())
                .containsExactlyElementsOf(coupled)
                .hasSize(2);
    }

    @Test
    void aLostAnswerIsResolvedByReadingAndLeavesOneInvoice() {
        String posted = twoLines("Lost");
        fault("match", "POST .*batch", "fault", "drop-after-apply", "nth", 1);

        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(inserted(1));

        isWhole(posted);
    }

    @Test
    void aRequestThatNeverArrivedIsSentAgain() {
        String posted = twoLines("Dropped");
        fault("match", "POST .*batch", "fault", "drop-before-apply", "nth", 1);

        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(inserted(1));

        isWhole(posted);
    }

    @Test
    void aFaultAfterTheLinesWereWrittenTakesBackHeaderAndLines() {
        String posted = twoLines("Paid");
        invoices.pay(posted, null);
        int before = scene.person().dataverseList("invoicedetails", null).size();
        // The state of a paid invoice is the last part of its transaction: header and lines have been written by then.
        fault("match", "PATCH .*/invoices\\(", "fault", "status-412", "probability", 1.0);

        RunStatus run = scene.create(INVOICE, TO, posted);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(sent(posted)).isEmpty();
        assertThat(scene.person().dataverseList("invoicedetails", null)).hasSize(before);
        scene.person().admin("DELETE", "faults", null);
        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(inserted(1));
        isWhole(posted);
    }

    @Test
    void aRunThatEndsBeforeItKnowsIsFinishedByTheNextOne() {
        String posted = twoLines("Unknown");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(
                                values(
                                        "service",
                                        "dataverse",
                                        "match",
                                        "POST .*batch",
                                        "fault",
                                        "drop-after-apply",
                                        "nth",
                                        1),
                                values(
                                        "service",
                                        "dataverse",
                                        "match",
                                        "GET .*/invoices",
                                        "fault",
                                        "status-401",
                                        "probability",
                                        1.0)));
        scene.create(INVOICE, TO, posted);
        assertThat(scene.coupling(INVOICE, posted).state().isPending()).isTrue();
        scene.person().admin("DELETE", "faults", null);

        scene.job(INVOICE);

        isWhole(posted);
    }

    @Test
    void manyInvoicesShareFewRequests() {
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            posted.add(twoLines("Many " + i));
        }
        long before = requests();

        assertThat(counters(scene.create(INVOICE, TO, posted.toArray(String[]::new)), TO))
                .isEqualTo(inserted(40));

        assertThat(requests() - before)
                .as("requests for 40 documents of two lines")
                .isLessThanOrEqualTo(40 / 5 + 8);
        posted.forEach(WholeInvoiceTest::isWhole);
    }

    private static long requests() {
        return scene.rig().services().businessCentral().requests().httpRequests()
                + scene.rig().services().dataverse().requests().httpRequests();
    }
}
