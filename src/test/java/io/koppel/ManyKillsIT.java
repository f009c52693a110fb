package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.journal.ErrorLog;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.mapping.Side;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.store.Scopes;
import io.koppel.testing.Office;
import io.koppel.testing.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process is ended with SIGKILL again and again, at seeded counts of what the services applied, on the same
 * database and while people work on both sides (promises.md P1, P2, P5, P9): in the end every record and every invoice is there
 * once and whole, and everything that people typed is on both sides. {@code koppel.kills} says how often; {@code -Pkills} a
 * hundred times.
 */
class ManyKillsIT {
    private static final int KILLS = Integer.getInteger("koppel.kills", 8);
    private static final long SEED = Long.getLong("koppel.seed", 20260102L);
    private static final int FEWEST_WRITES = 90;

    @TempDir
    private Path data;

    private final Random random = new Random(SEED);

    @Test
    void nothingIsLostOrMadeTwice() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.empty())) {
            Office office = new Office(sandbox.baseUrl(), random);
            office.person().admin("PUT", "limits", Map.of("latency", "PT0.02S", "perRecord", "PT0.002S"));
            int kills = 0;
            int starts = 0;
            while (kills < KILLS) {
                assertThat(++starts).as("starts for %d kills", kills).isLessThan(2 * KILLS + 5);
                office.work();
                kills += killed(sandbox.baseUrl(), office) ? 1 : 0;
            }
            office.person().admin("PUT", "limits", Map.of("latency", "PT0S", "perRecord", "PT0S"));
            complete(sandbox.baseUrl());
            complete(sandbox.baseUrl());
            try (Database database = Database.open(
                    DatabaseSettings.embedded(data.resolve("koppel").toString()))) {
                check(office, database, kills);
            }
        }
    }

    /** Starts the process and ends it after so many writes; false if it was done before. */
    private boolean killed(String sandbox, Office office) throws Exception {
        long from = office.journalEnd();
        int writes = 1 + random.nextInt(FEWEST_WRITES);
        Process process = process(sandbox);
        try {
            long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (process.isAlive() && office.koppelsWrites(from, writes) < writes && System.nanoTime() < until) {
                if (random.nextInt(40) == 0) {
                    office.edit();
                }
            }
            boolean alive = process.isAlive();
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return alive;
        } finally {
            process.destroyForcibly();
        }
    }

    private void complete(String sandbox) throws Exception {
        Process process = process(sandbox);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
    }

    private Process process(String sandbox) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dkoppel.home=" + Packaged.HOME,
                "-jar",
                Packaged.HOME.resolve("target/koppel.jar").toString(),
                "run",
                "--sandbox",
                sandbox,
                "--port",
                "0",
                "--data",
                data.toString(),
                "--full-sync",
                "--once");
        // Small batches, so that there are many moments between two of them.
        builder.environment().put("KOPPEL_BC_PAGE_SIZE", "20");
        builder.environment().put("KOPPEL_DATAVERSE_PAGE_SIZE", "20");
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("output").toFile()))
                .start();
    }

    private String output() throws IOException {
        String all = Files.readString(data.resolve("output"));
        return "seed " + SEED + ", the process said:\n" + all.substring(Math.max(0, all.length() - 20_000)) + errors();
    }

    private String errors() {
        try (Database database =
                Database.open(DatabaseSettings.embedded(data.resolve("koppel").toString()))) {
            return new ErrorLog(database)
                    .list("CRONUS", null, null, null, 50).stream()
                            .map(ErrorRow::message)
                            .distinct()
                            .collect(Collectors.joining("\n", "\nnewest errors:\n", "\n"));
        }
    }

    private static void check(Office office, Database database, int kills) {
        List<JsonNode> customers = office.person().bcList("customers", null);
        List<JsonNode> accounts = office.person().dataverseList("accounts", null);
        assertThat(marks(accounts, "websiteurl"))
                .isEqualTo(marks(customers, "website"))
                .doesNotHaveDuplicates();
        List<Coupling> couplings = new CouplingRepository(database)
                .list(new Scopes(database).of("CRONUS", "CUSTOMER"), null, null, 100_000).stream()
                        .toList();
        assertThat(couplings).noneMatch(coupling -> coupling.state().isPending());
        assertThat(pairs(couplings)).isEqualTo(pairs(customers, accounts));
        office.typed(customers, accounts)
                .forEach(typed -> assertThat(typed.found()).as(typed.what()).isEqualTo(typed.expected()));
        assertThat(office.brokenInvoices())
                .as("invoices that are not there once and whole")
                .isEmpty();

        List<String> written = office.koppelsWrites();
        List<String> told = told(database);
        assertThat(only(told, "create")).isEqualTo(only(written, "create"));
        List<String> untold = new ArrayList<>(written);
        told.forEach(untold::remove);
        // A write that nobody heard of leaves no certain trace if somebody edits the record before the next start.
        assertThat(untold.size()).as("writes without a history row: %s", untold).isLessThanOrEqualTo(kills);
        System.out.printf(
                "%d kills: %d customers, %d writes, %d of them without a history row%n",
                kills, customers.size(), written.size(), untold.size());
    }

    private static List<String> marks(List<JsonNode> rows, String column) {
        return rows.stream().map(row -> row.get(column).asText()).sorted().toList();
    }

    private static Set<String> pairs(List<Coupling> couplings) {
        return couplings.stream()
                .map(coupling -> coupling.businessCentralId() + " " + coupling.dataverseId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pairs(List<JsonNode> customers, List<JsonNode> accounts) {
        Map<String, String> byMark = accounts.stream()
                .collect(Collectors.toMap(row -> row.get("websiteurl").asText(), row -> row.get("accountid")
                        .asText()));
        return customers.stream()
                .map(row -> row.get("systemId").asText() + " "
                        + byMark.get(row.get("website").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> told(Database database) {
        List<String> told = new ArrayList<>();
        for (HistoryRow row : new History(database).list("CRONUS", "CUSTOMER", null, null, 1_000_000)) {
            boolean there = row.side() == Side.DATAVERSE;
            told.add((there ? "dataverse " + row.dataverseId() : "businessCentral " + row.businessCentralId()) + " "
                    + row.operation());
        }
        return told;
    }

    /** Once each: an invoice's lines come into being with it, in the same write. */
    private static Set<String> only(List<String> writes, String operation) {
        Set<String> found = new HashSet<>();
        writes.stream().filter(write -> write.endsWith(operation)).forEach(found::add);
        return found;
    }
}
