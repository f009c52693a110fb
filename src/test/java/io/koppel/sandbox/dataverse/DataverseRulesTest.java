package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.core.Author;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Data rules of Sales: states, money, currencies, choices (dataverse-web-api.md §10). */
class DataverseRulesTest {
    private static final String PICKLIST = "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='%s')"
            + "/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet";

    private final DataverseClient client = new DataverseClient();

    /** §10.6: no state on create; the status follows or fits the state. */
    @Test
    void keepsStateAndStatusTogether() {
        assertThat(code(client.post("accounts", "{\"name\":\"A\",\"statecode\":1}")))
                .isEqualTo("400 0x80048408");
        String row = "accounts(" + client.account("A") + ")";
        assertThat(code(client.patch(row, "{\"statecode\":1,\"statuscode\":1}")))
                .isEqualTo("400 0x80048408");
        assertThat(code(client.patch(row, "{\"statuscode\":2}"))).isEqualTo("400 0x80048408");
        assertThat(code(client.patch(row, "{\"statecode\":7}"))).isEqualTo("400 0x80043af9");
        client.patch(row, "{\"statecode\":1}");
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(2);
        assertThat(client.patch(row, "{\"name\":\"still writable\"}").status()).isEqualTo(204);
        client.patch(row, "{\"statecode\":0,\"statuscode\":1}");
        assertThat(client.read(row).path("statecode").asInt()).isZero();
    }

    private String currency(String iso, String rate) {
        return id(client.post(
                "transactioncurrencies",
                "{\"isocurrencycode\":\"" + iso + "\",\"currencyname\":\"" + iso + "\",\"currencysymbol\":\"" + iso
                        + "\",\"currencyprecision\":2,\"exchangerate\":" + rate + "}"));
    }

    /** §10.2: amounts carry currency, rate and base twin. */
    @Test
    void convertsMoneyToTheBaseCurrency() {
        String usd = currency("USD", "1.25");
        String row = "accounts("
                + id(client.post(
                        "accounts",
                        "{\"name\":\"A\",\"creditlimit\":100.005,\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies("
                                + usd + ")\"}"))
                + ")";
        JsonNode read = client.read(row);
        assertThat(read.path("creditlimit").asDouble()).isEqualTo(100.01);
        assertThat(read.path("exchangerate").asDouble()).isEqualTo(1.25);
        assertThat(read.path("creditlimit_base").asDouble()).isEqualTo(80.008);
        JsonNode plain = client.read("accounts(" + client.account("B") + ")");
        assertThat(plain.path("_transactioncurrencyid_value").asText())
                .isEqualTo(DataverseIds.BASE_CURRENCY.toString());
        assertThat(client.delete("transactioncurrencies(" + usd + ")").status()).isEqualTo(405);
    }

    /** §10.2, §16: what a currency needs, and what of the base currency is fixed. */
    @Test
    void guardsCurrencies() {
        assertThat(code(client.post("transactioncurrencies", "{\"isocurrencycode\":\"CHF\"}")))
                .isEqualTo("400 0x80040200");
        currency("CHF", "0.95");
        assertThat(client.post(
                                "transactioncurrencies",
                                "{\"isocurrencycode\":\"CHF\",\"currencyname\":\"x\",\"currencysymbol\":\"x\",\"currencyprecision\":2,\"exchangerate\":1}")
                        .status())
                .isEqualTo(412);
        String base = "transactioncurrencies(" + DataverseIds.BASE_CURRENCY + ")";
        assertThat(client.patch(base, "{\"exchangerate\":2}").status()).isEqualTo(400);
        client.patch(base, "{\"isocurrencycode\":\"XXX\"}");
        assertThat(client.read(base).path("isocurrencycode").asText()).isEqualTo("EUR");
        assertThat(code(client.as(Caller.PERSON).patch(base, "{\"currencyname\":\"Euros\"}")))
                .isEqualTo("403 0x80040220");
    }

    /** §6.1, table rules: owners may be users or teams; a disabled one is refused. */
    @Test
    void setsTheOwnerAndWhatFollowsFromIt() {
        String row = "accounts(" + client.account("A") + ")";
        client.patch(row, "{\"ownerid@odata.bind\":\"/teams(" + DataverseIds.OWNING_TEAM + ")\"}");
        JsonNode read = client.read(row);
        assertThat(read.path("_owningteam_value").asText()).isEqualTo(DataverseIds.OWNING_TEAM.toString());
        assertThat(read.path("_owninguser_value").isNull()).isTrue();
        assertThat(read.path("_owningbusinessunit_value").asText())
                .isEqualTo(DataverseIds.COMPANY_BUSINESS_UNIT.toString());
        UUID gone = UUID.fromString("d0000000-0000-4000-8000-0000000000dd");
        try (Transaction transaction = client.service.store().database().begin(Author.SETUP)) {
            new SetupRows(client.service.store(), transaction)
                    .of("systemuser", gone)
                    .set("isdisabled", true)
                    .insert();
            transaction.commit();
        }
        assertThat(code(client.patch(row, "{\"ownerid@odata.bind\":\"/systemusers(" + gone + ")\"}")))
                .isEqualTo("400 0x8004022b");
    }

    private static String label(String text) {
        return "\"Label\":{\"LocalizedLabels\":[{\"Label\":\"" + text + "\",\"LanguageCode\":1033}]}";
    }

    private static String option(String rest) {
        return "{\"EntityLogicalName\":\"account\",\"AttributeLogicalName\":\"paymenttermscode\"" + rest + "}";
    }

    /** §10.7: an inserted option counts once published, for this column alone. */
    @Test
    void addsRenamesAndRemovesOptions() {
        assertThat(labels("paymenttermscode")).contains("Net 30");
        SandboxResponse inserted = client.post("InsertOptionValue", option("," + label("14 days")));
        int value = DataverseClient.json(inserted).path("NewOptionValue").asInt();
        assertThat(code(client.post("InsertOptionValue", option(",\"Value\":" + value + "," + label("other")))))
                .startsWith("400");
        assertThat(code(client.post("accounts", "{\"paymenttermscode\":" + value + "}")))
                .isEqualTo("400 0x8004431A");
        publish();
        assertThat(labels("paymenttermscode")).contains("14 days");
        assertThat(labels("address1_freighttermscode")).doesNotContain("14 days");
        assertThat(client.post("accounts", "{\"paymenttermscode\":" + value + "}")
                        .status())
                .isEqualTo(204);
        client.post("UpdateOptionValue", option(",\"Value\":" + value + ",\"MergeLabels\":true," + label("two weeks")));
        publish();
        assertThat(labels("paymenttermscode")).contains("two weeks").doesNotContain("14 days");
        client.post("DeleteOptionValue", option(",\"Value\":" + value));
        publish();
        assertThat(labels("paymenttermscode")).doesNotContain("two weeks");
        String journal = new String(client.context.journal().page(0, 100), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(journal).contains("InsertOptionValue", "UpdateOptionValue", "DeleteOptionValue");
        assertThat(code(client.as(Caller.PERSON).post("InsertOptionValue", option("," + label("no")))))
                .startsWith("403");
    }

    private void publish() {
        assertThat(client.post(
                                "PublishXml",
                                "{\"ParameterXml\":\"<importexportxml><entities><entity>account</entity></entities></importexportxml>\"}")
                        .status())
                .isEqualTo(204);
    }

    private java.util.List<String> labels(String column) {
        java.util.List<String> labels = new java.util.ArrayList<>();
        client.read(PICKLIST.formatted(column))
                .at("/OptionSet/Options")
                .forEach(option ->
                        labels.add(option.at("/Label/UserLocalizedLabel/Label").asText()));
        return labels;
    }
}
