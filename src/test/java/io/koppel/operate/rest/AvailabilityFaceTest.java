package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import io.koppel.sales.availability.AvailableItem;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OData service that tells what is on hand (setup.md §6). */
class AvailabilityFaceTest {
    private static final String SET = "/ODataV4/Company('CRONUS')/ProductItemAvailability";
    private static final UUID LAMP = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID CHAIR = UUID.fromString("00000000-0000-4000-8000-00000000000b");

    private static OperateServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = new OperateServer();
        server.onHand(List.of(
                new AvailableItem(UUID.randomUUID(), LAMP, "1000", "PCS", new BigDecimal("7.5")),
                new AvailableItem(UUID.randomUUID(), CHAIR, "1001", "BOX", new BigDecimal("-2"))));
        key = basic(Role.AVAILABILITY.word(), server.token(Role.AVAILABILITY));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void anAccountsNameAndTokenAreUserAndAccessKey() throws IOException {
        JsonNode rows = read(server.send("GET", SET, null, key)).get("value");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("ItemNo").asText()).isEqualTo("1000");
        assertThat(rows.get(0).get("Inventory").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(rows.get(1).get("Inventory").decimalValue()).isZero();
    }

    @Test
    void aProductIsFoundByFilterAndByKey() throws IOException {
        JsonNode filtered = read(server.send("GET", SET + "?$filter=CRM_ID%20eq%20" + LAMP, null, key));
        assertThat(filtered.get("value")).hasSize(1);
        JsonNode one = read(server.send("GET", SET + "(" + CHAIR + ")", null, key));
        assertThat(one.get("UOM").asText()).isEqualTo("BOX");
        assertThat(server.send("GET", SET + "(" + UUID.randomUUID() + ")", null, key)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send("GET", SET + "?$filter=Inventory%20gt%201", null, key)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theServiceIsReadOnlyAndTheRoleMayDoNothingElse() {
        assertThat(server.send("POST", SET, "{}", key).statusCode()).isEqualTo(405);
        assertThat(server.send("GET", SET, null, null).statusCode()).isEqualTo(401);
        assertThat(server.send("GET", SET, null, basic("viewer", key)).statusCode())
                .isEqualTo(401);
        assertThat(server.send("GET", SET, null, OperateServer.as(Role.VIEWER)).statusCode())
                .isEqualTo(200);
        assertThat(server.send("GET", "/api/mappings", null, key).statusCode()).isEqualTo(403);
        assertThat(server.send("GET", "/ODataV4/Company('CRONUS')/Customers", null, key)
                        .statusCode())
                .isEqualTo(404);
    }
}
