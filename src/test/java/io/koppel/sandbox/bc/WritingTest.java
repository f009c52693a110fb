package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.PAGES;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.admin;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.SandboxFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import io.koppel.sandbox.SandboxFixture;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing as business-central-api.md §6, §9, §15 and §17 say. */
class WritingTest {
    private static Map<String, Object> create(String path, String body) {
        SandboxClient.Answer answer = koppel().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    /** §6: a create answers 201 with the full row, a number from the series, and an ETag. */
    @Test
    void createsWithNumberSeries() {
        Map<String, Object> row =
                create(V2 + "/customers", "{\"displayName\":\"Neue Kundin\",\"currencyCode\":\"USD\"}");
        assertThat(row).containsKeys("id", "number", "@odata.etag", "lastModifiedDateTime");
        assertThat((String) row.get("number")).startsWith("C");
        assertThat(row.get("currencyId")).isNotEqualTo("00000000-0000-0000-0000-000000000000");
    }

    /** table-mappings.md §8.3: a customer brings a company contact, and both stay alike. */
    @Test
    void keepsCustomerAndCompanyContactAlike() {
        Map<String, Object> customer = create(COMPANION + "/customers", "{\"displayName\":\"Zwilling\"}");
        String contact = COMPANION + "/contacts(" + customer.get("companyContactId") + ")";
        assertThat(koppel().get(contact).json())
                .containsEntry("displayName", "Zwilling")
                .containsEntry("type", "Company")
                .containsEntry("customerId", customer.get("systemId"));
        koppel().patch(
                        COMPANION + "/customers(" + customer.get("systemId") + ")",
                        "{\"city\":\"Ulm\"}",
                        "If-Match",
                        "*");
        assertThat(koppel().get(contact).json()).containsEntry("city", "Ulm");
        koppel().patch(contact, "{\"phoneNumber\":\"123\"}", "If-Match", "*");
        assertThat(koppel().get(COMPANION + "/customers(" + customer.get("systemId") + ")")
                        .json())
                .containsEntry("phoneNumber", "123");
    }

    /** §6.1: If-Match is mandatory; stale is 409; a star passes; a PATCH never creates. */
    @Test
    void guardsChangesByETag() {
        Map<String, Object> row = create(V2 + "/contacts", "{\"displayName\":\"Anna Beispiel\",\"type\":\"Person\"}");
        String path = V2 + "/contacts(" + row.get("id") + ")";
        SandboxClient.Answer missing = koppel().patch(path, "{\"city\":\"A\"}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.errorCode()).isEqualTo("BadRequest_InvalidToken");
        SandboxClient.Answer fresh =
                koppel().patch(path, "{\"city\":\"A\"}", "If-Match", (String) row.get("@odata.etag"));
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.etag()).isNotEqualTo(row.get("@odata.etag"));
        SandboxClient.Answer stale =
                koppel().patch(path, "{\"city\":\"B\"}", "If-Match", (String) row.get("@odata.etag"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errorCode()).isEqualTo("Request_EntityChanged");
        assertThat(koppel().patch(path, "{\"city\":\"C\"}", "If-Match", "*").status())
                .isEqualTo(200);
        assertThat(koppel().send("DELETE", path, null, "If-Match", "*").status())
                .isEqualTo(204);
        assertThat(koppel().patch(path, "{\"city\":\"D\"}", "If-Match", "*").status())
                .isEqualTo(404);
    }

    /** §6.2, §6.3, §15: refusals by field and rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    customers             | {"displayName":""}                                                    | 400 | Application_DialogException
                    customers             | {"displayName":"x","balanceDue":1}                                    | 400 | BadRequest_InvalidOperation
                    customers             | {"displayName":"x","nonsense":1}                                      | 400 | BadRequest
                    customers             | {"displayName":"x","city":"0123456789012345678901234567890"}          | 400 | Application_StringExceededLength
                    customers             | {"displayName":"x","salespersonCode":"NOBODY"}                        | 400 | Internal_InvalidTableRelation
                    customers             | {"displayName":"x","country":"XX"}                                    | 400 | Internal_InvalidTableRelation
                    customers             | {"displayName":"x","currencyCode":"XXX"}                              | 400 | Application_DialogException
                    customers             | {"displayName":"x","paymentTermsId":"11111111-0000-4000-8000-000000000000"} | 400 | Application_DialogException
                    customers             | {"displayName":"x","currencyCode":"USD","currencyId":"00000000-0000-0000-0000-000000000000"} | 400 | Application_DialogException
                    customers             | {"displayName":"x","blocked":"Perhaps"}                               | 400 | Unknown
                    customers             | {"displayName":"x","number":"10000"}                                  | 400 | Internal_EntityWithSameKeyExists
                    customers             | {"displayName":                                                       | 400 | BadRequest
                    currencies            | {"displayName":"no code"}                                             | 400 | BadRequest_RequiredParamNotProvided
                    currencyExchangeRates | {"currencyCode":"USD"}                                                | 405 | BadRequest_MethodNotAllowed
                    customerContacts      | {"firstName":"x"}                                                     | 405 | BadRequest_MethodNotAllowed
                    generalLedgerSetup    | {}                                                                    | 405 | BadRequest_MethodNotAllowed
                    """)
    void refuses(String set, String body, int status, String code) {
        SandboxClient.Answer answer = koppel().post(V2 + "/" + set, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    /** §6.2: a code is given on create only. */
    @Test
    void refusesToChangeACode() {
        Map<String, Object> row = create(V2 + "/paymentTerms", "{\"code\":\"9 days\",\"displayName\":\"Neun\"}");
        assertThat(row).containsEntry("code", "9 DAYS");
        SandboxClient.Answer answer =
                koppel().patch(V2 + "/paymentTerms(" + row.get("id") + ")", "{\"code\":\"X\"}", "If-Match", "*");
        assertThat(answer.errorCode()).isEqualTo("BadRequest_InvalidOperation");
    }

    /** §12.3: a person's name is split on create; exact parts go through customerContacts, under the same id. */
    @Test
    void splitsNamesOfPersons() {
        Map<String, Object> customer = create(COMPANION + "/customers", "{\"displayName\":\"Firma für Personen\"}");
        Map<String, Object> person = create(
                V2 + "/contacts",
                "{\"displayName\":\"Anna Lena Maria Groß\",\"type\":\"Person\",\"companyNumber\":\""
                        + customer.get("companyContactNumber") + "\"}");
        String companion = COMPANION + "/contacts(" + person.get("id") + ")";
        assertThat(koppel().get(companion).json())
                .containsEntry("firstName", "Anna")
                .containsEntry("middleName", "Lena Maria")
                .containsEntry("lastName", "Groß")
                .containsEntry("companyName", "Firma für Personen");
        koppel().patch(V2 + "/customerContacts(" + person.get("id") + ")", "{\"lastName\":\"Klein\"}", "If-Match", "*");
        assertThat(koppel().get(companion).json()).containsEntry("displayName", "Anna Lena Maria Klein");
    }

    /** The companion page takes a customer's id for a contact's company; zero clears it. */
    @Test
    void setsAContactsCompanyByItsCustomer() {
        Map<String, Object> customer = create(COMPANION + "/customers", "{\"displayName\":\"Firma per Id\"}");
        Map<String, Object> person = create(
                COMPANION + "/contacts",
                "{\"type\":\"Person\",\"firstName\":\"Jo\",\"customerId\":\"" + customer.get("systemId") + "\"}");
        assertThat(person).containsEntry("companyNumber", customer.get("companyContactNumber"));
        String path = COMPANION + "/contacts(" + person.get("systemId") + ")";
        SandboxClient.Answer cleared =
                koppel().patch(path, "{\"customerId\":\"00000000-0000-0000-0000-000000000000\"}", "If-Match", "*");
        assertThat(cleared.json()).containsEntry("companyNumber", "").containsEntry("companyName", "");
    }

    /** A primary contact must belong to the customer's company and gives it its contact name. */
    @Test
    void checksThePrimaryContact() {
        Map<String, Object> customer = create(COMPANION + "/customers", "{\"displayName\":\"Firma mit Kontakt\"}");
        Map<String, Object> own = create(
                COMPANION + "/contacts",
                "{\"type\":\"Person\",\"displayName\":\"Jo Ahr\",\"customerId\":\"" + customer.get("systemId") + "\"}");
        Map<String, Object> other =
                create(COMPANION + "/contacts", "{\"type\":\"Person\",\"displayName\":\"Ed Fremd\"}");
        String path = COMPANION + "/customers(" + customer.get("systemId") + ")";
        String body = "{\"primaryContactId\":\"%s\"}";
        assertThat(koppel().patch(path, String.format(body, own.get("systemId")), "If-Match", "*")
                        .json())
                .containsEntry("contactName", "Jo Ahr");
        assertThat(koppel().patch(path, String.format(body, other.get("systemId")), "If-Match", "*")
                        .errorCode())
                .isEqualTo("Application_DialogException");
    }

    /** The companion page accepts a chosen SystemId, once; API v2.0 does as it is set (§20). */
    @Test
    void treatsChosenIdsAsEachSurfaceDoes() {
        String id = UUID.randomUUID().toString();
        String body = "{\"systemId\":\"" + id + "\",\"displayName\":\"Gewählt\"}";
        assertThat(create(COMPANION + "/customers", body)).containsEntry("systemId", id);
        assertThat(koppel().post(COMPANION + "/customers", body).errorCode())
                .isEqualTo("Internal_EntityWithSameKeyExists");
        String chosen = "{\"id\":\"" + UUID.randomUUID() + "\",\"displayName\":\"Gewählt\"}";
        assertThat(create(V2 + "/customers", chosen).get("id")).isNotEqualTo(chosen.substring(7, 43));
        try {
            admin().send("PUT", "/sandbox/limits", "{\"chosenIds\":\"accept\"}");
            assertThat(create(V2 + "/customers", chosen).get("id")).isEqualTo(chosen.substring(7, 43));
            admin().send("PUT", "/sandbox/limits", "{\"chosenIds\":\"refuse\"}");
            assertThat(koppel().post(V2 + "/customers", chosen).status()).isEqualTo(400);
        } finally {
            admin().send("PUT", "/sandbox/limits", "{\"chosenIds\":\"ignore\"}");
        }
    }

    /** §17.5, §16: stamps rise strictly, and the companion tells who wrote. */
    @Test
    void stampsWhoAndWhen() {
        Map<String, Object> row = create(COMPANION + "/shippingAgents", "{\"code\":\"STAMP\",\"displayName\":\"a\"}");
        String path = COMPANION + "/shippingAgents(" + row.get("systemId") + ")";
        String before = (String) row.get("systemModifiedAt");
        for (int i = 0; i < 5; i++) {
            Map<String, Object> after = person().patch(path, "{\"displayName\":\"b" + i + "\"}", "If-Match", "*")
                    .json();
            assertThat((String) after.get("systemModifiedAt")).isGreaterThan(before);
            before = (String) after.get("systemModifiedAt");
            assertThat(after.get("systemModifiedBy")).isNotEqualTo(after.get("systemCreatedBy"));
        }
        SandboxClient.Answer same = koppel().patch(path, "{\"displayName\":\"b4\"}", "If-Match", "*");
        assertThat(same.json()).containsEntry("systemModifiedAt", before);
    }

    /** §13: published pages are keyed by the business key and write with the same rules. */
    @Test
    void writesThroughPublishedPages() {
        SandboxClient.Answer answer =
                koppel().patch(PAGES + "/CustomerCard(No='10300')", "{\"Fax_No\":\"42\"}", "If-Match", "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(koppel().get(COMPANION + "/customers?$filter=number eq '10300'")
                        .rows()
                        .get(0))
                .containsEntry("faxNumber", "42");
        assertThat(koppel().get(PAGES + "/CurrencyExchangeRates(Currency_Code='USD',Starting_Date=2026-01-01)")
                        .status())
                .isEqualTo(200);
        assertThat(koppel().post(PAGES + "/ShippingAgents", "{\"Code\":\"new one\",\"Name\":\"Neu\"}")
                        .json())
                .containsEntry("Code", "NEW ONE");
    }

    /** §9: parts have own statuses and others go on; with snapshot isolation all are undone though some report success. */
    @ParameterizedTest
    @CsvSource({"plain,1", "snapshot,0"})
    void batches(String isolation, int kept) {
        String name = "Batch " + UUID.randomUUID();
        String part =
                "{\"id\":\"%d\",\"method\":\"POST\",\"url\":\"customers\",\"headers\":{\"Company\":\"CRONUS\"},\"body\":{\"displayName\":\"%s\"}}";
        String body = "{\"requests\":[" + String.format(part, 1, name) + "," + String.format(part, 2, "") + "]}";
        SandboxClient.Answer answer = koppel().post("/v2.0/sandbox/api/v2.0/$batch", body, "Isolation", isolation);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"id\":\"1\",\"status\":201").contains("\"id\":\"2\",\"status\":400");
        assertThat(koppel().get(V2 + "/customers?$filter=displayName eq '" + name + "'")
                        .rows())
                .hasSize(kept);
    }

    /** §9: a hundred operations at most. */
    @Test
    void limitsBatches() {
        String part = "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"companies\"}";
        String body = "{\"requests\":[" + (part + ",").repeat(100) + part + "]}";
        assertThat(koppel().post("/v2.0/sandbox/api/v2.0/$batch", body).status())
                .isEqualTo(400);
    }

    /** design.md §7: the journal has each change with caller and request id, direct or as a consequence. */
    @Test
    void keepsAJournal() {
        long before = SandboxFixture.journalEnd();
        koppel().post(COMPANION + "/customers", "{\"displayName\":\"Journal\"}", "X-Request-Id", "request-77");
        String text = admin().get("/sandbox/journal?after=" + before).text();
        assertThat(text)
                .contains("\"entitySet\":\"customers\"")
                .contains("\"requestId\":\"request-77\"")
                .contains("\"direct\":true")
                .contains("\"direct\":false")
                .contains("\"displayName\":[null,\"Journal\"]");
    }
}
