package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The case {@code console}: how long each page of the console takes over a full store. Only when asked for. */
final class ConsoleCase {
    static final String NAME = "console";

    private static final int COUPLINGS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConsoleCase() {}

    static void run(BenchSettings settings, SandboxProcess sandbox) throws Exception {
        int couplings = settings.records() > 0 ? settings.records() : COUPLINGS;
        Path folder = settings.folder().resolve("runs/" + NAME);
        sandbox.customers(1_000);
        List<ConsoleResult> results = new ArrayList<>();
        try (BenchProcess process = BenchProcess.start(
                settings.heap(),
                folder.resolve("stderr.log"),
                ConsoleSubject.class.getName(),
                sandbox.base(),
                settings.home().toString(),
                folder.resolve("data").toString(),
                Integer.toString(couplings))) {
            for (String line = process.await("@");
                    !("@" + line).equals(ConsoleSubject.END);
                    line = process.await("@")) {
                results.add(
                        JSON.readValue(("@" + line).substring(ConsoleSubject.RESULT.length()), ConsoleResult.class));
            }
        }
        print(results, couplings);
        write(results, settings.folder().resolve("console.json"));
    }

    private static void print(List<ConsoleResult> results, int couplings) {
        System.out.printf("%,d couplings, %,d errors%n%n", couplings, couplings / 2);
        System.out.println("| page | median ms | max ms |");
        System.out.println("|---|--:|--:|");
        results.forEach(
                result -> System.out.printf("| %s | %.0f | %.0f |%n", result.page(), result.median(), result.max()));
    }

    private static void write(List<ConsoleResult> results, Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
    }
}
