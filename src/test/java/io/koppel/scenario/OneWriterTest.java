package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The job, which a webhook has woken, the schedule and two persons synchronize the same record at once, while somebody edits it
 * on the other side (promises.md P9): one of them writes, the others do nothing, and nobody's edit is lost.
 */
class OneWriterTest {
    private static final int ROUNDS = 15;
    private static Scene scene;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        threads = Executors.newFixedThreadPool(5);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        scene.close();
    }

    /** Lets all of them go at the same moment and waits for the last. */
    private static void together(List<Callable<?>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(work.size());
        List<Future<?>> running = new ArrayList<>();
        for (Callable<?> one : work) {
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return one.call();
            }));
        }
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    private static RunStatus scheduled() {
        return scene.rig().koppel().runner().run(SynchronizeRequest.modified("CUSTOMER", "schedule"));
    }

    private static JsonNode byPerson(String customer) {
        return scene.rest()
                .run(
                        "/api/mappings/CUSTOMER/synchronize",
                        Map.of("direction", "to-dataverse", "businessCentralIds", List.of(customer)));
    }

    @Test
    void anEditIsCarriedOverOnceWhoeverIsAsked() throws Exception {
        Pair pair = scene.customerPair("Wanted by Many");
        scene.job("CUSTOMER");
        for (int round = 1; round <= ROUNDS; round++) {
            String street = "Street " + round;
            String phone = "555" + round;
            long mark = scene.mark();
            scene.changeCustomer(pair.businessCentral(), "addressLine1", street);

            together(List.of(
                    () -> scene.rest().run("/api/jobs/CUSTOMER/run", null),
                    OneWriterTest::scheduled,
                    () -> byPerson(pair.businessCentral()),
                    () -> byPerson(pair.businessCentral()),
                    () -> {
                        scene.changeAccount(pair.dataverse(), "telephone1", phone);
                        return null;
                    }));
            scene.job("CUSTOMER");
            scene.job("CUSTOMER");

            assertThat(scene.accountNow(pair.dataverse()).get("address1_line1").asText())
                    .isEqualTo(street);
            assertThat(scene.accountNow(pair.dataverse()).get("telephone1").asText())
                    .isEqualTo(phone);
            assertThat(scene.customerNow(pair.businessCentral())
                            .get("phoneNumber")
                            .asText())
                    .isEqualTo(phone);
            assertThat(scene.writes(mark))
                    .as("one write to each side in round %d", round)
                    .extracting(write -> write.get("service").asText())
                    .containsExactlyInAnyOrder("dataverse", "businessCentral");
        }
        assertThat(scene.history("CUSTOMER", pair.businessCentral()))
                .filteredOn(row -> row.operation().equals("update"))
                .hasSize(2 * ROUNDS);
    }

    @Test
    void aNewRecordIsCreatedOnceWhoeverIsAsked() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String name = "New to Many " + round;
            String customer = scene.customer(name);
            Callable<?> creates = () -> scene.create("CUSTOMER", TO, customer);

            together(List.of(creates, creates, creates, OneWriterTest::scheduled));

            assertThat(scene.person().dataverseList("accounts", "name eq '" + name + "'"))
                    .as("accounts in round %d", round)
                    .hasSize(1);
            assertThat(scene.coupling("CUSTOMER", customer).state().isPending()).isFalse();
        }
    }
}
