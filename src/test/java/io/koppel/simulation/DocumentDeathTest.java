package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.Direction;
import io.koppel.sandbox.http.SandboxResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies while an invoice is on its way, between its header and its lines among other moments (promises.md P1, P9):
 * after the next start there is one invoice with all its lines, each coupled, and the history tells of it once.
 */
class DocumentDeathTest {
    private static final String API = "/v2.0/sandbox/api/v2.0/";
    private static final Circumstances INVOICES =
            Circumstances.quiet(List.of("CUSTOMER", World.INVOICE), new int[] {10, 10}, 100);
    private static World world;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void afterARestartTheInvoiceIsWholeAndThereOnce(CrashPoint point) {
        Course people = new Course(world, 9, INVOICES);
        Mortality mortality = new Mortality();
        SimulatedTransport transport = new SimulatedTransport(world, mortality, new Random(1), Bug.NONE);
        Incarnation first = new Incarnation(world, INVOICES, mortality, transport, new Random(2), Bug.NONE);
        String customer = people.customer();
        first.chosen("CUSTOMER", Direction.TO_DATAVERSE, customer, false);
        // The price list of the currency comes into being with the first invoice.
        String before = posted(people, customer, 1);
        first.chosen(World.INVOICE, Direction.TO_DATAVERSE, before, false);
        String invoice = posted(people, customer, 3);

        mortality.dieAt(point, 1);
        try {
            first.chosen(World.INVOICE, Direction.TO_DATAVERSE, invoice, false);
        } catch (Died died) {
            transport.died();
        }
        assertThat(mortality.deaths()).containsKey(point);
        mortality.rise();
        mortality.end();
        Incarnation second = new Incarnation(world, INVOICES, mortality, transport, new Random(3), Bug.NONE);
        people.later(Duration.ofSeconds(30));
        second.job(World.INVOICE);
        // Whoever sees no invoice asks again; it must not be made twice.
        second.chosen(World.INVOICE, Direction.TO_DATAVERSE, invoice, false);

        isWhole(second, before, 1);
        isWhole(second, invoice, 3);
        assertThat(people.ledger().records("dataverse", "invoices")).hasSize(2);
        assertThat(people.ledger().records("dataverse", "invoicedetails")).hasSize(4);
        assertThat(second.engine().history().list("CRONUS", World.INVOICE, null, null, 100))
                .filteredOn(
                        row -> row.isCertain() && row.operation().equals("create") && row.businessCentralId() != null)
                .extracting(row -> row.businessCentralId().toString())
                .containsExactlyInAnyOrder(before, invoice);
    }

    /** One header, as many lines as the posted invoice has, and a coupling for each. */
    private static void isWhole(Incarnation koppel, String invoice, int lines) {
        Coupling header = coupling(koppel, World.INVOICE, invoice);
        assertThat(header.state().isPending()).isFalse();
        Set<String> details = new TreeSet<>();
        get(World.DATAVERSE + "invoicedetails?$select=invoicedetailid&$filter=_invoiceid_value%20eq%20"
                        + header.dataverseId())
                .get("value")
                .forEach(line -> details.add(line.get("invoicedetailid").asText()));
        assertThat(details).hasSize(lines);
        Set<String> coupled =
                koppel.engine().couplings().list(koppel.engine().scope("POSTEDSALESLINE-INV"), null, null, 100).stream()
                        .map(line -> line.dataverseId().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(coupled).containsAll(details);
    }

    private static Coupling coupling(Incarnation koppel, String mapping, String id) {
        return koppel.engine().couplings().list(koppel.engine().scope(mapping), null, null, 100).stream()
                .filter(one -> one.businessCentralId().toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A posted invoice with lines on a ledger account. */
    private static String posted(Course people, String customer, int lines) {
        String company = World.COMPANION.replaceAll(".*(companies\\([^)]*\\)/)", "$1");
        String invoices = API + company + "salesInvoices";
        List<Map<String, Object>> body = java.util.stream.IntStream.rangeClosed(1, lines)
                .mapToObj(line -> Course.values(
                        "lineType",
                        "Account",
                        "lineObjectNumber",
                        "40450",
                        "description",
                        "Line " + line,
                        "quantity",
                        line,
                        "unitPrice",
                        10))
                .toList();
        String id = people.create(
                        invoices,
                        Course.values(
                                "customerId",
                                customer,
                                "invoiceDate",
                                "2026-03-02",
                                "postingDate",
                                "2026-03-02",
                                "salesInvoiceLines",
                                body))
                .get("id")
                .asText();
        SandboxResponse answer = world.person("POST", invoices + "(" + id + ")/Microsoft.NAV.post", null);
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(204);
        return id;
    }

    private static JsonNode get(String address) {
        SandboxResponse answer = world.person("GET", address, null);
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
        return World.read(answer);
    }
}
