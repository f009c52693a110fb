package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed survives a process that is killed in the very next moment (promises.md P1). */
class KilledAfterCommitTest {
    @TempDir
    private Path folder;

    @Test
    void theRowsAreThereAfterEachKill() throws IOException, InterruptedException {
        String path = folder.resolve("koppel").toString();
        for (String mapping : List.of("FIRST", "SECOND", "THIRD")) {
            commitAndKill(path, mapping);
        }

        try (Database database = Database.open(DatabaseSettings.embedded(path))) {
            List<String> mappings = database.jdbi()
                    .withHandle(handle -> handle.select("SELECT mapping FROM scope ORDER BY mapping")
                            .mapTo(String.class)
                            .list());
            assertThat(mappings).containsExactly("FIRST", "SECOND", "THIRD");
        }
    }

    private void commitAndKill(String path, String mapping) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitAndHang.class.getName(),
                        path,
                        mapping)
                .redirectError(folder.resolve("error.txt").toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.equals(CommitAndHang.COMMITTED)) {
                line = out.readLine();
            }
            process.destroyForcibly();
            assertThat(line).as("the process committed").isEqualTo(CommitAndHang.COMMITTED);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
