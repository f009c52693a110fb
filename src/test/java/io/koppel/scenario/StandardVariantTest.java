package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Ownership;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without the companion extension: API v2.0 gives records their own ids, whatever id a client would like. */
class StandardVariantTest {
    @TempDir
    private static Path folder;

    private static Rig rig;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "routes");
        copy(routes);
        copy(routes.resolve("standard"));
        rig = Rig.start(Ownership.PERSON, folder);
        FullSynchronization.Status status =
                rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
        assertThat(status.state()).isEqualTo(FullSynchronization.State.FINISHED);
    }

    @AfterAll
    static void stop() {
        rig.person().admin("DELETE", "faults", null);
        rig.person().admin("PUT", "limits", Map.of("chosenIds", "ignore"));
        rig.close();
    }

    private static void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** promises.md P1: the answer to a create is lost, and no second record comes into being. */
    @ParameterizedTest
    @ValueSource(strings = {"accept", "ignore", "refuse"})
    void aLostAnswerToACreateMakesNoSecondCustomer(String chosenIds) {
        rig.person().admin("PUT", "limits", Map.of("chosenIds", chosenIds));
        String name = "Lost Answer " + chosenIds;
        JsonNode account = rig.person().dataverseCreate("accounts", Map.of("name", name, "customertypecode", 3));
        rig.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service", "businessCentral",
                                "match", "POST .*customers",
                                "fault", "drop-after-apply",
                                "nth", 1)));

        RunStatus run = rig.run(
                "CUSTOMER",
                Direction.FROM_DATAVERSE,
                List.of(account.get("accountid").asText()),
                false,
                true);

        rig.person().admin("DELETE", "faults", null);
        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        assertThat(rig.person().bcList("customers", "displayName eq '" + name + "'"))
                .hasSize(1);
    }
}
