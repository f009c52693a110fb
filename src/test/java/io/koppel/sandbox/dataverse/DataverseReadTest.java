package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.encoded;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query options, filters and pages (dataverse-web-api.md §5). */
class DataverseReadTest {
    private static final DataverseClient CLIENT = new DataverseClient();
    private static String first = "";

    @BeforeAll
    static void fill() {
        first = id(CLIENT.post(
                "accounts",
                "{\"name\":\"Northwind Dairy\",\"customertypecode\":3,\"paymenttermscode\":1,\"creditlimit\":1250.5,"
                        + "\"numberofemployees\":12}"));
        CLIENT.post("accounts", "{\"name\":\"Hill Farm 100% Shop\",\"customertypecode\":3,\"accountnumber\":\"C2\"}");
        CLIENT.post("accounts", "{\"name\":\"O'Hara & Söhne\",\"customertypecode\":11}");
        CLIENT.post(
                "contacts",
                "{\"firstname\":\"Eva\",\"lastname\":\"Fischer\",\"parentcustomerid_account@odata.bind\":\"/accounts("
                        + first + ")\"}");
    }

    private static List<String> names(String filter) {
        List<String> names = new ArrayList<>();
        CLIENT.read("accounts?$select=name&$orderby=name&$filter=" + encoded(filter))
                .path("value")
                .forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    /** §5.2: case is ignored, `%` is a wildcard, quotes are doubled, functions of the service's namespace work. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name eq 'NORTHWIND dairy'|Northwind Dairy",
                "name ne 'northwind dairy' and customertypecode eq 3|Hill Farm 100% Shop",
                "contains(name,'farm')|Hill Farm 100% Shop",
                "startswith(name,'o''hara')|O'Hara & Söhne",
                "endswith(name,'SHOP')|Hill Farm 100% Shop",
                "startswith(name,'N%d_iry')|Northwind Dairy",
                "contains(name,'[km]')|Hill Farm 100% Shop",
                "not contains(name,'a')|",
                "accountnumber eq null and customertypecode eq 11|O'Hara & Söhne",
                "creditlimit ge 1250.5|Northwind Dairy",
                "Microsoft.Dynamics.CRM.In(PropertyName='customertypecode',PropertyValues=['11','12'])|O'Hara & Söhne",
                "Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=['10','20'])|Northwind Dairy",
                "Microsoft.Dynamics.CRM.LastXHours(PropertyName='modifiedon',PropertyValue='1') and name eq 'Northwind Dairy'|Northwind Dairy",
                "transactioncurrencyid/isocurrencycode eq 'EUR' and (customertypecode eq 11)|O'Hara & Söhne",
                "contact_customer_accounts/any(c:c/lastname eq 'fischer')|Northwind Dairy",
            })
    void filters(String filter, String expected) {
        assertThat(names(filter)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** §5.1, §5.2, §12: what the service refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "accounts?$skip=5|400 0x80060888",
                "accounts?$search=x|400 0x80060888",
                "accounts?$select=Name|400 0x0",
                "accounts?$filter=nosuch eq 1|400 0x0",
                "accounts?$filter=name eq 5|400 0x0",
                "accounts?$filter=customertypecode in (3,11)|400 0x80060888",
                "accounts?$expand=nosuch|400 0x0",
                "accounts?$skiptoken=nonsense|400 0x8004112A",
                "nosuchset|404 0x8006088a",
                "accounts(11111111-0000-4000-8000-000000000001)|404 0x80040217",
            })
    void refuses(String target, String expected) {
        assertThat(code(CLIENT.get(target.replace(" ", "%20")))).isEqualTo(expected);
    }

    /** §5.1: at most 500 conditions; URLs up to 32 KB. */
    @Test
    void limitsConditionsAndUrls() {
        String many = "accountnumber eq 'x'" + " or accountnumber eq 'x'".repeat(500);
        assertThat(code(CLIENT.get("accounts?$filter=" + encoded(many)))).isEqualTo("400 0x8004430C");
        assertThat(CLIENT.get("accounts?$filter=" + "a".repeat(33_000)).status())
                .isEqualTo(414);
    }

    /** §5.1: the key, the ETag and, with money, the currency come back unasked. */
    @Test
    void addsKeyVersionAndCurrencyToASelection() {
        JsonNode row = CLIENT.read("accounts(" + first + ")?$select=creditlimit");
        assertThat(row.path("accountid").asText()).isEqualTo(first);
        assertThat(CLIENT.get("accounts(" + first + ")?$select=creditlimit").bodyText())
                .contains("\"creditlimit\":1250.5000,");
        assertThat(row.path("_transactioncurrencyid_value").asText()).isEqualTo(DataverseIds.BASE_CURRENCY.toString());
        assertThat(row.has("name")).isFalse();
    }

    /** §5.4: labels, lookup tables and navigation properties on demand. */
    @Test
    void annotatesValuesOnDemand() {
        String formatted = "@OData.Community.Display.V1.FormattedValue";
        JsonNode row = CLIENT.read("accounts(" + first + ")", "Prefer", "odata.include-annotations=\"*\"");
        assertThat(row.path("paymenttermscode" + formatted).asText()).isEqualTo("Net 30");
        assertThat(row.path("creditlimit" + formatted).asText()).isEqualTo("€1,250.50");
        assertThat(row.path("_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname")
                        .asText())
                .isEqualTo("systemuser");
        JsonNode contact = CLIENT.read("contacts", "Prefer", "odata.include-annotations=\"*\"")
                .path("value")
                .get(0);
        assertThat(contact.path("_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty")
                        .asText())
                .isEqualTo("parentcustomerid_account");
        assertThat(CLIENT.read("accounts(" + first + ")").has("paymenttermscode" + formatted))
                .isFalse();
    }

    /** §5.1: lookups and collections expand with options of their own. */
    @Test
    void expandsRelatedRows() {
        JsonNode row = CLIENT.read(
                "accounts(" + first + ")?$select=name&$expand=transactioncurrencyid($select=isocurrencycode),"
                        + "contact_customer_accounts($select=fullname;$filter=lastname%20eq%20'Fischer')");
        assertThat(row.at("/transactioncurrencyid/isocurrencycode").asText()).isEqualTo("EUR");
        assertThat(row.at("/contact_customer_accounts/0/fullname").asText()).isEqualTo("Eva Fischer");
    }

    /** §4: a known ETag answers 304. */
    @Test
    void answersNotModified() {
        String etag = CLIENT.read("accounts(" + first + ")").path("@odata.etag").asText();
        assertThat(CLIENT.get("accounts(" + first + ")", "If-None-Match", etag).status())
                .isEqualTo(304);
        assertThat(CLIENT.get("accounts(" + first + ")?$expand=primarycontactid", "If-None-Match", etag)
                        .status())
                .isEqualTo(200);
    }

    /** §5.3: pages end in a next link, tell every row once, and never exceed 5000 rows. */
    @Test
    void pagesThroughATableOnce() {
        DataverseClient many = new DataverseClient();
        many.service.seed("accounts", 5_003, 7);
        JsonNode page = many.read("accounts?$select=name", "Prefer", "odata.maxpagesize=9000");
        assertThat(page.path("value")).hasSize(5_000);
        Set<String> seen = new HashSet<>();
        for (String order : new String[] {"", "&$orderby=modifiedon,accountid", "&$orderby=name%20desc"}) {
            seen.clear();
            String next = DataverseClient.BASE + "/api/data/v9.2/accounts?$select=name" + order;
            int pages = 0;
            while (!next.isEmpty()) {
                JsonNode here = many.read(next, "Prefer", "odata.maxpagesize=2000");
                here.path("value").forEach(row -> assertThat(
                                seen.add(row.path("accountid").asText()))
                        .isTrue());
                next = here.path("@odata.nextLink").asText();
                pages++;
            }
            assertThat(seen).hasSize(5_003);
            assertThat(pages).isEqualTo(3);
        }
        assertThat(many.get("accounts/$count").bodyText()).isEqualTo("5000");
        JsonNode counted = many.read("accounts?$count=true&$top=1", "Prefer", "odata.include-annotations=\"*\"");
        assertThat(counted.path("@odata.count").asInt()).isEqualTo(5_000);
        assertThat(counted.path("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded")
                        .asBoolean())
                .isTrue();
        assertThat(many.read("RetrieveTotalRecordCount(EntityNames=['account'])")
                        .at("/EntityRecordCountCollection/Values/0")
                        .asInt())
                .isEqualTo(5_003);
    }

    /** §5.1: $top is ignored next to a page size. */
    @Test
    void ignoresTopNextToAPageSize() {
        assertThat(CLIENT.read("accounts?$top=1").path("value")).hasSize(1);
        JsonNode page = CLIENT.read("accounts?$top=1", "Prefer", "odata.maxpagesize=2");
        assertThat(page.path("value")).hasSize(2);
        assertThat(page.has("@odata.nextLink")).isTrue();
    }

    /** §5.3, §12: a cookie of another order is refused. */
    @Test
    void refusesACookieOfAnotherOrder() {
        String next = CLIENT.read("accounts?$orderby=name", "Prefer", "odata.maxpagesize=1")
                .path("@odata.nextLink")
                .asText();
        assertThat(code(CLIENT.get(next.replace("$orderby=name", "$orderby=createdon"))))
                .isEqualTo("400 0x80041129");
    }

    /** §3: who am I. */
    @Test
    void tellsWhoCalls() {
        assertThat(CLIENT.read("WhoAmI").path("UserId").asText())
                .isEqualTo(io.koppel.sandbox.core.Caller.KOPPEL.dataverseUser().toString());
        assertThat(CLIENT.read("WhoAmI()").path("OrganizationId").asText())
                .isEqualTo(DataverseIds.ORGANIZATION.toString());
    }
}
