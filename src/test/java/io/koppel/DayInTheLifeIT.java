package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.testing.Packaged;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person edits customers and contacts of the demonstration company on both sides, two hundred times in random order, while
 * the packaged process synchronizes ten times: both sides end up alike, nothing echoes, and every write is in the history
 * (promises.md P2, P3, P12).
 */
class DayInTheLifeIT {
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

    @TempDir
    private Path data;

    /** A property and the column it is mapped to. */
    private record Column(String businessCentral, String dataverse) {}

    /** A coupled pair with what may be edited of it. */
    private record Subject(
            String mapping, String bcSet, String dataverseSet, List<Column> columns, String here, String there) {}

    @Test
    void bothSidesAgreeAndEveryWriteIsAccountedFor() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.demo(0));
                Packaged koppel = Packaged.start(
                        data,
                        Map.of("KOPPEL_ROUTES_FOLDER", businessCentralWins().toString()),
                        "run",
                        "--sandbox",
                        sandbox.baseUrl(),
                        "--full-sync")) {
            koppel.says("running; end it with Ctrl-C");
            SandboxClient person = new SandboxClient(sandbox.baseUrl(), "person");
            await().atMost(Duration.ofMinutes(1)).until(() -> figuresAreSent(koppel));
            later(person, Duration.ofMinutes(10));
            day(koppel, person);
        }
    }

    /** The figures of all customers are sent once at first, which must not fall into the morning. */
    private static boolean figuresAreSent(Packaged koppel) throws Exception {
        JsonNode job = koppel.rest("GET", "/api/jobs/CUSTOMER-STATISTICS", null);
        return job.hasNonNull("lastRun") && !job.get("status").asText().equals("in process");
    }

    private void day(Packaged koppel, SandboxClient person) throws Exception {
        Random random = new Random(SEED);
        long morning = person.journalEnd();
        long lastBefore = koppel.rest("GET", "/api/history?limit=1", null)
                .at("/value/0/id")
                .asLong();
        List<Subject> subjects = coupled(koppel, person);
        int edits = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (int i = 0; i < EDITS; i++) {
                Subject subject = subjects.get(random.nextInt(subjects.size()));
                Column column =
                        subject.columns().get(random.nextInt(subject.columns().size()));
                edit(person, subject, column, random.nextBoolean(), "V" + (++edits));
                if (random.nextInt(4) == 0) {
                    later(person, Duration.ofSeconds(random.nextInt(90)));
                }
            }
            jobs(koppel);
        }
        assertThat(edits).isEqualTo(200);
        jobs(koppel);
        long mark = person.journalEnd();
        jobs(koppel);

        assertThat(writes(person, mark)).as("echoes, seed " + SEED).isEmpty();
        assertThat(koppel.rows("/api/errors?limit=100")).isEmpty();
        for (Subject subject : subjects) {
            agrees(person, subject);
        }
        assertThat(writes(person, morning))
                .as("the sandbox's journal and Koppel's history, seed " + SEED)
                .isNotEmpty()
                .isEqualTo(remembered(koppel, lastBefore));
    }

    /** The shipped mapping files, with a strategy for fields that both sides edit between two runs. */
    private Path businessCentralWins() throws IOException {
        Path folder = Files.createDirectory(data.resolve("routes"));
        try (Stream<Path> files = Files.list(Packaged.HOME.resolve("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        Files.readString(file).replace("update: none", "update: send-update"));
            }
        }
        return folder;
    }

    /** Pairs inside the filters of both sides; a contact without company is carried from Dataverse only. */
    private static List<Subject> coupled(Packaged koppel, SandboxClient person) throws Exception {
        List<Subject> subjects = new ArrayList<>();
        for (JsonNode pair :
                koppel.rows("/api/couplings?mapping=CUSTOMER&limit=20").subList(0, 30)) {
            subjects.add(subject(pair, "CUSTOMER", "customers", "accounts", CUSTOMER));
        }
        for (JsonNode pair : koppel.rows("/api/couplings?mapping=CONTACT&limit=100")) {
            Subject contact = subject(pair, "CONTACT", "contacts", "contacts", CONTACT);
            if (!person.bc("contacts(" + contact.here() + ")")
                    .path("companyNumber")
                    .asText("")
                    .isEmpty()) {
                subjects.add(contact);
            }
        }
        return subjects.subList(0, 60);
    }

    private static Subject subject(
            JsonNode pair, String mapping, String bcSet, String dataverseSet, List<Column> columns) {
        return new Subject(
                mapping,
                bcSet,
                dataverseSet,
                columns,
                pair.get("businessCentralId").asText(),
                pair.get("dataverseId").asText());
    }

    private static void jobs(Packaged koppel) throws Exception {
        for (String mapping : List.of("CUSTOMER", "CONTACT")) {
            koppel.rest("POST", "/api/mappings/" + mapping + "/synchronize?wait=PT120S", Map.of());
        }
    }

    private static void edit(SandboxClient person, Subject subject, Column column, boolean here, String value) {
        if (here) {
            person.bcChange(subject.bcSet(), subject.here(), Map.of(column.businessCentral(), value));
        } else {
            person.dataverseChange(subject.dataverseSet(), subject.there(), Map.of(column.dataverse(), value));
        }
    }

    private static void later(SandboxClient person, Duration time) {
        person.admin("PUT", "clock", Map.of("advance", time.toString()));
    }

    private static void agrees(SandboxClient person, Subject subject) {
        JsonNode here = person.bc(subject.bcSet() + "(" + subject.here() + ")");
        JsonNode there = person.dataverse(subject.dataverseSet() + "(" + subject.there() + ")");
        for (Column column : subject.columns()) {
            assertThat(there.path(column.dataverse()).asText("").replace("null", ""))
                    .as(subject + " " + column + ", seed " + SEED)
                    .isEqualTo(here.path(column.businessCentral()).asText("").replace("null", ""));
        }
    }

    private static List<String> writes(SandboxClient person, long since) {
        return person.journal(since).stream()
                .filter(entry -> entry.get("direct").asBoolean()
                        && entry.get("caller").asText().equals("koppel"))
                .map(entry ->
                        entry.get("service").asText() + " " + entry.get("id").asText() + " "
                                + entry.get("operation").asText())
                .sorted()
                .toList();
    }

    private static List<String> remembered(Packaged koppel, long after) throws Exception {
        return koppel.rows("/api/history?limit=500").stream()
                .filter(row -> row.get("id").asLong() > after)
                .map(row -> {
                    boolean bc = row.get("side").asText().equals("BUSINESS_CENTRAL");
                    return (bc ? "businessCentral " : "dataverse ")
                            + row.get(bc ? "businessCentralId" : "dataverseId").asText() + " "
                            + row.get("operation").asText();
                })
                .sorted()
                .toList();
    }
}
