package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Models;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.lint.Validation;
import io.koppel.sync.rules.KnownRules;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An integrator's own rule: a bean of a route file, which the mapping names under {@code rules} like a shipped one. */
class OwnRuleTest {
    private static final String BEAN =
            """

            - beans:
                - name: shout
                  type: "#class:%s"
            """;

    @TempDir
    private Path routes;

    private String customerWith(String bean) throws IOException {
        String shipped = Files.readString(Basedir.path().resolve("routes/customer.yaml"));
        return shipped.replace("rules: [owner,", "rules: [shout, owner,") + bean;
    }

    private static List<String> mistakes(String yaml) {
        MappingFiles files = MappingFiles.parse("routes/customer.yaml", yaml, Models.DEFAULTS);
        return Validation.file(files.files().get(0), KnownRules.in(files.files())).stream()
                .map(Mistake::toString)
                .toList();
    }

    @Test
    void aRuleBoundInARouteFileIsKnownToTheChecks() throws IOException {
        assertThat(mistakes(customerWith(BEAN.formatted("io.koppel.scenario.ShoutingRule"))))
                .isEmpty();
    }

    @Test
    void aNameThatNoRuleBearsIsAMistakeAlsoWhereABeanBearsIt() throws IOException {
        assertThat(mistakes(customerWith(""))).singleElement().asString().contains("rules: unknown rule 'shout'");
        assertThat(mistakes(customerWith(BEAN.formatted("java.lang.Object"))))
                .singleElement()
                .asString()
                .contains("rules: unknown rule 'shout'");
        assertThat(mistakes(customerWith(BEAN.formatted("com.example.Missing"))))
                .singleElement()
                .asString()
                .contains("rules: unknown rule 'shout'");
    }

    @Test
    void theRuleIsAppliedToRecordsOfTheMapping() throws IOException {
        try (Stream<Path> shipped = Files.list(Basedir.path().resolve("routes"))) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                routes.resolve("customer.yaml"), customerWith(BEAN.formatted("io.koppel.scenario.ShoutingRule")));
        try (Rig rig = Rig.start(Models.DEFAULTS, routes)) {
            String customer = rig.person()
                    .bcCreate("customers", Map.of("displayName", "Adatum"))
                    .get("systemId")
                    .asText();

            rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true);

            assertThat(rig.person().dataverseList("accounts", null))
                    .singleElement()
                    .satisfies(
                            account -> assertThat(account.get("name").asText()).isEqualTo("ADATUM"));
        }
    }
}
