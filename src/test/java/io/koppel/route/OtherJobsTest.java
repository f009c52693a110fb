package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.ProgressListener;
import io.koppel.job.QueueStatus;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.job.WakePoll;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.mapping.Ownership;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are not table mappings stand in the queue like those that are (sync-semantics.md §8, table-mappings.md §7). */
class OtherJobsTest {
    private static final String JOBS =
            """
            - beans:
                - name: letters
                  type: "#class:io.koppel.route.LetterJob"
                - name: broken
                  type: "#class:io.koppel.route.BrokenJob"
            - route:
                id: GREETINGS.job
                description: Sends greetings
                from:
                  uri: quartz:koppel/GREETINGS
                  parameters: {trigger.repeatInterval: 300000, trigger.repeatCount: -1, stateful: true}
                  steps:
                    - bean: {ref: jobs, method: "run('GREETINGS')"}
            - route:
                id: GREETINGS
                from:
                  uri: direct:GREETINGS
                  steps:
                    - choice:
                        when:
                          - simple: "${header.koppelStartedBy} == 'schedule'"
                            steps:
                              - throwException: {exceptionType: java.lang.IllegalStateException, message: "the post office is closed"}
            """;

    @TempDir
    private static Path routes;

    private static Rig rig;

    @BeforeAll
    static void start() throws IOException {
        Files.copy(Basedir.path().resolve("routes/errors.yaml"), routes.resolve("errors.yaml"));
        Files.copy(Basedir.path().resolve("routes/payment-terms.yaml"), routes.resolve("payment-terms.yaml"));
        Files.writeString(routes.resolve("own-jobs.yaml"), JOBS);
        rig = Rig.start(Ownership.PERSON, routes);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static JsonNode job(String name) {
        return rig.rest().get("/api/jobs/" + name);
    }

    @Test
    void a_job_of_a_route_file_runs_by_hand_and_is_tried_again_when_its_route_fails() {
        JsonNode greetings = job("GREETINGS");
        assertThat(greetings.path("description").asText()).isEqualTo("Sends greetings");
        assertThat(greetings.path("kind").asText()).isEqualTo("other");
        assertThat(greetings.path("every").asText()).isEqualTo("PT5M");
        assertThat(greetings.path("maximumAttempts").asInt()).isEqualTo(2);

        JsonNode run = rig.rest().run("/api/jobs/GREETINGS/run", null);

        assertThat(run.path("status").asText()).isEqualTo("success");
        assertThat(job("GREETINGS").path("status").asText()).isEqualTo("ready");

        rig.koppel().jobs().run("GREETINGS");

        assertThat(job("GREETINGS").path("attempts").asInt()).isEqualTo(1);
        assertThat(job("GREETINGS").path("message").asText()).isEqualTo("GREETINGS: the post office is closed");

        rig.koppel().jobs().run("GREETINGS");

        assertThat(job("GREETINGS").path("status").asText()).isEqualTo("error");
        assertThat(rig.rest().get("/api/jobs/GREETINGS/runs").path("value").findValuesAsText("status"))
                .containsExactly("error", "error", "success");

        rig.rest().post("/api/jobs/GREETINGS/restart", null);
        assertThat(job("GREETINGS").path("status").asText()).isEqualTo("ready");
    }

    /** It would stay in process for ever otherwise, and never run again. */
    @Test
    void a_job_that_breaks_is_tried_again() {
        assertThatThrownBy(() -> rig.koppel().jobs().run("BROKEN")).isInstanceOf(NoClassDefFoundError.class);

        assertThat(job("BROKEN").path("status").asText()).isEqualTo("ready");
        assertThat(job("BROKEN").path("attempts").asInt()).isEqualTo(1);
        assertThat(job("BROKEN").path("message").asText()).contains("com/example/Printer");
        JsonNode run = rig.rest().get("/api/jobs/BROKEN/runs").path("value").get(0);
        assertThat(run.path("status").asText()).isEqualTo("error");
        assertThat(run.path("message").asText()).contains("com/example/Printer");
    }

    @Test
    void a_run_that_breaks_is_no_success() {
        Runner runner = rig.koppel().runner();
        runner.listen(progress -> {
            throw new IllegalStateException("nobody listens");
        });

        assertThatThrownBy(() -> runner.run(SynchronizeRequest.modified("PAYMENT-TERMS", "test")))
                .hasMessage("nobody listens");

        runner.listen(ProgressListener.NONE);
        long run = rig.koppel()
                .engine()
                .jobLog()
                .list("CRONUS", "PAYMENT-TERMS", null, 1)
                .get(0)
                .run();
        assertThat(runner.status(run).orElseThrow().run())
                .extracting(Runs.Run::status, Runs.Run::message)
                .containsExactly(JobStatus.ERROR, "nobody listens");
    }

    @Test
    void a_sleeping_job_is_woken_when_it_says_that_something_waits() {
        LetterJob letters = rig.koppel().camel().getRegistry().lookupByNameAndType("letters", LetterJob.class);
        assertThat(job("LETTERS").path("next").isNull()).as("it has a trigger").isFalse();
        rig.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO job_queue_entry (company, job, status, attempts, changed)"
                                + " VALUES ('CRONUS', 'LETTERS', ?, 0, 0)",
                        QueueStatus.ASLEEP.text()));
        new QuartzJobTimer((QuartzComponent) rig.koppel().camel().hasComponent("quartz")).never("LETTERS");
        WakePoll poll = new WakePoll(rig.koppel().engine(), rig.koppel().jobs(), () -> true, false);
        assertThat(poll.look()).doesNotContain("LETTERS");
        letters.write();

        assertThat(poll.look()).contains("LETTERS");

        assertThat(job("LETTERS").path("status").asText()).isEqualTo("ready");
        rig.koppel().jobs().run("LETTERS");
        assertThat(letters.sent()).isEqualTo(1);
        assertThat(rig.rest()
                        .get("/api/jobs/LETTERS/runs")
                        .path("value")
                        .get(0)
                        .path("kind")
                        .asText())
                .isEqualTo("letters");
    }
}
