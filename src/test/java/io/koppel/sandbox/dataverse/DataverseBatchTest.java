package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Batches and bulk messages (dataverse-web-api.md §8). */
class DataverseBatchTest {
    private static final String ID = "cccc0000-0000-4000-8000-00000000000";

    private final DataverseClient client = new DataverseClient();

    private SandboxResponse batch(String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/mixed; boundary=batch_b1";
        return client.post("$batch", body + "--batch_b1--\r\n", all);
    }

    private static String part(String method, String url, String body) {
        return "--batch_b1\r\n" + message(method, url, body, "");
    }

    private static String message(String method, String url, String body, String contentId) {
        return "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"
                + (contentId.isEmpty() ? "" : "Content-ID: " + contentId + "\r\n") + "\r\n"
                + method + " " + url + " HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + body + "\r\n";
    }

    private static String changeSet(String... messages) {
        return "--batch_b1\r\nContent-Type: multipart/mixed; boundary=set\r\n\r\n"
                + Arrays.stream(messages).map(one -> "--set\r\n" + one).collect(Collectors.joining())
                + "--set--\r\n";
    }

    private static List<String> statuses(SandboxResponse response) {
        return response.bodyText()
                .lines()
                .filter(line -> line.startsWith("HTTP/1.1 "))
                .map(line -> line.substring(9, 12))
                .toList();
    }

    /** §8.1: the first error ends the batch and gives it its status; with continue-on-error it goes on. */
    @Test
    void endsAtTheFirstErrorUnlessToldToGoOn() {
        String three = part("POST", "/api/data/v9.2/accounts", "{\"name\":\"A\"}")
                + part("PATCH", "/api/data/v9.2/accounts(" + ID + "9)", "{\"nope\":1}")
                + part("GET", "accounts?$select=name", "");
        SandboxResponse stopped = batch(three);
        assertThat(stopped.status()).isEqualTo(400);
        assertThat(statuses(stopped)).containsExactly("204", "400");
        SandboxResponse whole = batch(three, "Prefer", "odata.continue-on-error");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(statuses(whole)).containsExactly("204", "400", "200");
        assertThat(client.get("accounts/$count").bodyText()).isEqualTo("2");
    }

    /** §8.1: a change set stays or goes as a whole, and its parts may refer to earlier ones. */
    @Test
    void appliesChangeSetsWholeOrNotAtAll() {
        String account = message("POST", "/api/data/v9.2/accounts", "{\"name\":\"A\"}", "1");
        String contact = "{\"lastname\":\"%s\",\"parentcustomerid_account@odata.bind\":\"$1\"}";
        SandboxResponse good = batch(changeSet(
                account,
                message("POST", "/api/data/v9.2/contacts", contact.formatted("B"), "2"),
                message("PATCH", "$1", "{\"telephone1\":\"5\"}", "3")));
        assertThat(statuses(good)).containsExactly("204", "204", "204");
        assertThat(good.bodyText()).contains("Content-ID: 2");
        JsonNode stored = client.read("accounts?$expand=contact_customer_accounts")
                .path("value")
                .get(0);
        assertThat(stored.path("telephone1").asText()).isEqualTo("5");
        assertThat(stored.at("/contact_customer_accounts/0/lastname").asText()).isEqualTo("B");

        SandboxResponse bad = batch(
                changeSet(account, message("POST", "/api/data/v9.2/contacts", contact.formatted("B".repeat(51)), "2")));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(statuses(bad)).containsExactly("400");
        assertThat(client.get("accounts/$count").bodyText()).isEqualTo("1");
        assertThat(new String(client.context.journal().page(0, 100), StandardCharsets.UTF_8).split("\"sequence\""))
                .hasSize(4);
    }

    /** §8.1: what a batch may not hold. */
    @Test
    void refusesWhatABatchMayNotHold() {
        assertThat(statuses(batch(changeSet(message("GET", "/api/data/v9.2/accounts", "", "1")))))
                .containsExactly("400");
        assertThat(statuses(batch(changeSet(message("POST", "/api/data/v9.2/accounts", "{}", "")))))
                .containsExactly("400");
        assertThat(code(batch(part("GET", "accounts", "").repeat(1001)))).isEqualTo("400 0x80060888");
        assertThat(code(client.post("$batch", "{\"requests\":[]}"))).isEqualTo("400 0x80060888");
        assertThat(batch(changeSet(message(
                                "PATCH",
                                "/api/data/v9.2/accounts(" + ID + "1)",
                                "{\"primarycontactid@odata.bind\":\"$7\"}",
                                "1")))
                        .status())
                .isEqualTo(400);
    }

    private static String target(int number, String rest) {
        return "{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"accountid\":\"" + ID + number + "\"" + rest + "}";
    }

    private SandboxResponse bulk(String message, String... targets) {
        return client.post(
                "accounts/Microsoft.Dynamics.CRM." + message, "{\"Targets\":[" + String.join(",", targets) + "]}");
    }

    /** §8.2: ids in input order; one transaction; `@odata.type` is mandatory. */
    @Test
    void createsAndUpdatesInBulkOrNotAtAll() {
        SandboxResponse created = bulk("CreateMultiple", target(2, ",\"name\":\"B\""), target(1, ",\"name\":\"A\""));
        assertThat(created.status()).isEqualTo(200);
        assertThat(DataverseClient.json(created).path("Ids"))
                .extracting(JsonNode::asText)
                .containsExactly(ID + "2", ID + "1");
        assertThat(code(bulk("CreateMultiple", target(3, ""), target(1, "")))).isEqualTo("412 0x80040237");
        assertThat(code(bulk("CreateMultiple", "{\"name\":\"C\"}"))).isEqualTo("400 0x80048d19");
        assertThat(bulk("UpdateMultiple", target(1, ",\"name\":\"A2\""), target(2, ",\"name\":\"B2\""))
                        .status())
                .isEqualTo(204);
        assertThat(code(bulk("UpdateMultiple", target(1, ",\"name\":\"A3\""), target(9, ""))))
                .isEqualTo("404 0x80040217");
        assertThat(client.read("accounts?$orderby=name&$select=name").path("value"))
                .extracting(row -> row.path("name").asText())
                .containsExactly("A2", "B2");
    }

    /** §8.2: UpsertMultiple goes by `@odata.id`. */
    @Test
    void upsertsInBulkByAddress() {
        client.patch("accounts(" + ID + "1)", "{\"name\":\"A\"}");
        String upsert = "{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"@odata.id\":\"accounts(" + ID
                + "%d)\",\"name\":\"%s\"}";
        assertThat(bulk("UpsertMultiple", upsert.formatted(1, "A2"), upsert.formatted(2, "B"))
                        .status())
                .isEqualTo(204);
        assertThat(client.read("accounts?$orderby=name&$select=name").path("value"))
                .extracting(row -> row.path("name").asText())
                .containsExactly("A2", "B");
    }
}
