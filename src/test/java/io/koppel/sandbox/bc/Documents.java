package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Orders and quotes for the tests of the sandbox, made through the companion's pages. */
final class Documents {
    private Documents() {}

    static Map<String, Object> create(String path, String body) {
        SandboxClient.Answer answer = koppel().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    static Map<String, Object> get(String path) {
        SandboxClient.Answer answer = koppel().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static List<Map<String, Object>> rows(String path) {
        SandboxClient.Answer answer = koppel().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.rows();
    }

    static Map<String, Object> patch(String path, String body) {
        SandboxClient.Answer answer = koppel().patch(path, body, "If-Match", "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static String refusal(SandboxClient.Answer answer) {
        return answer.status() + " " + answer.errorCode();
    }

    static SandboxClient.Answer act(String path, String action, String body) {
        return koppel().post(path + "/Microsoft.NAV." + action, body);
    }

    static SandboxClient.Answer done(String path, String action) {
        SandboxClient.Answer answer = act(path, action, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        return answer;
    }

    static Map<String, Object> customer(String more) {
        return create(
                COMPANION + "/customers",
                "{\"displayName\":\"Order Customer\",\"country\":\"DE\",\"city\":\"Kiel\"" + more + "}");
    }

    static Map<String, Object> item(String price, String more) {
        String unit = "U" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        create(COMPANION + "/unitsOfMeasure", "{\"code\":\"" + unit + "\",\"displayName\":\"Unit\"}");
        return create(
                COMPANION + "/items",
                "{\"displayName\":\"Table\",\"baseUnitOfMeasureCode\":\"" + unit + "\",\"unitPrice\":" + price + more
                        + "}");
    }

    static String sells(Map<String, Object> item, String more) {
        return "{\"type\":\"Item\",\"number\":\"" + item.get("number") + "\"," + more + "}";
    }

    /** An order with its lines in one request. */
    static Map<String, Object> order(Map<String, Object> customer, String more, String lines) {
        return create(
                COMPANION + "/salesOrders?$expand=salesOrderLines",
                "{\"customerNumber\":\"" + customer.get("number") + "\"" + more + ",\"salesOrderLines\":[" + lines
                        + "]}");
    }

    static String path(Map<String, Object> order) {
        return COMPANION + "/salesOrders(" + order.get("systemId") + ")";
    }

    static Map<String, Object> again(Map<String, Object> order) {
        return get(path(order));
    }

    static List<Map<String, Object>> lines(Map<String, Object> order) {
        return rows(path(order) + "/salesOrderLines");
    }

    /** The texts of the notes on a record. */
    static List<Object> notes(Map<String, Object> parent) {
        return rows(COMPANION + "/recordNotes?$orderby=linkId").stream()
                .filter(note -> parent.get("systemId").equals(note.get("parentId")))
                .map(note -> note.get("text"))
                .toList();
    }

    static String linePath(Map<String, Object> line) {
        return COMPANION + "/salesOrderLines(" + line.get("systemId") + ")";
    }

    static String decimal(Object number) {
        BigDecimal value = new BigDecimal(number.toString());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String decimals(Map<String, Object> row, String... names) {
        StringBuilder shown = new StringBuilder();
        for (String name : names) {
            shown.append(shown.isEmpty() ? "" : " ").append(decimal(row.get(name)));
        }
        return shown.toString();
    }
}
