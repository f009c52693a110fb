package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dimensions and default dimensions on API v2.0: names, types and rights as its metadata has them (metadata/README.md §2). */
class DimensionPagesTest {
    private static String id(String set, String filter) {
        List<Map<String, Object>> rows =
                koppel().get(V2 + "/" + set + "?$filter=" + filter).rows();
        assertThat(rows).as(set + " " + filter).hasSize(1);
        return (String) rows.get(0).get("id");
    }

    private static String customer() {
        SandboxClient.Answer answer = koppel().post(V2 + "/customers", "{\"displayName\":\"Has dimensions\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return (String) answer.json().get("id");
    }

    private static SandboxClient.Answer give(String customer, String dimension, String value) {
        return koppel().post(
                        V2 + "/defaultDimensions",
                        "{\"parentType\":\"Customer\",\"parentId\":\"" + customer + "\",\"dimensionId\":\"" + dimension
                                + "\",\"dimensionValueId\":\"" + value + "\"}");
    }

    @Test
    void aCustomerGetsADefaultDimensionOnce() {
        String customer = customer();
        String department = id("dimensions", "code eq 'DEPARTMENT'");
        String sales = id("dimensionValues", "code eq 'SALES'");

        SandboxClient.Answer made = give(customer, department, sales);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json())
                .containsEntry("dimensionCode", "DEPARTMENT")
                .containsEntry("dimensionValueCode", "SALES");
        assertThat(give(customer, department, sales).status()).isEqualTo(400);
        assertThat(koppel().get(V2 + "/customers(" + customer + ")/defaultDimensions")
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("dimensionValueId", sales));
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        String area = id("dimensions", "code eq 'AREA'");
        String sales = id("dimensionValues", "code eq 'SALES'");

        assertThat(give(customer(), area, sales).status())
                .as("a value of another dimension")
                .isEqualTo(400);
        assertThat(give(area, area, sales).status()).as("no such customer").isEqualTo(400);
    }

    @Test
    void dimensionsThemselvesAreReadOnly() {
        assertThat(koppel().post(V2 + "/dimensions", "{\"code\":\"NEW\"}").status())
                .isBetween(400, 405);
        assertThat(koppel().post(V2 + "/dimensionValues", "{\"code\":\"NEW\"}").status())
                .isBetween(400, 405);
    }
}
