package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Side;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A person edits forty coupled customers and contacts on both sides, two hundred times in random order, while the jobs run
 * ten times: both sides end up alike, nothing echoes, and every write is in the history (promises.md P2, P3, P12).
 */
class DayInTheLifeTest {
    private static final int CYCLES = 10;
    private static final int EDITS = 20;
    private static final long SEED = Long.getLong("koppel.seed", 20260101L);

    private static final List<Column> CUSTOMER = List.of(
            new Column("displayName", "name"),
            new Column("addressLine1", "address1_line1"),
            new Column("city", "address1_city"),
            new Column("postalCode", "address1_postalcode"),
            new Column("phoneNumber", "telephone1"),
            new Column("faxNumber", "fax"),
            new Column("website", "websiteurl"));
    private static final List<Column> CONTACT = List.of(
            new Column("firstName", "firstname"),
            new Column("lastName", "lastname"),
            new Column("city", "address1_city"),
            new Column("phoneNumber", "telephone1"),
            new Column("mobilePhoneNumber", "mobilephone"),
            new Column("pager", "pager"));

    private Scene scene;

    /** A property and the column it is mapped to. */
    private record Column(String businessCentral, String dataverse) {}

    /** A coupled pair with what may be edited of it. */
    private record Subject(String mapping, String bcSet, String dataverseSet, List<Column> columns, Pair pair) {}

    @BeforeEach
    void start() {
        scene = Scene.start();
        for (String mapping : List.of("CUSTOMER", "CONTACT")) {
            scene.edit(mapping, text -> text.replace("update: none", "update: send-update"));
        }
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private List<Subject> coupled() {
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Pair customer = scene.customerPair("Customer " + i, "city", "Ålborg");
            Pair contact = scene.contactPair(customer, "Jürgen", "Nr" + i);
            scene.changeCustomer(customer.businessCentral(), "primaryContactId", contact.businessCentral());
            subjects.add(new Subject("CUSTOMER", "customers", "accounts", CUSTOMER, customer));
            subjects.add(new Subject("CONTACT", "contacts", "contacts", CONTACT, contact));
        }
        jobs();
        scene.later(Duration.ofMinutes(10));
        return subjects;
    }

    private void jobs() {
        scene.job("CUSTOMER");
        scene.job("CONTACT");
    }

    private void edit(Subject subject, Column column, boolean here, String value) {
        if (here) {
            scene.person()
                    .bcChange(
                            subject.bcSet(), subject.pair().businessCentral(), values(column.businessCentral(), value));
        } else {
            scene.person()
                    .dataverseChange(
                            subject.dataverseSet(), subject.pair().dataverse(), values(column.dataverse(), value));
        }
    }

    @Test
    void bothSidesAgreeAndEveryWriteIsAccountedFor() {
        Random random = new Random(SEED);
        List<Subject> subjects = coupled();
        int edits = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (int i = 0; i < EDITS; i++) {
                Subject subject = subjects.get(random.nextInt(subjects.size()));
                Column column =
                        subject.columns().get(random.nextInt(subject.columns().size()));
                edit(subject, column, random.nextBoolean(), "V" + (++edits));
                if (random.nextInt(4) == 0) {
                    scene.later(Duration.ofSeconds(random.nextInt(90)));
                }
            }
            jobs();
        }
        assertThat(edits).isEqualTo(200);
        jobs();
        long mark = scene.mark();
        jobs();

        assertThat(scene.writes(mark)).as("echoes, seed " + SEED).isEmpty();
        assertThat(scene.engine().errors().list("CRONUS", null, null, null, 10)).isEmpty();
        for (Subject subject : subjects) {
            agrees(subject);
        }
        assertThat(written())
                .as("the sandbox's journal and Koppel's history, seed " + SEED)
                .isEqualTo(remembered());
    }

    private void agrees(Subject subject) {
        JsonNode here = scene.person().bc(subject.bcSet() + "(" + subject.pair().businessCentral() + ")");
        JsonNode there = scene.person()
                .dataverse(subject.dataverseSet() + "(" + subject.pair().dataverse() + ")");
        for (Column column : subject.columns()) {
            assertThat(there.get(column.dataverse()).asText(""))
                    .as(subject.mapping() + " " + subject.pair() + " " + column + ", seed " + SEED)
                    .isEqualTo(here.get(column.businessCentral()).asText());
        }
    }

    private List<String> written() {
        return scene.writes(0).stream()
                .map(entry ->
                        entry.get("service").asText() + " " + entry.get("id").asText() + " "
                                + entry.get("operation").asText())
                .sorted()
                .toList();
    }

    private List<String> remembered() {
        List<String> rows = new ArrayList<>();
        Long before = null;
        List<HistoryRow> page;
        do {
            page = scene.engine().history().list("CRONUS", null, null, before, 500);
            for (HistoryRow row : page) {
                boolean bc = row.side() == Side.BUSINESS_CENTRAL;
                rows.add((bc ? "businessCentral " : "dataverse ") + (bc ? row.businessCentralId() : row.dataverseId())
                        + " " + row.operation());
                before = row.id();
            }
        } while (!page.isEmpty());
        return rows.stream().sorted().toList();
    }
}
