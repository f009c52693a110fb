package io.koppel;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.access.LocalAccess;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators do day by day, from the command line of a running Koppel. */
class OperatorCommandsTest {
    @TempDir
    private static Path data;

    private static Scene scene;
    private static int names;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void start() {
        scene = Scene.start();
        LocalAccess.publish(data, scene.rest().address(), scene.rest().token());
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private int koppel(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Koppel.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(error, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return line.execute(all.toArray(String[]::new));
    }

    private static Pair pair() {
        return scene.customerPair("Command " + ++names);
    }

    private static Pair skipped() {
        Pair pair = pair();
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "ALONE");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        return pair;
    }

    private static String number(Pair pair) {
        return scene.customerNow(pair.businessCentral()).path("number").asText();
    }

    @Test
    void skippedRecordsAreListedRetriedAndDeleted() throws Exception {
        Pair whole = skipped();
        Pair broken = pair();
        scene.person().dataverseDelete("accounts", broken.dataverse());
        scene.changeCustomer(broken.businessCentral(), "city", "Nowhere");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");

        assertThat(koppel("skipped")).isZero();
        assertThat(out.toString()).contains("in Sales", number(whole), number(broken), "not coupled");

        assertThat(koppel("skipped", "CUSTOMER", "--delete", number(broken), "--delete", number(whole)))
                .as("one was left out")
                .isEqualTo(1);
        assertThat(out.toString()).contains("1 deleted", "left out: CUSTOMER." + whole.businessCentral());
        assertThat(scene.person().bcList("customers", "systemId eq " + broken.businessCentral()))
                .isEmpty();

        assertThat(koppel("skipped", "CUSTOMER", "--retry", number(whole), "--json"))
                .isZero();
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("released").asInt()).isEqualTo(1);
        assertThat(koppel("skipped", "--find-deleted")).isZero();
        assertThat(koppel("skipped", "--retry-all", "--find-deleted"))
                .as("one act at a time")
                .isEqualTo(2);
    }

    private int koppelAsked(String answer, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return koppel(arguments);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void accountsAreMadeListedAndTakenAway() {
        assertThat(koppelAsked("long enough for ruth", "accounts", "--put", "ruth", "--role", "operator"))
                .isZero();
        assertThat(out.toString()).contains("ruth", "operator").doesNotContain("long enough");
        assertThat(koppelAsked("short", "accounts", "--put", "ruth")).isEqualTo(1);
        assertThat(error.toString()).contains("at least");
        assertThat(koppel("accounts", "--remove", "ruth")).isZero();
        assertThat(out.toString()).doesNotContain("ruth");
    }

    @Test
    void theConnectionIsLookedAtAndSwitchedWithAReason() {
        assertThat(koppel("connection", "--show")).isZero();
        assertThat(out.toString()).contains("Business Central", "Dataverse", "koppel", "the sandbox's own");
        assertThat(koppel("connection", "--test")).isZero();
        assertThat(out.toString()).contains("the test was successful");
        assertThat(koppel("connection", "--disable", "--reason", "an upgrade")).isZero();
        assertThat(koppel("connection")).isZero();
        assertThat(out.toString()).contains("switched off by local because of an upgrade");
        assertThat(koppel("connection", "--enable")).isZero();
        assertThat(out.toString()).contains("the connection is enabled");
    }

    @Test
    void jobsAreSummedUpAndListedByKind() {
        assertThat(koppel("jobs", "summary")).isZero();
        assertThat(out.toString()).containsPattern("\\d+ of \\d+").contains("ready or in process");
        assertThat(koppel("jobs", "--kind", "mapping")).isZero();
        assertThat(out.toString()).contains("CUSTOMER").doesNotContain("CUSTOMER-STATISTICS");
    }

    @Test
    void fieldRowsAreListedAndSwitched() {
        assertThat(koppel("fields", "VENDOR")).isZero();
        assertThat(out.toString()).contains("address1_city", "bidirectional");
        assertThat(koppel("fields", "VENDOR", "--row", "city=address1_city", "--disable"))
                .isZero();
        assertThat(out.toString()).containsPattern("city +address1_city .*disabled");
        assertThat(koppel("fields", "VENDOR", "--disable")).isEqualTo(1);
        assertThat(error.toString()).contains("name the row");
        assertThat(koppel("fields", "SHIPPING-AGENT", "--options")).isZero();
        assertThat(koppelAsked("yes", "mappings", "--reset", "--all")).isZero();
        assertThat(out.toString()).contains("mappings are set back", "CUSTOMER");
        assertThat(koppel("fields", "VENDOR")).isZero();
        assertThat(out.toString()).doesNotContainPattern("city +address1_city .*disabled");
    }

    @Test
    void aRecordTellsHowItStandsAndWhereItIs() {
        Pair pair = skipped();

        assertThat(koppel("record", "CUSTOMER", number(pair))).isZero();
        assertThat(out.toString())
                .contains(
                        "CUSTOMER " + number(pair) + ": coupled with", "is left out of synchronization", "last error");
        assertThat(koppel("record", "CUSTOMER", number(pair), "--log")).isZero();
        assertThat(out.toString()).contains("CUSTOMER", "to-dataverse");
        assertThat(koppel("record", "CUSTOMER", number(pair), "--link")).isZero();
        assertThat(out.toString()).contains("etn=account&id=" + pair.dataverse());
        assertThat(koppel("record", "account", pair.dataverse(), "--back-link")).isZero();
        assertThat(out.toString()).startsWith("CUSTOMER " + number(pair));
        assertThat(koppel("record", "CUSTOMER", "no such record")).isEqualTo(1);
        assertThat(error.toString()).contains("has no record 'no such record'");
    }

    @Test
    void couplingsAreProposedPickedComparedAndTakenBackFromTheErrorLog() {
        Pair pair = skipped();
        String alone = scene.customer("Alone " + ++names);

        assertThat(koppel("couple", "CUSTOMER", "--business-central", alone, "--ask"))
                .isZero();
        assertThat(out.toString()).contains("no row yet, then to-dataverse; a new row may be created");
        assertThat(koppel("couplings", "CUSTOMER", "--candidates", "dataverse", "--search", "Command"))
                .isZero();
        assertThat(out.toString()).contains(pair.dataverse());
        assertThat(koppel("couplings", "CUSTOMER", "--fields", pair.businessCentral()))
                .isZero();
        assertThat(out.toString()).contains("displayName", "name");
        String newest = scene.rest()
                .get("/api/errors?limit=1")
                .path("value")
                .get(0)
                .path("id")
                .asText();
        assertThat(koppel("errors", "--uncouple", newest)).isZero();
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
    }

    @Test
    void failedJobsAreCountedAndSetBack() {
        assertThat(koppel("jobs", "failed")).isZero();
        assertThat(out.toString()).contains("0 failed");
        assertThat(koppel("jobs", "reset-failed")).isZero();
        assertThat(out.toString()).contains("0 failed since 2");
    }

    @Test
    void theShellLearnsEveryCommand() {
        CommandLine line = Koppel.commandLine();
        line.setOut(new PrintWriter(out, true));

        assertThat(line.execute("completion")).isZero();

        assertThat(line.getSubcommands().keySet())
                .allSatisfy(command -> assertThat(out.toString()).contains(command));
        assertThat(out.toString()).contains("--find-deleted", "complete -F");
    }
}
