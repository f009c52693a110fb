package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Models;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.lint.Validation;
import io.koppel.metadata.ColumnModel;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import io.koppel.sales.SalesSettings;
import io.koppel.sync.ServiceModels;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rest;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Switching the integration of orders on and off is a setting of a file: nothing is refused, and nothing is lost by it. */
class OrderSwitchTest {
    private static final SalesSettings SUBMITTED = SalesSettings.NONE.with(OrderModel.SUBMITTED);
    private static final String NUMBER = "bcbi_businesscentralordernumber";

    private static boolean integrationInSales(Scene scene) {
        return scene.person()
                .dataverseList("organizations", null)
                .get(0)
                .get("issopintegrationenabled")
                .asBoolean();
    }

    @Test
    @Scenario({"SO-19", "SO-20"})
    void aSubmittedOrderWaitsWhileOrdersAreOffAndIsTakenOverWhenTheyAreOnAgain() {
        Scene scene = Scene.start(SUBMITTED);
        SalesOrders orders = new SalesOrders(scene);
        String order = orders.submit(orders.order());
        boolean before = integrationInSales(scene);

        Rig rig = scene.rig().restart(SalesSettings.NONE);
        Rest.Reply refused = rig.rest().send("POST", "/api/orders/" + order + "/create", null);
        assertThat(refused.detail()).contains("set koppel.sales.orders=submitted");
        assertThat(orders.states(order)).isEqualTo("1/3");
        assertThat(orders.made(order)).isEmpty();
        assertThat(integrationInSales(scene)).isEqualTo(before);

        rig = rig.restart(SUBMITTED);
        JsonNode created = rig.rest().post("/api/orders/" + order + "/create", null);
        assertThat(created.get("created").asBoolean()).isTrue();
        assertThat(orders.made(order)).hasSize(1);
        assertThat(integrationInSales(scene)).isEqualTo(before);
        rig.close();
    }

    @Test
    @Scenario("SO-21")
    void withoutTheColumnsOfTheSolutionTheMappingOfOrdersDoesNotFit() throws IOException {
        Scene scene = Scene.start();
        ServiceModels models = scene.engine().models();
        Map<String, TableModel> tables = new HashMap<>(models.dataverse().tables());
        TableModel orders = tables.get("salesorders");
        Map<String, ColumnModel> columns = new HashMap<>(orders.columns());
        columns.remove(NUMBER);
        tables.put(
                "salesorders",
                new TableModel(orders.entitySet(), orders.type(), orders.key(), columns, orders.navigations()));
        scene.close();

        for (OrderModel design : List.of(OrderModel.SUBMITTED, OrderModel.BIDIRECTIONAL)) {
            MappingFiles files = MappingFiles.read(
                    Basedir.path().resolve("routes"),
                    "routes",
                    Models.of(Ownership.PERSON).with(design));
            assertThat(Validation.against(files.mappings(), models.businessCentral(), models.dataverse()))
                    .noneMatch(mistake -> mistake.severity() == Mistake.Severity.ERROR);
            assertThat(Validation.against(files.mappings(), models.businessCentral(), new ServiceModel(tables)))
                    .anyMatch(mistake -> mistake.severity() == Mistake.Severity.ERROR
                            && mistake.toString().contains(NUMBER));
        }
    }
}
