package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "jobs",
        description = {
            "The job queue: lists it, or steers one job",
            "summary: how many are ready or in process;",
            "run: now; hold: not by itself any more; restart: ready again and due now; history: what it did;",
            "failed: how many stopped after their last attempt; reset-failed: counts anew"
        })
public final class JobsCommand extends ClientCommand {
    /** What to do with a job. */
    enum Verb {
        LIST,
        SUMMARY,
        RUN,
        HOLD,
        RESTART,
        HISTORY,
        FAILED,
        RESET_FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "VERB",
            description = "list, summary, run, hold, restart, history, failed or reset-failed (default: list)",
            defaultValue = "LIST")
    private Verb verb = Verb.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", description = "Name of the job, for example CUSTOMER")
    private @Nullable String job;

    @Option(names = "--kind", description = "With list and summary: only mapping or other jobs")
    private @Nullable String kind;

    @Override
    JsonNode ask(RestClient client) {
        return switch (verb) {
            case LIST -> client.get(new Query("/api/jobs").with("kind", kind).toString());
            case SUMMARY ->
                client.get(new Query("/api/job-summary").with("kind", kind).toString());
            case RUN -> Runs.finished(client, client.post(path("/run"), Map.of()));
            case HOLD -> client.post(path("/hold"), Map.of());
            case RESTART -> client.post(path("/restart"), Map.of());
            case HISTORY -> client.get(path("/runs"));
            case FAILED -> client.get("/api/failed-jobs");
            case RESET_FAILED -> client.post("/api/failed-jobs/reset", Map.of());
        };
    }

    private String path(String then) {
        if (job == null) {
            throw new CommandFailure("name the job, for example: koppel jobs " + verb + " CUSTOMER");
        }
        return "/api/jobs/" + Query.encode(job) + then;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        switch (verb) {
            case RUN -> Runs.show(answer, out);
            case HISTORY -> history(answer, out);
            case SUMMARY -> {
                out.println(text(answer, "active") + " of " + text(answer, "total"));
                out.println(text(answer, "message"));
            }
            case FAILED, RESET_FAILED ->
                out.println(text(answer, "failed") + " failed since "
                        + (text(answer, "since").isEmpty() ? "the beginning" : text(answer, "since")));
            default -> list(answer, out);
        }
    }

    private static void list(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("job", "status", "next", "every", "sleeps", "attempts", "last run", "");
        Iterable<JsonNode> rows = answer.has("value") ? answer.path("value") : java.util.List.of(answer);
        rows.forEach(row -> table.row(
                text(row, "job"),
                text(row, "status"),
                text(row, "next"),
                text(row, "every"),
                text(row, "inactivityTimeout"),
                text(row, "attempts"),
                text(row, "lastRun"),
                text(row, "message")));
        table.print(out);
    }

    private static void history(JsonNode answer, PrintWriter out) {
        TextTable table = Counts.table("run", "started", "by", "status");
        answer.path("value")
                .forEach(run -> Counts.row(
                        table,
                        run.path("counters"),
                        text(run, "run"),
                        text(run, "started"),
                        text(run, "startedBy"),
                        text(run, "status")));
        table.print(out);
    }

    @Override
    int status(JsonNode answer) {
        return verb == Verb.RUN ? Runs.status(answer) : 0;
    }
}
