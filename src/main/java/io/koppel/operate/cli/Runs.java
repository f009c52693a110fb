package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Runs as the command line follows and shows them. */
final class Runs {
    private Runs() {}

    /** Waits for the run that an answer names; a terminal is told meanwhile how far it has come. */
    static JsonNode finished(RestClient client, JsonNode started) {
        RunProgress progress = RunProgress.ofStandardError();
        String path = "/api/runs/" + started.path("run").asLong() + "?wait=" + progress.lookEvery();
        JsonNode standing = client.get(path);
        while (standing.path("status").asText().equals("in process")) {
            progress.show(standing);
            standing = client.get(path);
        }
        progress.end();
        return standing;
    }

    /** Prints the counters of a run, or its number while it is not finished. */
    static void show(JsonNode answer, PrintWriter out) {
        if (!answer.has("passes")) {
            out.println("run " + answer.path("run").asText() + " started");
            return;
        }
        TextTable table = Counts.table("mapping", "direction", "status");
        answer.path("passes")
                .forEach(pass -> Counts.row(
                        table,
                        pass.path("counters"),
                        ClientCommand.text(pass, "mapping"),
                        ClientCommand.text(pass, "direction"),
                        ClientCommand.text(pass, "status")));
        table.print(out);
        String message = ClientCommand.text(answer, "message");
        if (!message.isEmpty()) {
            out.println(message);
        }
    }

    /** Exit status for a finished run. */
    static int status(JsonNode answer) {
        return answer.path("status").asText().equals("success") ? 0 : 1;
    }
}
