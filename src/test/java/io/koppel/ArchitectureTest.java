package io.koppel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.koppel.mapping.FieldTransfer;
import io.koppel.sync.Decider;
import io.koppel.sync.Decision;
import io.koppel.sync.Facts;
import io.koppel.sync.Merge;
import io.koppel.sync.WatermarkTracker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages go downwards only, and decisions know nothing of Camel, HTTP or JDBC. */
class ArchitectureTest {
    private static final JavaClasses KOPPEL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.koppel");

    /** Each package with those it may know, besides itself. */
    private static final Map<String, List<String>> KNOWS = new LinkedHashMap<>();

    static {
        KNOWS.put("metadata", List.of());
        KNOWS.put("odata", List.of());
        KNOWS.put("store", List.of());
        KNOWS.put("sandbox", List.of());
        KNOWS.put("mapping", List.of("metadata"));
        KNOWS.put("coupling", List.of("mapping", "store"));
        KNOWS.put("journal", List.of("mapping", "store"));
        KNOWS.put("sync", List.of("coupling", "journal", "mapping", "metadata", "odata", "store"));
        KNOWS.put("job", List.of("coupling", "journal", "mapping", "metadata", "odata", "store", "sync"));
        KNOWS.put("sales", List.of("coupling", "job", "journal", "mapping", "metadata", "odata", "store", "sync"));
        KNOWS.put(
                "setup",
                List.of("coupling", "job", "journal", "mapping", "metadata", "odata", "sales", "store", "sync"));
        KNOWS.put(
                "operate",
                List.of(
                        "coupling",
                        "job",
                        "journal",
                        "mapping",
                        "metadata",
                        "odata",
                        "sales",
                        "setup",
                        "store",
                        "sync"));
    }

    static Stream<String> packages() {
        return KNOWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhatIsBelowIt(String name) {
        String[] allowed = Stream.concat(Stream.of(name), KNOWS.get(name).stream())
                .map(other -> "io.koppel." + other + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage("io.koppel." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                        .or(resideInAnyPackage("io.koppel..").negate()))
                .because("arrows between packages go downwards only (docs/architecture.md)")
                .check(KOPPEL);
    }

    @Test
    void noPackageStandsOutsideTheArrows() {
        String[] known = Stream.concat(KNOWS.keySet().stream(), Stream.of("route"))
                .map(other -> "io.koppel." + other + "..")
                .toArray(String[]::new);

        classes()
                .should()
                .resideInAnyPackage(
                        Stream.concat(Stream.of("io.koppel"), Stream.of(known)).toArray(String[]::new))
                .check(KOPPEL);
    }

    @Test
    void thereAreNoCircles() {
        slices().matching("io.koppel.(*)..").should().beFreeOfCycles().check(KOPPEL);
    }

    @Test
    void nobodyButTheProcessKnowsTheRouteEdge() {
        noClasses()
                .that()
                .resideInAnyPackage(KNOWS.keySet().stream()
                        .map(name -> "io.koppel." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.koppel.route..")
                .check(KOPPEL);
    }

    @Test
    void decisionsAreMadeOnPlainValues() {
        for (String decision : List.of(
                Decider.class.getName(),
                Decision.class.getName(),
                Facts.class.getName(),
                Merge.class.getName(),
                WatermarkTracker.class.getName(),
                "io.koppel.job.JobRules",
                "io.koppel.operate.DirectionQuestion",
                FieldTransfer.class.getName(),
                "io.koppel.odata.RequestBudget",
                "io.koppel.odata.RetryDelay",
                "io.koppel.odata.Bisection")) {
            assertThat(KOPPEL.contain(decision)).as(decision).isTrue();
            noClasses()
                    .that()
                    .haveFullyQualifiedName(decision)
                    .or()
                    .haveNameMatching(java.util.regex.Pattern.quote(decision + "$") + ".*")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.camel..", "java.net.http..", "java.sql..", "javax.sql..", "org.jdbi..")
                    .because("a decision is a plain class over plain values")
                    .check(KOPPEL);
        }
    }
}
