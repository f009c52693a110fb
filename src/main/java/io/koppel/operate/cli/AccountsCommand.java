package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "accounts",
        description = {
            "Who may sign in, and as what: lists them, makes one, gives one another password and role, or takes one away",
            "The password is asked for; without a terminal it is the first line of standard input"
        })
public final class AccountsCommand extends ClientCommand {
    private static final String PATH = "/api/accounts";

    @ArgGroup
    private @Nullable Act act;

    /** What is to be done; at most one. */
    private static final class Act {
        @Option(names = "--put", required = true, paramLabel = "NAME", description = "Make this account, or change it")
        private @Nullable String put;

        @Option(
                names = "--remove",
                required = true,
                paramLabel = "NAME",
                description = "Take this account away; its sessions and tokens are void")
        private @Nullable String remove;
    }

    @Option(
            names = "--role",
            description = "With --put: viewer, operator or administrator (default: ${DEFAULT-VALUE})",
            defaultValue = "viewer")
    private String role = "viewer";

    @Override
    JsonNode ask(RestClient client) {
        if (act != null && act.put != null) {
            client.put(path(act.put), Map.of("password", Asked.secret("Password of " + act.put + ": "), "role", role));
        } else if (act != null && act.remove != null) {
            client.delete(path(act.remove));
        }
        return client.get(PATH);
    }

    private static String path(String name) {
        return PATH + "/" + Query.encode(name);
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        TextTable table = new TextTable("name", "role");
        answer.path("value").forEach(row -> table.row(text(row, "name"), text(row, "role")));
        table.print(out);
    }
}
