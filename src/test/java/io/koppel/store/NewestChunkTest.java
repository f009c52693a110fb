package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The newest commit is found in a file that nobody closed. A copy of the file between two commits is what a kill leaves. If no commit
 * is lost without help any more, H2 has mended its header, and {@link NewestChunk} can go.
 */
class NewestChunkTest {
    private static final int COMMITS = 45;

    @TempDir
    private Path folder;

    @Test
    void everyCommitIsFoundThoughH2AloneLosesSome() throws Exception {
        List<Integer> lost = new ArrayList<>();
        // Space is used again at once, so that chunks do not lie one behind the other: as in a file of some age.
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("live") + ";WRITE_DELAY=0;RETENTION_TIME=0", "koppel", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE step (id INT PRIMARY KEY, content VARBINARY)");
            for (int commit = 1; commit <= COMMITS; commit++) {
                write(connection, commit);
                copy("alone");
                if (last("alone") != commit) {
                    lost.add(commit);
                }
                copy("found");
                NewestChunk.point(file("found"));
                assertThat(last("found")).isEqualTo(commit);
            }
        }
        assertThat(lost).as("commits that H2 alone does not find").isNotEmpty();
    }

    @Test
    void aFileThatWasClosedOrIsInUseIsLeftAlone() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("live"), "koppel", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE step (id INT PRIMARY KEY, content VARBINARY)");
            assertThat(NewestChunk.point(file("live"))).as("in use").isFalse();
        }
        byte[] closed = Files.readAllBytes(file("live"));
        assertThat(NewestChunk.point(file("live"))).as("closed").isFalse();
        assertThat(Files.readAllBytes(file("live"))).isEqualTo(closed);
        assertThat(NewestChunk.point(file("none"))).as("not there").isFalse();
    }

    @Test
    void whatIsNoDatabaseIsLeftAlone() throws Exception {
        Files.writeString(
                file("text"), "H:2,block:2,chunk:1,version:1,fletcher:0\nchunk:1,len:1,version:9\n".repeat(500));
        byte[] before = Files.readAllBytes(file("text"));
        assertThat(NewestChunk.point(file("text"))).isFalse();
        assertThat(Files.readAllBytes(file("text"))).isEqualTo(before);
        Files.write(file("empty"), new byte[0]);
        assertThat(NewestChunk.point(file("empty"))).isFalse();
    }

    private static void write(Connection connection, int commit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                commit % 3 == 0
                        ? "UPDATE step SET content = ? WHERE id < ?"
                        : "INSERT INTO step (content, id) VALUES (?, ?)")) {
            statement.setBytes(1, new byte[1 + commit * 997 % 20_000]);
            statement.setInt(2, commit);
            statement.executeUpdate();
        }
        if (commit % 3 == 0) {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO step (id) VALUES (?)")) {
                statement.setInt(1, commit);
                statement.executeUpdate();
            }
        }
    }

    private int last(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name), "koppel", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM step")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void copy(String name) throws Exception {
        Files.copy(file("live"), file(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String name) {
        return folder.resolve(name + ".mv.db");
    }
}
