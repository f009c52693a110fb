package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.journal.ErrorRow;
import io.koppel.mapping.Direction;
import io.koppel.odata.RequestCounts;
import io.koppel.testing.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One record in a hundred cannot be written (promises.md P7): half of them refer to a salesperson that is not coupled, half are
 * refused by Dataverse, because their currency was deleted there. All others go through, for each bad one there is one error,
 * and mending what they refer to lets them go, too.
 */
class PoisonTest {
    private static final int RECORDS = 10_000;
    private static final int POISONED = RECORDS / 100;
    private static World world;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Through Camel's routes with their dead-letter channel, over sockets. */
    @Test
    void ninetyNineInAHundredGoThroughAndEachOfTheOthersHasOneErrorRow() {
        try (Scene scene = Scene.start()) {
            scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
            scene.person().admin("POST", "seed", Map.of("customers", RECORDS));
            scene.person()
                    .bcCreate(
                            "salespeople", Scene.values("code", "PO", "displayName", "Paula Orr", "email", "p@x.com"));
            deletedCurrency(scene);
            Set<String> poisoned = poison(scene);
            RequestCounts before = scene.engine().services().dataverse().requests();

            RunStatus run = scene.job("CUSTOMER");

            Counters counters = Scene.counters(run, Direction.TO_DATAVERSE);
            assertThat(counters.inserted()).isEqualTo(RECORDS - POISONED);
            assertThat(counters.failed()).isEqualTo(POISONED);
            assertThat(scene.person().dataverseList("accounts?$select=accountid", null))
                    .hasSize(RECORDS - POISONED);
            assertThat(scene.engine().errors().missing()).isEmpty();
            List<ErrorRow> errors = scene.engine().errors().list("CRONUS", "CUSTOMER", null, null, RECORDS);
            assertThat(errors).extracting(ErrorRow::sourceId).containsExactlyInAnyOrderElementsOf(poisoned);
            assertThat(errors)
                    .filteredOn(error -> error.message().contains("salesperson"))
                    .hasSize(POISONED / 2);
            assertThat(scene.engine().services().dataverse().requests().httpRequests() - before.httpRequests())
                    .as("requests: page, message, versions and, for each page of 500, a few batches more")
                    .isLessThan(20 * 8);
        }
    }

    /** Every hundredth of the seeded customers is changed into one that cannot arrive; answers their ids. */
    private static Set<String> poison(Scene scene) {
        List<JsonNode> customers = scene.person().bcList("customers", null);
        Set<String> poisoned = new TreeSet<>();
        for (int at = 37; at < customers.size(); at += 100) {
            String id = customers.get(at).get("systemId").asText();
            poisoned.add(id);
            scene.changeCustomer(
                    id, at % 200 == 37 ? "salespersonCode" : "currencyCode", at % 200 == 37 ? "PO" : "XPO");
        }
        assertThat(poisoned).hasSize(POISONED);
        return poisoned;
    }

    /** A currency that Koppel coupled and somebody then deleted in Dataverse. */
    private static void deletedCurrency(Scene scene) {
        String id = scene.person()
                .bcCreate("currencies", Map.of("code", "XPO", "displayName", "Poison", "symbol", "x"))
                .get("systemId")
                .asText();
        scene.person()
                .bcCreate(
                        "currencyExchangeRates",
                        Map.of(
                                "currencyCode",
                                "XPO",
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                1,
                                "relationalExchangeRateAmount",
                                2));
        scene.create("CURRENCY", Direction.TO_DATAVERSE, id);
        scene.rig()
                .integrationUser()
                .dataverseDelete(
                        "transactioncurrencies",
                        scene.coupling("CURRENCY", id).dataverseId().toString());
    }

    /** A coupled record is skipped after the same failure twice; coupling what it refers to releases it. */
    @Test
    void mendingTheParentReleasesItsChildren() {
        Course course = new Course(
                world, 2, Circumstances.quiet(List.of("SALESPEOPLE", "CUSTOMER"), new int[] {1000, 1000}, 100));
        Salesperson salesperson = new Salesperson(course);
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            customers.add(course.customer());
        }
        course.everything("CUSTOMER");
        for (int i = 0; i < customers.size(); i++) {
            course.changeCustomer(customers.get(i), "addressLine1", "Street " + i);
        }
        List<String> children = customers.subList(50, 70);
        children.forEach(child -> course.changeCustomer(child, "salespersonCode", salesperson.code));

        RunStatus first = course.job("CUSTOMER");
        RunStatus second = course.job("CUSTOMER");

        assertThat(first.counters().modified()).isEqualTo(180);
        assertThat(first.counters().failed()).isEqualTo(20);
        assertThat(second.counters().skipped()).isEqualTo(20);
        assertThat(skipped(course)).isEqualTo(Set.copyOf(children));

        salesperson.couple();
        RunStatus third = course.job("CUSTOMER");

        assertThat(third.counters().modified()).isEqualTo(20);
        assertThat(skipped(course)).isEmpty();
        assertThat(course.ledger().records("dataverse", "accounts"))
                .filteredOn(
                        key -> salesperson.user.equals(course.ledger().now(key).get("_ownerid_value")))
                .hasSize(20);
    }

    private static Set<String> skipped(Course course) {
        return course.couplings("CUSTOMER").stream()
                .filter(Coupling::skipped)
                .map(coupling -> coupling.businessCentralId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A salesperson without a coupled user, until somebody couples them. */
    private static final class Salesperson {
        private final Course course;
        private final String code = "PO";
        private String user = "";

        Salesperson(Course course) {
            this.course = course;
            course.create(
                    World.COMPANION + "salespeople",
                    Map.of("code", code, "displayName", "Paula Orr", "email", "paula@example.com"));
        }

        /** A user of the same mail address appears, so that the match finds both. */
        void couple() {
            world.admin("POST", "seed", Map.of("systemusers", 1, "seed", 3));
            var row = World.read(world.person(
                            "GET",
                            World.DATAVERSE + "systemusers?$select=systemuserid,internalemailaddress"
                                    + "&$orderby=createdon%20desc&$top=1",
                            null))
                    .at("/value/0");
            user = row.get("systemuserid").asText();
            String id = course.ledger().records("businessCentral", "salespeople").stream()
                    .filter(key -> code.equals(course.ledger().now(key).get("code")))
                    .findFirst()
                    .orElseThrow()
                    .id();
            course.change(
                    World.COMPANION + "salespeople(" + id + ")",
                    Map.of("email", row.get("internalemailaddress").asText()));
            course.everything("SALESPEOPLE");
            assertThat(course.couplings("SALESPEOPLE"))
                    .anyMatch(
                            coupling -> coupling.businessCentralId().toString().equals(id)
                                    && coupling.dataverseId().toString().equals(user));
        }
    }
}
