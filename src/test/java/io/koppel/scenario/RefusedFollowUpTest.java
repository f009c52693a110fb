package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.odata.ErrorClass;
import io.koppel.sync.Batch;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import io.koppel.testing.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What follows from a write is refused: the record stays as it was confirmed, its attempt has failed, and nobody has to look into
 * the process's own log to learn of it (sync-semantics.md §3.2, promises.md P12).
 */
class RefusedFollowUpTest {
    private static Scene scene;
    private static final Follows FOLLOWS = new Follows();

    /** Something that follows from each new record, refused for some of them. */
    private static final class Follows implements Rule {
        private final Set<UUID> refused = new HashSet<>();
        private final List<UUID> done = new ArrayList<>();

        @Override
        public String name() {
            return "follows";
        }

        @Override
        public boolean needsFollowUp(Item item, Batch batch) {
            return item.isNew();
        }

        @Override
        public void followUp(FollowUpWork work) {
            for (FollowUp followUp : work.followUps()) {
                if (refused.contains(followUp.businessCentralId())) {
                    throw new RecordRefused(ErrorClass.DATA, null, "the shelf is full");
                }
                if (!done.contains(followUp.businessCentralId())) {
                    done.add(followUp.businessCentralId());
                }
            }
        }
    }

    @BeforeAll
    static void start() {
        scene = Scene.start();
        scene.engine().rules(Map.of("follows", FOLLOWS));
    }

    @BeforeEach
    void given() {
        FOLLOWS.refused.clear();
        FOLLOWS.done.clear();
        scene.edit("CUSTOMER", text -> text.replace("rules: [owner,", "rules: [follows, owner,"));
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.uncoupleAll("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String refused(String name) {
        String customer = scene.customer(name);
        FOLLOWS.refused.add(UUID.fromString(customer));
        return customer;
    }

    @Test
    void theRecordIsCoupledTheAttemptHasFailedAndTheOthersAreDone() {
        String before = scene.customer("Before");
        String customer = refused("In the middle");
        String behind = scene.customer("Behind");

        RunStatus run = scene.create("CUSTOMER", TO, before, customer, behind);

        assertThat(counters(run, TO).inserted()).isEqualTo(3);
        assertThat(counters(run, TO).failed()).isEqualTo(1);
        assertThat(FOLLOWS.done).containsExactlyInAnyOrder(UUID.fromString(before), UUID.fromString(behind));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> {
            assertThat(error.sourceId()).isEqualTo(customer);
            assertThat(error.message())
                    .contains("to Dataverse", "what follows from that was refused", "the shelf is full");
        });
        assertThat(scene.coupling("CUSTOMER", customer).toResult()).isEqualTo(LastResult.FAILURE);
        assertThat(scene.coupling("CUSTOMER", before).toResult()).isEqualTo(LastResult.SUCCESS);
    }

    @Test
    void theNextRunTriesAgainAndAllIsWell() {
        String customer = refused("Refused once");
        scene.create("CUSTOMER", TO, customer);
        FOLLOWS.refused.clear();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(run.counters().failed()).isZero();
        assertThat(FOLLOWS.done).containsExactly(UUID.fromString(customer));
        assertThat(scene.coupling("CUSTOMER", customer).toResult()).isEqualTo(LastResult.SUCCESS);
    }

    @Test
    void refusedAgainForTheSameReasonTheRecordIsSkippedUntilItIsReleased() {
        String customer = refused("Refused twice");
        scene.create("CUSTOMER", TO, customer);

        RunStatus second = scene.job("CUSTOMER");

        assertThat(counters(second, TO).skipped()).isEqualTo(1);
        assertThat(counters(second, TO).failed()).isZero();
        assertThat(scene.coupling("CUSTOMER", customer).skipped()).isTrue();
        assertThat(scene.errors(scene.job("CUSTOMER"))).as("it is left out").isEmpty();
        assertThat(scene.skippedRecords().list("CUSTOMER", null, 10).value())
                .singleElement()
                .satisfies(row -> assertThat(row.failure()).contains("the shelf is full"));

        FOLLOWS.refused.clear();
        scene.skippedRecords().retry("CUSTOMER." + customer);
        scene.job("CUSTOMER");

        assertThat(FOLLOWS.done).containsExactly(UUID.fromString(customer));
        assertThat(scene.coupling("CUSTOMER", customer).toResult()).isEqualTo(LastResult.SUCCESS);
    }
}
