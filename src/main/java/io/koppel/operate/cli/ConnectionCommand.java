package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "connection",
        description = {
            "Whether Business Central and Sales are talked to, and switching that",
            "Without options it tells; switched off, no request is sent and no job runs by itself"
        })
public final class ConnectionCommand extends ClientCommand {
    @ArgGroup
    private Act act = new Act();

    /** One of them at most. */
    static final class Act {
        @Option(names = "--enable", description = "Talk to them again; jobs that were held for it are ready")
        private boolean enable;

        @Option(names = "--disable", description = "Send nothing any more and hold all jobs; couplings stay")
        private boolean disable;

        @Option(names = "--test", description = "Try both connections, switched on or not")
        private boolean test;

        @Option(names = "--show", description = "The settings of both connections; secrets are not part of them")
        private boolean show;
    }

    @Option(names = "--reason", description = "With --disable: why, for everybody who wonders")
    private @Nullable String reason;

    @Override
    JsonNode ask(RestClient client) {
        if (act.show) {
            return client.get("/api/connection");
        }
        if (act.enable || act.disable) {
            return client.post(
                    "/api/connection/" + (act.enable ? "enable" : "disable"),
                    act.disable && reason != null ? Map.of("reason", reason) : Map.of());
        }
        return act.test ? client.post("/api/connection/test", Map.of()) : client.get("/api/connection/state");
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        if (act.show) {
            TextTable table = new TextTable("service", "address", "client", "secret", "company");
            answer.path("value")
                    .forEach(row -> table.row(
                            text(row, "service"),
                            text(row, "url"),
                            text(row, "clientId"),
                            text(row, "clientSecret"),
                            text(row, "company")));
            table.print(out);
            return;
        }
        answer.path("value").forEach(result -> out.println(text(result, "subject") + ": " + text(result, "message")));
        out.println(text(answer, "message"));
    }

    @Override
    int status(JsonNode answer) {
        return answer.has("well") && !answer.path("well").asBoolean() ? 1 : 0;
    }
}
