package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notes of orders, both ways (sales-documents.md §1.9, §8). */
class SalesNotesTest {
    private static final String JOB = "SALES-NOTES";

    private static Scene scene;
    private static SalesPapers papers;
    private static Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        papers = new SalesPapers(scene);
        customer = scene.customerPair("Writes notes");
    }

    @AfterEach
    void noFaults() {
        scene.person().admin("DELETE", "faults", null);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String[] orderWith(String... notes) {
        String order = papers.order(customer.dataverse(), List.of());
        for (String note : notes) {
            papers.annotation(order, note);
        }
        papers.submit(order);
        return new String[] {order, papers.takenOver(order)};
    }

    private static RunStatus carry() {
        RunStatus run = papers.run(JOB);
        assertThat(run.run().message()).isNull();
        return run;
    }

    @Test
    @Scenario("SO-35")
    void notesTravelWithTheOrder() {
        String order = papers.order(customer.dataverse(), List.of());
        papers.annotation(order, "Ring the bell twice.");
        papers.annotation(order, "See the file", "isdocument", true, "filename", "a.txt", "documentbody", "aGVsbG8=");
        papers.submit(order);

        String taken = papers.takenOver(order);

        assertThat(papers.notes(taken)).containsExactly("Ring the bell twice.");
    }

    @Test
    @Scenario("SO-36")
    void aLaterNoteFollows() {
        String[] order = orderWith("First");
        papers.annotation(order[0], "Second");

        carry();
        RunStatus again = carry();

        assertThat(papers.notes(order[1])).containsExactlyInAnyOrder("First", "Second");
        assertThat(again.counters().activity()).isZero();
    }

    @Test
    @Scenario("SO-37")
    void htmlBecomesPlain() {
        String[] order = orderWith("<div style=\"color:red\"><p>Tables &amp; chairs</p>\n<p>by noon</p></div>");

        assertThat(papers.notes(order[1])).containsExactly("Tables & chairs\nby noon");
    }

    @Test
    @Scenario("SO-38")
    void aChangedNoteReplacesTheText() {
        String order = papers.order(customer.dataverse(), List.of());
        String note = papers.annotation(order, "By noon");
        papers.submit(order);
        String taken = papers.takenOver(order);
        scene.later(Duration.ofMinutes(1));
        scene.person().dataverseChange("annotations", note, values("notetext", "<p>By night</p>"));

        RunStatus run = carry();

        assertThat(papers.notes(taken)).containsExactly("By night");
        assertThat(run.counters().modified()).isEqualTo(1);
        // A change that leaves the plain text alone is none.
        scene.person().dataverseChange("annotations", note, values("notetext", "By night"));
        assertThat(carry().counters().activity()).isZero();
    }

    @Test
    @Scenario("SO-39")
    void aNoteOfBusinessCentralGoesToSalesAndDoesNotComeBack() {
        String[] order = orderWith();
        String note = papers.note(order[1], "Packed & <ready>\nfor shipping");

        carry();
        RunStatus again = carry();

        List<JsonNode> annotations = papers.annotations(order[0]);
        assertThat(annotations).hasSize(1);
        assertThat(annotations.get(0).get("notetext").asText()).isEqualTo("Packed & <ready>\nfor shipping");
        assertThat(annotations.get(0).get("isdocument").asBoolean()).isFalse();
        assertThat(papers.notes(order[1])).hasSize(1);
        assertThat(again.counters().activity()).isZero();
        // Changes made in Business Central stay there.
        scene.person().bcChange("recordNotes", note, values("text", "Packed again"));
        carry();
        assertThat(papers.annotations(order[0]).get(0).get("notetext").asText()).startsWith("Packed &");
    }

    /** A change made in Sales to a note of Business Central goes back. */
    @Test
    void aNoteOfBusinessCentralThatIsChangedInSalesGoesBack() {
        String[] order = orderWith();
        papers.note(order[1], "Packed");
        carry();
        String annotation =
                papers.annotations(order[0]).get(0).get("annotationid").asText();
        scene.person().dataverseChange("annotations", annotation, values("notetext", "Packed and paid"));

        carry();

        assertThat(papers.notes(order[1])).containsExactly("Packed and paid");
    }

    @Test
    void notesOfUncoupledOrdersAndFilesStay() {
        String order = papers.order(customer.dataverse(), List.of());
        papers.annotation(order, "Not yet");
        String[] coupled = orderWith();
        papers.annotation(coupled[0], "A file", "isdocument", true, "filename", "a.txt", "documentbody", "aGVsbG8=");

        assertThat(carry().counters().inserted()).isZero();
        assertThat(papers.notes(coupled[1])).isEmpty();
    }

    @Test
    void aLostAnswerLeavesOneNoteOnEitherSide() {
        String[] order = orderWith();
        papers.annotation(order[0], "From Sales");
        papers.note(order[1], "From Business Central");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(
                                Map.of(
                                        "service",
                                        "businessCentral",
                                        "match",
                                        "POST .*recordNotes",
                                        "fault",
                                        "drop-after-apply",
                                        "nth",
                                        1),
                                Map.of(
                                        "service",
                                        "dataverse",
                                        "match",
                                        "POST .*annotations",
                                        "fault",
                                        "drop-after-apply",
                                        "nth",
                                        1)));

        papers.run(JOB);
        papers.run(JOB);
        papers.run(JOB);

        assertThat(papers.notes(order[1])).containsExactlyInAnyOrder("From Sales", "From Business Central");
        assertThat(papers.annotations(order[0])).hasSize(2);
    }
}
