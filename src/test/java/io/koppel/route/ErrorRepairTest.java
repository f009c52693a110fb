package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.JobQueue;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Ownership;
import io.koppel.setup.JobSettings;
import io.koppel.sync.Engine;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dead process did not live to write into the error log is written at the next start (promises.md P12). */
class ErrorRepairTest {
    @TempDir
    private static Path routes;

    @Test
    void oneAttemptThatCannotBeWrittenHoldsUpNeitherTheOthersNorTheStart() throws IOException {
        for (String file : List.of("errors.yaml", "payment-terms.yaml")) {
            Files.copy(Basedir.path().resolve("routes").resolve(file), routes.resolve(file));
        }
        Rig rig = Rig.start(Ownership.PERSON, routes);
        Engine dying = rig.koppel().engine();
        List<FailedRecord> left =
                List.of(failed(dying, "too long for its column ".repeat(100)), failed(dying, "something ordinary"));
        dying.database().inTransaction(connection -> {
            dying.errors().fail(connection, left);
            return true;
        });

        rig = rig.restart(routes, false, JobSettings.DEFAULTS);

        try {
            Engine engine = rig.koppel().engine();
            assertThat(engine.errors().list("CRONUS", null, null, null, 10))
                    .extracting(ErrorRow::message)
                    .containsExactly("something ordinary");
            assertThat(engine.errors().missing()).hasSize(1);
            assertThat(rig.koppel().jobs().all())
                    .extracting(JobQueue.Standing::held)
                    .containsOnly(false);
        } finally {
            rig.close();
        }
    }

    private static FailedRecord failed(Engine engine, String message) {
        return new FailedRecord(
                UUID.randomUUID(),
                1,
                1,
                engine.scope("PAYMENT-TERMS"),
                "CRONUS",
                "PAYMENT-TERMS",
                "to-dataverse",
                "14 DAYS",
                UUID.randomUUID().toString(),
                null,
                "data",
                null,
                null,
                message,
                message,
                1L);
    }
}
