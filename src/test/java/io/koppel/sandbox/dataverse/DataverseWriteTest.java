package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static io.koppel.sandbox.dataverse.DataverseClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.testing.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Creating, changing and deleting rows (dataverse-web-api.md §6, §17). */
class DataverseWriteTest {
    private static final String ID = "cccc0000-0000-4000-8000-00000000c002";
    private static final String OTHER = "cccc0000-0000-4000-8000-00000000c003";
    private static final String REPRESENTATION = "return=representation";

    private final DataverseClient client = new DataverseClient();

    /** §6.1, §17 rule 2: 204 with the address, or 201 with the row and without it. */
    @Test
    void answersACreateWithTheAddressOrTheRow() {
        SandboxResponse bare = client.post("accounts", "{\"name\":\"Hill Farm Shop\"}");
        assertThat(bare.status()).isEqualTo(204);
        assertThat(bare.headers().get("OData-EntityId"))
                .startsWith(DataverseClient.BASE + "/api/data/v9.2/accounts(")
                .isEqualTo(bare.headers().get("Location"));

        SandboxResponse full = client.post("accounts", "{\"name\":\"Hill Farm Shop\"}", "Prefer", REPRESENTATION);
        assertThat(full.status()).isEqualTo(201);
        assertThat(full.headers())
                .doesNotContainKey("OData-EntityId")
                .containsEntry("Preference-Applied", REPRESENTATION);
        assertThat(json(full).path("name").asText()).isEqualTo("Hill Farm Shop");
        assertThat(json(full).path("@odata.etag").asText())
                .isEqualTo(full.headers().get("ETag"));
    }

    /** §6.5: the service stamps rows with its own clock, once when they are made and again with each change. */
    @Test
    @Scenario("BL-10")
    void stampsRowsWhenTheyAreMadeAndChanged() {
        client.context.clock().advance(Duration.ofSeconds(5));
        String row = "accounts(" + client.account("Stamped") + ")";
        Instant made = Instant.parse(client.read(row).path("createdon").asText());
        assertThat(client.read(row).path("modifiedon").asText()).isEqualTo(made.toString());
        client.context.clock().advance(Duration.ofSeconds(5));
        client.patch(row, "{\"name\":\"Stamped again\"}");
        assertThat(Instant.parse(client.read(row).path("modifiedon").asText())).isAfter(made);
        assertThat(client.read(row).path("createdon").asText()).isEqualTo(made.toString());
    }

    /** §6.1, §18.3: a chosen key makes a retry safe. */
    @Test
    void refusesASecondCreateWithTheSameKey() {
        String body = "{\"accountid\":\"" + ID + "\",\"name\":\"A\"}";
        assertThat(id(client.post("accounts", body))).isEqualTo(ID);
        assertThat(code(client.post("accounts", body))).isEqualTo("412 0x80040237");
    }

    /** §6.1, §17 rule 1: a plain PATCH creates a missing row; the preconditions choose one of both. */
    @Test
    void upsertsUnlessAPreconditionForbidsIt() {
        String row = "accounts(" + ID + ")";
        assertThat(code(client.patch(row, "{\"name\":\"A\"}", "If-Match", "*"))).isEqualTo("404 0x80040217");
        assertThat(client.patch(row, "{\"name\":\"A\"}").status()).isEqualTo(204);
        assertThat(code(client.patch(row, "{\"name\":\"B\"}", "If-None-Match", "*")))
                .isEqualTo("412 0x80040237");
        SandboxResponse updated = client.patch(row, "{\"name\":\"B\"}", "Prefer", REPRESENTATION);
        assertThat(updated.status()).isEqualTo(200);
        String other = "accounts(" + OTHER + ")";
        assertThat(client.patch(other, "{\"name\":\"C\"}", "If-None-Match", "*", "Prefer", REPRESENTATION)
                        .status())
                .isEqualTo(201);
    }

    /** §6.4: an old ETag is refused; a write that changes nothing makes a new version. */
    @Test
    void guardsUpdatesByVersion() {
        String row = "accounts(" + client.account("A") + ")";
        String old = client.read(row).path("@odata.etag").asText();
        SandboxResponse same = client.patch(row, "{\"name\":\"A\"}", "If-Match", old, "Prefer", REPRESENTATION);
        assertThat(same.headers().get("ETag")).isNotEqualTo(old).startsWith("W/\"");
        assertThat(code(client.patch(row, "{\"name\":\"B\"}", "If-Match", old))).isEqualTo("412 0x80060882");
        assertThat(code(client.delete(row, "If-Match", old))).isEqualTo("412 0x80060882");
        assertThat(client.delete(row, "If-Match", same.headers().get("ETag")).status())
                .isEqualTo(204);
        assertThat(code(client.delete(row))).isEqualTo("404 0x80040217");
    }

    /** §12, §17 rules 3 and 4: what cannot be stored is refused under its own code. */
    @Test
    void refusesWhatDoesNotFitTheTable() {
        assertThat(code(client.post("accounts", "{\"Name\":\"wrong case\"}"))).isEqualTo("400 0x80048d19");
        assertThat(code(client.post("accounts", "{\"name\":5}"))).isEqualTo("400 0x80048d19");
        assertThat(code(client.post("accounts", "{\"name\":"))).isEqualTo("400 0x80048d19");
        assertThat(code(client.post("accounts", "{\"creditlimit\":\"5\"}"))).isEqualTo("400 0x80048d19");
        assertThat(code(client.post("accounts", "{\"_primarycontactid_value\":\"" + ID + "\"}")))
                .isEqualTo("400 0x80048d19");
        assertThat(code(client.post("accounts", "{\"accountnumber\":\"" + "1".repeat(21) + "\"}")))
                .isEqualTo("400 0x80044331");
        assertThat(code(client.post("accounts", "{\"customertypecode\":99}"))).isEqualTo("400 0x8004431A");
        assertThat(client.read("accounts").path("value")).isEmpty();
    }

    /** §17 rule 7: the empty text is stored as null; stamps have whole seconds. */
    @Test
    void storesEmptyTextAsNullAndWholeSeconds() {
        String id = id(client.post("accounts", "{\"name\":\"A\",\"telephone1\":\"\"}"));
        JsonNode row = client.read("accounts(" + id + ")?$select=telephone1,modifiedon");
        assertThat(row.path("telephone1").isNull()).isTrue();
        assertThat(row.path("modifiedon").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    /** §6.5: read-only columns of a body are passed over, create-only ones on update too. */
    @Test
    void passesOverColumnsOfAnotherPhase() {
        String id = id(
                client.post(
                        "accounts",
                        "{\"name\":\"A\",\"modifiedon\":\"2001-01-01T00:00:00Z\",\"overriddencreatedon\":\"2020-05-06T07:08:09Z\"}"));
        JsonNode row = client.read("accounts(" + id + ")?$select=createdon,modifiedon");
        assertThat(row.path("createdon").asText()).isEqualTo("2020-05-06T07:08:09Z");
        assertThat(row.path("modifiedon").asText()).isNotEqualTo("2001-01-01T00:00:00Z");
    }

    /** §6.3: lookups are set and cleared through their navigation property. */
    @Test
    void bindsAndClearsLookups() {
        String account = client.account("A");
        String contact = id(client.post(
                "contacts",
                "{\"lastname\":\"Bäcker\",\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}"));
        client.patch("accounts(" + account + ")", "{\"primarycontactid@odata.bind\":\"/contacts(" + contact + ")\"}");
        assertThat(client.read("accounts(" + account + ")")
                        .path("_primarycontactid_value")
                        .asText())
                .isEqualTo(contact);
        assertThat(client.read("contacts(" + contact + ")")
                        .path("_parentcustomerid_value")
                        .asText())
                .isEqualTo(account);
        client.patch("accounts(" + account + ")", "{\"primarycontactid@odata.bind\":null}");
        assertThat(client.read("accounts(" + account + ")")
                        .path("_primarycontactid_value")
                        .isNull())
                .isTrue();
        assertThat(code(client.patch(
                        "accounts(" + account + ")", "{\"primarycontactid@odata.bind\":\"/contacts(" + ID + ")\"}")))
                .isEqualTo("404 0x80040217");
        assertThat(code(client.patch(
                        "accounts(" + account + ")",
                        "{\"primarycontactid@odata.bind\":\"/accounts(" + account + ")\"}")))
                .isEqualTo("400 0x80048d19");
    }

    /** §6.3 (trap of the custom lookup): its navigation property carries the schema name. */
    @Test
    void takesTheCompanyLookupByItsSchemaName() {
        String company = "/bcbi_companies(" + DataverseIds.COMPANY + ")";
        assertThat(client.post("accounts", "{\"name\":\"A\",\"bcbi_CompanyId@odata.bind\":\"" + company + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(code(client.post("accounts", "{\"name\":\"A\",\"bcbi_companyid@odata.bind\":\"" + company + "\"}")))
                .isEqualTo("400 0x80048d19");
    }

    /** §13: who wrote, also under impersonation. */
    @Test
    void tellsWhoWrote() {
        String id = client.as(Caller.PERSON).account("A");
        JsonNode row = client.as(Caller.KOPPEL).read("accounts(" + id + ")");
        assertThat(row.path("_modifiedby_value").asText())
                .isEqualTo(Caller.PERSON.dataverseUser().toString());
        assertThat(row.path("_ownerid_value").asText())
                .isEqualTo(Caller.PERSON.dataverseUser().toString());
        assertThat(row.path("_modifiedonbehalfby_value").isNull()).isTrue();
        client.patch(
                "accounts(" + id + ")",
                "{\"name\":\"B\"}",
                "MSCRMCallerID",
                Caller.PERSON.dataverseUser().toString());
        row = client.read("accounts(" + id + ")");
        assertThat(row.path("_modifiedby_value").asText())
                .isEqualTo(Caller.PERSON.dataverseUser().toString());
        assertThat(row.path("_modifiedonbehalfby_value").asText())
                .isEqualTo(Caller.KOPPEL.dataverseUser().toString());
    }

    /** §10.8: contacts go with their account; users are never made or deleted. */
    @Test
    void deletesContactsWithTheirAccountAndMakesNoUsers() {
        String account = client.account("A");
        String contact = id(client.post(
                "contacts",
                "{\"lastname\":\"B\",\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}"));
        assertThat(client.delete("accounts(" + account + ")").status()).isEqualTo(204);
        assertThat(code(client.get("contacts(" + contact + ")"))).isEqualTo("404 0x80040217");
        assertThat(code(client.post("systemusers", "{\"lastname\":\"New\"}"))).isEqualTo("403 0x80040220");
        assertThat(code(client.patch("systemusers(" + Caller.PERSON.dataverseUser() + ")", "{\"islicensed\":false}")))
                .isEqualTo("400 0x80041d4c");
    }

    /** §6.1: one column by PUT and DELETE; §2: and by GET, raw with $value. */
    @Test
    void readsAndWritesOneColumn() {
        String name = "accounts(" + client.account("A") + ")/name";
        assertThat(client.send("PUT", name, "{\"value\":\"B\"}").status()).isEqualTo(204);
        assertThat(client.read(name).path("value").asText()).isEqualTo("B");
        assertThat(client.get(name + "/$value").bodyText()).isEqualTo("B");
        assertThat(client.delete(name).status()).isEqualTo(204);
        assertThat(client.get(name).status()).isEqualTo(204);
    }

    /** §6.1: deep create is one transaction. */
    @Test
    void createsNestedRowsOrNone() {
        String deep = "{\"name\":\"A\",\"contact_customer_accounts\":[{\"lastname\":\"X\"},{\"lastname\":\"%s\"}]}";
        String id = id(client.post("accounts", deep.formatted("Y")));
        assertThat(client.read("accounts(" + id + ")/contact_customer_accounts?$orderby=lastname&$select=lastname")
                        .path("value"))
                .extracting(row -> row.path("lastname").asText())
                .containsExactly("X", "Y");
        assertThat(code(client.post("accounts", deep.formatted("Y".repeat(51)))))
                .isEqualTo("400 0x80044331");
        assertThat(client.get("accounts/$count").bodyText()).isEqualTo("1");
    }

    /** §6.2: alternate keys exist once defined, are unique, and address rows. */
    @Test
    void addressesRowsByAnAlternateKeyOnceDefined() {
        String byNumber = "accounts(accountnumber='C1')";
        assertThat(client.get(byNumber).status()).isEqualTo(400);
        client.post(
                "EntityDefinitions(LogicalName='account')/Keys",
                "{\"SchemaName\":\"number\",\"KeyAttributes\":[\"accountnumber\"]}");
        assertThat(code(client.get(byNumber))).isEqualTo("404 0x80060891");
        assertThat(client.patch(byNumber, "{\"name\":\"A\"}").status()).isEqualTo(204);
        assertThat(client.read(byNumber).path("accountnumber").asText()).isEqualTo("C1");
        assertThat(code(client.post("accounts", "{\"name\":\"B\",\"accountnumber\":\"c1\"}")))
                .isEqualTo("412 0x80060892");
    }

    /** §6.3: members are added to and taken from collections by $ref. */
    @Test
    void linksRowsByReference() {
        String team = "teams(" + DataverseIds.OWNING_TEAM + ")/teammembership_association";
        String user = Caller.KOPPEL.dataverseUser().toString();
        client.post(
                team + "/$ref",
                "{\"@odata.id\":\"" + DataverseClient.BASE + "/api/data/v9.2/systemusers(" + user + ")\"}");
        assertThat(client.read(team).path("value"))
                .extracting(row -> row.path("systemuserid").asText())
                .contains(user);
        assertThat(client.delete(team + "(" + user + ")/$ref").status()).isEqualTo(204);
        assertThat(client.read(team).path("value"))
                .extracting(row -> row.path("systemuserid").asText())
                .doesNotContain(user);
    }
}
