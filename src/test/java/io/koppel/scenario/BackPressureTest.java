package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import io.koppel.testing.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However long a table is, no more of it is read than what is being worked on, waits in the queue, and one page (promises.md P11). */
class BackPressureTest {
    private static final int PAGES = 12;
    private static final int PAGE = 500;
    /** The pool {@code deliver} of a {@link io.koppel.testing.Rig} has two threads. */
    private static final int WORKING = 2;

    /** What they work on, two batches in the queue, one with whoever reads, and one page fetched ahead. */
    private static final int IN_MEMORY = WORKING + 2 + 1 + 1;

    private static Scene scene;

    /** Holds up every thread that begins a batch, until all may go. */
    private static final class HoldsUp implements Rule {
        private final CountDownLatch go = new CountDownLatch(1);
        private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

        @Override
        public String name() {
            return "holds-up";
        }

        @Override
        public @Nullable String ignores(Item item, Pass pass) {
            waiting.add(Thread.currentThread());
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "left out by the test";
        }
    }

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void nothingIsReadThatNobodyCanWorkOnYet() {
        HoldsUp rule = new HoldsUp();
        scene.engine().rules(Map.of("holds-up", rule));
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [holds-up, owner,")
                .replace("direction: bidirectional", "direction: to-dataverse"));
        scene.person().admin("POST", "seed", Map.of("customers", PAGES * PAGE, "seed", 7));
        long before = requests();

        long run = scene.rig().koppel().runner().start(SynchronizeRequest.modified("CUSTOMER", "test"));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> rule.waiting.size() >= WORKING);
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(requests() - before).isLessThanOrEqualTo(IN_MEMORY));
        } finally {
            rule.go.countDown();
        }
        RunStatus end = scene.rig().koppel().runner().await(run, Duration.ofSeconds(60));
        assertThat(end.run().finished()).isNotNull();
        assertThat(requests() - before).as("and nothing is dropped").isGreaterThanOrEqualTo(PAGES);
    }

    private static long requests() {
        return scene.rig().services().businessCentral().requests().httpRequests();
    }
}
