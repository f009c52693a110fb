package io.koppel.operate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that talk to a running process have in common. Each returns its exit status. */
public abstract class ClientCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Data folder of the process (default: data)")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print the answer as JSON, for programs")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        RestClient client = RestClient.of(data == null ? DataFolder.ofInstallation() : data.toAbsolutePath());
        JsonNode answer = ask(client);
        PrintWriter out = out();
        if (asJson()) {
            print(out, answer);
        } else {
            show(answer, out);
        }
        out.flush();
        return status(answer);
    }

    /** Carries the verb out. */
    abstract JsonNode ask(RestClient client);

    /** Prints the answer for people. */
    abstract void show(JsonNode answer, PrintWriter out);

    /** Whether the answer is printed as it came. */
    boolean asJson() {
        return json;
    }

    /** Exit status for the answer: 0 unless a command says otherwise. */
    int status(JsonNode answer) {
        return 0;
    }

    /** A value that may be missing, as text. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls");
        }
        return spec.commandLine().getOut();
    }

    private static void print(PrintWriter out, JsonNode answer) throws JsonProcessingException {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }
}
