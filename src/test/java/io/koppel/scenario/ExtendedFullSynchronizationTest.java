package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Models;
import io.koppel.mapping.PriceModel;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The order of a full synchronization with extended prices, over REST. */
class ExtendedFullSynchronizationTest {
    @Test
    @Scenario("FS-18")
    void aLineWithoutRecordsOnEitherSideIsNotRunAndOthersWaitForTheirParents() {
        try (Scene empty = Scene.start(Models.DEFAULTS.with(PriceModel.EXTENDED))) {
            Goods goods = new Goods(empty);
            goods.unit("PCS");
            goods.resource("Works alone", "PCS");
            String path = "/api/full-synchronization";
            empty.rest().post(path + "/recommend", null);
            for (String mapping : List.of(
                    "CURRENCY",
                    "PLHEADER-PRICE",
                    "ITEM-PRODUCT",
                    "UNIT-OF-MEASURE",
                    "PAYMENT-TERMS",
                    "SHIPMENT-METHOD",
                    "SHIPPING-AGENT")) {
                empty.rig()
                        .database()
                        .jdbi()
                        .useHandle(handle -> handle.execute(
                                "UPDATE full_synchronization_line SET status = 'finished' WHERE mapping = ?", mapping));
            }
            empty.person().admin("PUT", "limits", Map.of("latency", "PT1S"));

            assertThat(empty.rest().send("POST", path + "/start", null).status())
                    .isEqualTo(202);

            Awaitility.await().until(() -> inProcess(empty).size() == 2);
            assertThat(inProcess(empty)).containsExactlyInAnyOrder("RESOURCE-PRODUCT", "SALESPEOPLE");
            for (JsonNode line : empty.rest().get(path).path("lines")) {
                if (List.of("CUSTOMER", "VENDOR", "CONTACT", "POSTEDSALESINV-INV")
                        .contains(line.path("mapping").asText())) {
                    assertThat(line.path("status").asText()).isEqualTo("blank");
                }
                if (line.path("mapping").asText().equals("PLLINE-PRODPRICE")) {
                    assertThat(line.path("run").isNull()).isTrue();
                }
            }
            empty.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
            Awaitility.await()
                    .until(() -> empty.rest().get(path).path("state").asText().equals("finished"));
        }
    }

    private static List<String> inProcess(Scene scene) {
        List<String> running = new ArrayList<>();
        scene.rest().get("/api/full-synchronization").path("lines").forEach(line -> {
            if (line.path("status").asText().equals("in process")) {
                running.add(line.path("mapping").asText());
            }
        });
        return running;
    }
}
