package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.journal.History;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.store.Scopes;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged process is ended in the middle of a first synchronization and started again (promises.md P1, P5, P12): no
 * record twice, none missing, and the history names every write the sandbox saw.
 */
class KillIT {
    private static final Path HOME =
            Path.of(System.getProperty("koppel.basedir", ".")).toAbsolutePath();
    private static final int CUSTOMERS = 2_000;

    @TempDir
    private Path data;

    private static Sandbox sandbox;
    private static SandboxClient person;

    @BeforeAll
    static void startSandbox() {
        sandbox = Sandbox.start(SandboxOptions.empty());
        person = new SandboxClient(sandbox.baseUrl(), "person");
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void seed() {
        person.admin("POST", "reset", null);
        person.admin("POST", "seed", Map.of("customers", CUSTOMERS, "seed", 7));
        person.admin("PUT", "limits", Map.of("latency", "PT0.05S", "perRecord", "PT0.005S"));
    }

    /** Counts of journal rows at which the process is ended: during the first, a middle and one of the last batches. */
    @ParameterizedTest
    @ValueSource(ints = {1, 600, 1_300})
    void aKilledFirstSynchronizationIsFinishedWithoutDuplicates(int writes) throws Exception {
        endAfter(writes, Process::destroyForcibly);
        assertThat(run().waitFor()).as(output()).isZero();
        assertEverythingOnce();
    }

    /** SIGTERM lets the batch in flight finish. */
    @ParameterizedTest
    @ValueSource(ints = {700})
    void aTerminatedFirstSynchronizationEndsCleanlyAndIsFinishedLater(int writes) throws Exception {
        endAfter(writes, Process::destroy);
        assertThat(run().waitFor()).as(output()).isZero();
        assertEverythingOnce();
    }

    private void endAfter(int writes, java.util.function.Consumer<Process> end) throws Exception {
        Process process = run();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || accountsCreated() >= writes);
            assertThat(process.isAlive()).as(output()).isTrue();
            end.accept(process);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
        } finally {
            process.destroyForcibly();
            person.admin("PUT", "limits", Map.of("latency", "PT0S", "perRecord", "PT0S"));
        }
        assertThat(accountsCreated()).isLessThan(CUSTOMERS);
    }

    private long accountsCreated() {
        JsonNode count = person.dataverse("accounts?$count=true&$top=1&$select=name");
        return count.get("@odata.count").asLong();
    }

    private Process run() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dkoppel.home=" + HOME,
                "-jar",
                HOME.resolve("target/koppel.jar").toString(),
                "run",
                "--sandbox",
                sandbox.baseUrl(),
                "--port",
                "0",
                "--data",
                data.toString(),
                "--full-sync",
                "--once");
        ProcessBuilder builder = new ProcessBuilder(command);
        // Small batches, so that there is a middle to be ended in.
        builder.environment().put("KOPPEL_BC_PAGE_SIZE", "100");
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("output").toFile()))
                .start();
    }

    private String output() throws IOException {
        return Files.readString(data.resolve("output"));
    }

    private void assertEverythingOnce() {
        List<JsonNode> customers = person.bcList("customers?$select=systemId,displayName,blocked", null);
        List<JsonNode> accounts = person.dataverseList("accounts?$select=accountid,name", null);
        Set<String> inScope = customers.stream()
                .filter(customer -> customer.get("blocked").asText().equals("_x0020_"))
                .map(customer -> customer.get("systemId").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> accountIds = accounts.stream()
                .map(account -> account.get("accountid").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(accounts).hasSameSizeAs(inScope);
        try (Database database =
                Database.open(DatabaseSettings.embedded(data.resolve("koppel").toString()))) {
            int scope = new Scopes(database).of("CRONUS", "CUSTOMER");
            List<Coupling> couplings = new CouplingRepository(database).list(scope, null, null, 10_000);
            assertThat(couplings).noneMatch(coupling -> coupling.state().isPending());
            assertThat(ids(couplings, true)).isEqualTo(inScope);
            assertThat(ids(couplings, false)).isEqualTo(accountIds);

            Set<String> createdByHistory = new History(database)
                    .list("CRONUS", "CUSTOMER", null, null, 20_000).stream()
                            .filter(row -> row.operation().equals("create"))
                            .map(row -> String.valueOf(row.dataverseId()))
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> createdByJournal = person.journal(0).stream()
                    .filter(row -> row.get("entitySet").asText().equals("accounts")
                            && row.get("operation").asText().equals("create"))
                    .map(row -> row.get("id").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(createdByHistory).isEqualTo(createdByJournal).isEqualTo(accountIds);
        }
    }

    private static Set<String> ids(List<Coupling> couplings, boolean businessCentral) {
        return couplings.stream()
                .map(coupling -> businessCentral ? coupling.businessCentralId() : coupling.dataverseId())
                .map(UUID::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
