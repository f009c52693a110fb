package io.koppel.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Couplings are found by what people type, sign for sign. */
class CouplingRepositoryTest {
    private static final int SCOPE = 4711;

    @TempDir
    static Path folder;

    private static Database database;
    private static CouplingRepository couplings;

    @BeforeAll
    static void open() {
        database =
                Database.open(DatabaseSettings.embedded(folder.resolve("koppel").toString()));
        couplings = new CouplingRepository(database);
        List<Coupling> all = List.of(
                coupling("A_1", "Hundred Ltd"),
                coupling("AB1", "100% Wool"),
                coupling("C1", "100 Years"),
                coupling("D\\1", "Wow! Inc."));
        database.inTransaction(connection -> {
            couplings.insert(connection, SCOPE, all);
            return true;
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Coupling coupling(String number, String name) {
        return Coupling.fresh(UUID.randomUUID(), UUID.randomUUID(), number, name);
    }

    private static List<String> found(String search) {
        return couplings.list(SCOPE, search, null, 10).stream()
                .map(coupling -> String.valueOf(coupling.number()))
                .toList();
    }

    @Test
    void aPartOfNumberOrNameIsEnoughInAnyCase() {
        assertThat(found("b1")).containsExactly("AB1");
        assertThat(found("YEARS")).containsExactly("C1");
    }

    @Test
    void signsThatMeanSomethingInAPatternStandForThemselves() {
        assertThat(found("a_1")).containsExactly("A_1");
        assertThat(found("100%")).containsExactly("AB1");
        assertThat(found("\\1")).containsExactly("D\\1");
        assertThat(found("wow!")).containsExactly("D\\1");
    }
}
