package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.mapping.Ownership;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An integrator puts a stock Camel filter into a mapping's route. */
class EachRecordTest {
    @TempDir
    private static Path folder;

    private static Rig rig;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "routes");
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (file.getFileName().toString().equals("customer.yaml")) {
                    text = text.replaceFirst(
                            "(?m)^( *)- bean: \\{ref: intents, method: open}",
                            "$1- eachRecord:\n$1    steps:\n$1      - filter:\n"
                                    + "$1          simple: \"\\${body.source.text('city')} != 'Atlantis'\"\n"
                                    + "$1          steps: [{setVariable: {name: kept, constant: yes}}]\n"
                                    + "$1- bean: {ref: intents, method: open}");
                }
                Files.writeString(folder.resolve(file.getFileName()), text);
            }
        }
        rig = Rig.start(Ownership.PERSON, folder);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aRecordThatAFilterHoldsBackIsNotWrittenAndTheOthersAre() {
        rig.person().bcCreate("customers", Map.of("displayName", "Kept One", "city", "York"));
        rig.person().bcCreate("customers", Map.of("displayName", "Held Back", "city", "Atlantis"));
        rig.person().bcCreate("customers", Map.of("displayName", "Kept Two", "city", "Bath"));

        FullSynchronization.Status status =
                rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");

        assertThat(status.state()).isEqualTo(FullSynchronization.State.FINISHED);
        assertThat(rig.person().dataverseList("accounts", null))
                .extracting((JsonNode account) -> account.get("name").asText())
                .containsExactlyInAnyOrder("Kept One", "Kept Two");
    }
}
