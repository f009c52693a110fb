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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process is ended with SIGKILL again and again, at seeded counts of what the services applied, on the same
 * database and while people work on both sides (promises.md P1, P2, P5, P9): in the end every record and every invoice is there
 * once and whole, and everything that people typed is on both sides ({@link AfterKills}). {@code koppel.kills} says how often;
 * {@code -Pkills} a hundred times, and the plain build not at all. After each ten everything is compared.
 */
class ManyKillsIT {
    private static final int KILLS = Integer.getInteger("koppel.kills", 0);
    private static final long SEED = Long.getLong("koppel.seed", 20260102L);
    private static final int KILLS_OF_A_SERIES = 10;
    private static final int MOST_WRITES = 90;

    @TempDir
    private Path data;

    private final Random random = new Random(SEED);

    @Test
    @EnabledIfSystemProperty(named = "koppel.kills", matches = "[1-9][0-9]*", disabledReason = "no kills are asked for")
    void nothingIsLostOrMadeTwice() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.empty())) {
            Office office = new Office(sandbox.baseUrl(), random);
            for (int kills = 0; kills < KILLS; ) {
                kills += series(office, sandbox.baseUrl(), Math.min(KILLS_OF_A_SERIES, KILLS - kills));
                settle(office, sandbox.baseUrl(), kills);
            }
        }
    }

    /** Kills so many times, and answers that. */
    private int series(Office office, String sandbox, int most) throws Exception {
        office.person().admin("PUT", "limits", Map.of("latency", "PT0.02S", "perRecord", "PT0.002S"));
        int kills = 0;
        for (int starts = 0; kills < most; starts++) {
            assertThat(starts).as("starts for %d kills", kills).isLessThan(2 * most + 5);
            office.work();
            kills += killed(sandbox, office) ? 1 : 0;
        }
        return kills;
    }

    /** Lets the process end by itself, and compares what everybody has. */
    private void settle(Office office, String sandbox, int kills) throws Exception {
        office.person().admin("PUT", "limits", Map.of("latency", "PT0S", "perRecord", "PT0S"));
        complete(sandbox);
        try (Database database =
                Database.open(DatabaseSettings.embedded(data.resolve("koppel").toString()))) {
            check(office, database, kills);
        }
    }

    /** Starts the process and ends it after so many writes; false if it was done before. */
    private boolean killed(String sandbox, Office office) throws Exception {
        long from = office.journalEnd();
        int writes = 1 + random.nextInt(MOST_WRITES);
        Process process = process(sandbox);
        try {
            long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)
                    && office.koppelsWrites(from, writes) < writes
                    && System.nanoTime() < until) {
                if (random.nextInt(10) == 0) {
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

    /** What the last kill left in doubt may fail once more before it is settled; after that nothing may. */
    private void complete(String sandbox) throws Exception {
        int status = 1;
        for (int run = 0; run < 2 || (status != 0 && run < 3); run++) {
            Process process = process(sandbox);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output()).isTrue();
            status = process.exitValue();
        }
        assertThat(status).as(output()).isZero();
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
        List<Coupling> couplings = new CouplingRepository(database)
                .list(new Scopes(database).of("CRONUS", "CUSTOMER"), null, null, 100_000).stream()
                        .toList();
        List<String> written = office.koppelsWrites();
        AfterKills end = new AfterKills(
                customers,
                accounts,
                couplings,
                office.typed(customers, accounts),
                office.brokenInvoices(),
                written,
                told(database, HistoryRow::isCertain),
                told(database, row -> !row.isCertain()));
        System.out.printf(
                "%d kills, seed %d: %d customers, %d couplings, %d edits, %d invoices, %d writes, %d more of which"
                        + " the history says that they may have arrived, %d findings%n",
                kills,
                SEED,
                customers.size(),
                couplings.size(),
                office.edits(),
                office.invoices(),
                written.size(),
                end.perhaps().size(),
                end.findings().size());
        assertThat(end.findings()).as("seed %d", SEED).isEmpty();
    }

    private static List<String> told(Database database, Predicate<HistoryRow> which) {
        List<String> told = new ArrayList<>();
        for (HistoryRow row : new History(database).list("CRONUS", "CUSTOMER", null, null, 1_000_000)) {
            boolean there = row.side() == Side.DATAVERSE;
            if (which.test(row)) {
                told.add((there ? "dataverse " + row.dataverseId() : "businessCentral " + row.businessCentralId()) + " "
                        + row.operation());
            }
        }
        return told;
    }
}
