package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which fields of a record are written: all of a new one, only those that differ of a known one. */
class TransferredFieldsTest {
    private static final String FAX = "dataverse: fax}";
    private static Scene scene;
    private Pair pair;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        pair = scene.customerPair("Fields", "faxNumber", "1", "city", "York", "country", "GB");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    @Scenario("FM-02")
    void aKnownRecordGetsOnlyWhatDiffers() {
        assertThat(scene.accountNow(pair.dataverse()).get("name").asText()).isEqualTo("Fields");
        assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("1");
        assertThat(scene.accountNow(pair.dataverse()).get("address1_city").asText())
                .isEqualTo("York");
        long mark = scene.mark();

        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                .isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();

        scene.changeCustomer(pair.businessCentral(), "city", "Leeds");

        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                .isEqualTo(modified(1));
        assertThat(scene.writes(mark)).singleElement().satisfies(write -> {
            assertThat(write.get("changes").has("address1_city")).isTrue();
            assertThat(List.of("name", "fax", "ownerid", "address1_country")).noneMatch(write.get("changes")::has);
        });
    }

    @Test
    @Scenario("FM-03")
    void aColumnThatDoesNotExistFailsInAnOrderlyWay() {
        scene.edit("CUSTOMER", text -> text.replace(FAX, "dataverse: facsimile}"));
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        long mark = scene.mark();

        RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(run.counters().failed() > 0 || run.run().message() != null).isTrue();
        assertThat(run.run().message() + scene.errors(run)).contains("facsimile");
        assertThat(scene.writes(mark)).isEmpty();
        scene.shippedAgain();
        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                .isEqualTo(modified(1));
    }

    @Test
    @Scenario("FM-04")
    void aComputedPropertyIsReadWhenItIsNeeded() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        FAX,
                        FAX
                                + "\n      - {businessCentral: companyContactNumber, dataverse: description, direction: to-dataverse}"));
        scene.changeCustomer(pair.businessCentral(), "city", "Hull");

        scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        String number = scene.customerNow(pair.businessCentral())
                .get("companyContactNumber")
                .asText();
        assertThat(number).isNotBlank();
        assertThat(scene.accountNow(pair.dataverse()).get("description").asText())
                .isEqualTo(number);
    }

    @Test
    @Scenario("FM-05")
    void aFieldOutsideTheMappingChangesNothing() {
        scene.changeAccount(pair.dataverse(), "description", "not mapped");
        long mark = scene.mark();

        assertThat(counters(scene.run("CUSTOMER", FROM, pair.dataverse(), false), FROM))
                .isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
    }

    private void editedOnBothSidesButEqual() {
        scene.changeCustomer(pair.businessCentral(), "locationCode", "EAST");
        scene.changeAccount(pair.dataverse(), "description", "not mapped", "address1_country", "gb");
        long mark = scene.mark();

        assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                .isEqualTo(unchanged(1));
        assertThat(counters(scene.run("CUSTOMER", FROM, pair.dataverse(), false), FROM))
                .isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("FM-07")
    void anEqualOneWayFieldIsNoChange() {
        scene.edit("CUSTOMER", text -> text.replace(FAX, "dataverse: fax, direction: to-dataverse}"));
        editedOnBothSidesButEqual();
    }

    /** Codes count as equal in upper and lower case. */
    @Test
    @Scenario("FM-09")
    void anEqualTwoWayFieldIsNoChange() {
        editedOnBothSidesButEqual();
    }
}
