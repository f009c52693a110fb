package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.PAGES;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading as business-central-api.md §2, §5, §7 say. */
class ReadingTest {
    /** §5: server-driven pages with opaque next links; all rows once. */
    @Test
    void pagesFollowNextLinksToTheEnd() {
        List<Object> numbers = new ArrayList<>();
        String next = V2 + "/customers?$select=number";
        while (next != null) {
            SandboxClient.Answer page = koppel().get(next, "Prefer", "odata.maxpagesize=7");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.rows()).hasSizeBetween(1, 7);
            page.rows().forEach(row -> numbers.add(row.get("number")));
            next = (String) page.json().get("@odata.nextLink");
        }
        assertThat(numbers)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(60)
                .contains("10000", "10590");
    }

    /** §8: poll by stamp, ordered by it; the pages hold every row once although demo rows share stamps. */
    @Test
    void pollsInTheOrderOfStamps() {
        List<String> stamps = new ArrayList<>();
        HashSet<Object> ids = new HashSet<>();
        String next = COMPANION + "/contacts?$select=systemModifiedAt&$orderby=systemModifiedAt"
                + "&$filter=systemModifiedAt ge 2020-01-01T00:00:00.000Z";
        while (next != null) {
            SandboxClient.Answer page = koppel().get(next, "Prefer", "odata.maxpagesize=25");
            page.rows().forEach(row -> {
                stamps.add((String) row.get("systemModifiedAt"));
                ids.add(row.get("systemId"));
            });
            next = (String) page.json().get("@odata.nextLink");
        }
        assertThat(stamps).isSorted().hasSameSizeAs(ids).hasSizeGreaterThan(150);
    }

    /** §5, §15: what the real service refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $filter=number eq '1' or city eq 'x'            | 501 | BadRequest_MethodNotImplemented
                    $filter=number in ('1','2')                     | 501 | BadRequest_MethodNotImplemented
                    $search=x                                       | 501 | BadRequest_MethodNotImplemented
                    $apply=x                                        | 501 | BadRequest_MethodNotImplemented
                    $select=nonsense                                | 400 | BadRequest
                    $filter=nonsense eq 1                           | 400 | BadRequest
                    $filter=number eq                               | 400 | BadRequest
                    $filter=creditLimit gt 'x'                      | 400 | BadRequest
                    $filter=blocked eq 'Sometimes'                  | 400 | Application_FilterErrorException
                    $orderby=nonsense                               | 400 | BadRequest
                    $top=-1                                         | 400 | BadRequest
                    """)
    void refusesWhatTheServiceRefuses(String query, int status, String code) {
        SandboxClient.Answer answer = koppel().get(V2 + "/customers?" + query);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.text()).contains("CorrelationId");
    }

    /** §5: {@code or} on one field is fine, {@code in} with schema version 2.1, a lambda is silently ignored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $filter=number eq '10000' or number eq '10010'                                  | 2
                    $filter=number in ('10000','10020')&$schemaversion=2.1                           | 2
                    $filter=startswith(displayName,'Caf') and country eq 'DE'                        | 1
                    $filter=contains(displayName,'caf')                                             | 0
                    $filter=blocked ne '_x0020_' and startswith(number,'10')                        | 4
                    $filter=currencyId eq 00000000-0000-0000-0000-000000000000 and number eq '10000' | 1
                    $filter=not (startswith(number,'10')) and number eq '10000'                      | 0
                    $filter=displayName eq 'Margie''s Reisen GmbH'                                   | 1
                    """)
    void filters(String query, int rows) {
        assertThat(koppel().get(V2 + "/customers?" + query).rows()).hasSize(rows);
    }

    /** §17.4: a lambda leaves the result unfiltered. */
    @Test
    void ignoresLambdas() {
        String query = "?$filter=number eq 'x' and defaultDimensions/any(d:d/code eq 'y')&$count=true";
        assertThat((Long) koppel().get(V2 + "/customers" + query).json().get("@odata.count"))
                .isGreaterThan(50);
    }

    /** §7: local currency looks different on each surface; empty values are never null. */
    @Test
    void showsLocalCurrencyAsEachSurfaceDoes() {
        Map<String, Object> api =
                koppel().get(V2 + "/customers?$filter=number eq '10000'").rows().get(0);
        Map<String, Object> companion = koppel().get(COMPANION + "/customers?$filter=number eq '10000'")
                .rows()
                .get(0);
        Map<String, Object> page =
                koppel().get(PAGES + "/CustomerCard(No='10000')").json();
        assertThat(api)
                .containsEntry("currencyCode", "EUR")
                .containsEntry("currencyId", "00000000-0000-0000-0000-000000000000");
        assertThat(companion).containsEntry("currencyCode", "").containsEntry("blocked", "_x0020_");
        assertThat(page).containsEntry("Currency_Code", "").containsEntry("Blocked", " ");
        assertThat(companion).doesNotContainValue(null);
        assertThat(companion.get("systemId")).isEqualTo(api.get("id"));
    }

    /** §5: expansion of navigation properties, with options inside. */
    @Test
    void expandsNavigationProperties() {
        Map<String, Object> row = koppel().get(
                        V2 + "/customers?$filter=number eq '10020'&$expand=currency($select=code),paymentTerm")
                .rows()
                .get(0);
        assertThat((Map<?, ?>) row.get("currency")).extracting("code").isEqualTo("SEK");
        assertThat((Map<?, ?>) row.get("paymentTerm")).extracting("displayName").isNotNull();
    }

    /** §2, §15: everything but the list of companies needs a company. */
    @Test
    void needsACompany() {
        assertThat(koppel().get("/v2.0/sandbox/api/v2.0/customers").errorCode()).isEqualTo("Internal_CompanyNotFound");
        assertThat(koppel().get("/v2.0/sandbox/api/v2.0/customers?company=CRONUS&$top=1")
                        .rows())
                .hasSize(1);
        assertThat(koppel().get("/v2.0/sandbox/api/v2.0/companies").rows())
                .extracting("name")
                .containsExactly("CRONUS");
    }

    /** §15: unknown sets and rows. */
    @Test
    void answersUnknownAddressesAsNotFound() {
        assertThat(koppel().get(V2 + "/customers(11111111-0000-4000-8000-000000000000)")
                        .errorCode())
                .isEqualTo("BadRequest_NotFound");
        SandboxClient.Answer set = koppel().get(V2 + "/shippingAgents");
        assertThat(set.status()).isEqualTo(404);
        assertThat(set.errorCode()).isEqualTo("BadRequest_ResourceNotFound");
    }

    /** §3: without a token nothing is told. */
    @Test
    void refusesCallersWithoutToken() {
        SandboxClient.Answer answer = io.koppel.sandbox.SandboxFixture.admin().get(V2 + "/customers");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("Authentication_InvalidCredentials");
    }
}
