package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while several of its threads write leaves a sound file: every batch that was said to be committed is
 * there, none is there in part, and the indexes agree with their table (promises.md P1).
 */
class KilledWhileWritingTest {
    private static final int KILLS = 4;
    private static final int COMMITS = 150;

    @TempDir
    private Path folder;

    @Test
    void eachCommittedBatchIsThereWholeAndInEveryIndex() throws Exception {
        String path = folder.resolve("koppel").toString();
        long[] committed = new long[WriteUntilKilled.THREADS + 1];
        for (int kill = 1; kill <= KILLS; kill++) {
            writeAndKill(path, COMMITS * kill / 2, committed);
            NewestChunk.point(Path.of(path + ".mv.db"));
            try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + path, "koppel", "")) {
                for (int scope = 1; scope <= WriteUntilKilled.THREADS; scope++) {
                    long last = WriteUntilKilled.last(connection, scope);
                    assertThat(last)
                            .as("kill %d, thread %d", kill, scope)
                            .isBetween(committed[scope], committed[scope] + 1);
                    assertThat(rows(connection, scope))
                            .as("rows after %d batches", last)
                            .isEqualTo(last * WriteUntilKilled.BATCH);
                }
                assertThat(Indexes.mend(connection)).isEmpty();
            }
        }
    }

    /** Keeps the last batch that each thread said to be committed. */
    private void writeAndKill(String path, int commits, long[] committed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteUntilKilled.class.getName(),
                        path)
                .redirectError(folder.resolve("error.txt").toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int said = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("\\d+ \\d+")) {
                    String[] parts = line.split(" ");
                    committed[Integer.parseInt(parts[0])] = Long.parseLong(parts[1]);
                    if (++said == commits) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(said).as("commits until the kill").isGreaterThanOrEqualTo(commits);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long rows(Connection connection, int scope) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM coupling USE INDEX () WHERE scope = ?")) {
            statement.setInt(1, scope);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
