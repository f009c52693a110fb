package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.testing.Scenario;
import org.junit.jupiter.api.Test;

/** Opportunities and invoices (dataverse-web-api.md §10.5, §10.6, §11.1, §16). */
class SalesDocumentsTest {
    private final DataverseClient client = new DataverseClient();
    private final SalesRows rows = new SalesRows(client);
    private final String account = client.account("Northwind");
    private final SalesRows.Group group = rows.group("PCS");
    private final String product = rows.product("1000", group);
    private final String list = rows.priceList("Standard");

    private String invoice(String more) {
        return id(client.post("invoices", SalesRows.invoiceBody(account, list, more)));
    }

    private String productLine(String invoice, String more) {
        return SalesRows.line(invoice, SalesRows.productLine(product, group.unit(), more));
    }

    /** §10.6, §11.1: won and lost by actions alone, read-only then, reopened by state. */
    @Test
    void closesOpportunitiesByActions() {
        String id = id(client.post("opportunities", "{\"name\":\"Deal\",\"estimatedvalue\":500}"));
        String row = "opportunities(" + id + ")";
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(1);
        assertThat(code(client.patch(row, "{\"statecode\":1,\"statuscode\":3}")))
                .isEqualTo("400 0x80100005");
        String close = "{\"Status\":-1,\"OpportunityClose\":{\"subject\":\"won\",\"opportunityid@odata.bind\":\"/" + row
                + "\"}}";
        assertThat(client.post("WinOpportunity", close).status()).isEqualTo(204);
        JsonNode won = client.read(row);
        assertThat(won.path("statecode").asInt()).isEqualTo(1);
        assertThat(won.path("statuscode").asInt()).isEqualTo(3);
        assertThat(won.path("actualvalue").asInt()).isEqualTo(500);
        assertThat(won.path("actualclosedate").isNull()).isFalse();
        assertThat(code(client.post("LoseOpportunity", close))).isEqualTo("400 0x8004022e");
        assertThat(code(client.patch(row, "{\"name\":\"Changed\"}"))).isEqualTo("400 0x8004022e");
        assertThat(client.patch(row, "{\"statecode\":0,\"statuscode\":1}").status())
                .isEqualTo(204);
        assertThat(client.patch(row, "{\"name\":\"Changed\"}").status()).isEqualTo(204);
        assertThat(code(client.post("LoseOpportunity", close.replace(":-1", ":3"))))
                .isEqualTo("400 0x80048408");
        assertThat(client.post("LoseOpportunity", close.replace(":-1", ":5")).status())
                .isEqualTo(204);
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(5);
    }

    /** §16: the customer follows the parents; an estimate of the system's own is not the caller's. */
    @Test
    void fillsInCustomerAndEstimateOfOpportunities() {
        String row = "opportunities("
                + id(client.post(
                        "opportunities",
                        "{\"name\":\"Deal\",\"estimatedvalue\":500,\"parentaccountid@odata.bind\":\"/accounts("
                                + account + ")\"}"))
                + ")";
        assertThat(client.read(row).path("_customerid_value").asText()).isEqualTo(account);
        assertThat(client.read(row).path("_accountid_value").asText()).isEqualTo(account);
        client.patch(row, "{\"isrevenuesystemcalculated\":true,\"estimatedvalue\":900}");
        assertThat(client.read(row).path("estimatedvalue").asInt()).isZero();
        assertThat(code(client.post("opportunities", "{\"description\":\"no name\"}")))
                .isEqualTo("400 0x80040200");
    }

    /** §16: what an invoice needs; the number is made where none is given, and stays. */
    @Test
    void guardsInvoices() {
        String good = SalesRows.invoiceBody(account, list, "");
        assertThat(code(client.post("invoices", good.replace("\"name\":\"Invoice\",", ""))))
                .isEqualTo("400 0x80040200");
        assertThat(code(client.post(
                        "invoices",
                        "{\"name\":\"x\",\"customerid_account@odata.bind\":\"/accounts(" + account + ")\"}")))
                .isEqualTo("400 0x80100010");
        String usd = id(
                client.post(
                        "transactioncurrencies",
                        "{\"isocurrencycode\":\"USD\",\"currencyname\":\"USD\",\"currencysymbol\":\"$\",\"currencyprecision\":2,\"exchangerate\":1.25}"));
        String foreign = ",\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies(" + usd + ")\"";
        assertThat(code(client.post("invoices", SalesRows.invoiceBody(account, list, foreign))))
                .isEqualTo("400 0x80048ced");
        String row = "invoices(" + invoice("") + ")";
        JsonNode read = client.read(row);
        assertThat(read.path("invoicenumber").asText()).startsWith("INV-");
        assertThat(read.path("_accountid_value").asText()).isEqualTo(account);
        client.patch(row, "{\"invoicenumber\":\"103001\"}");
        assertThat(client.read(row).path("invoicenumber").asText()).startsWith("INV-");
        assertThat(client.read("invoices(" + invoice(",\"invoicenumber\":\"103001\"") + ")")
                        .path("invoicenumber")
                        .asText())
                .isEqualTo("103001");
        assertThat(client.delete("accounts(" + account + ")").status()).isEqualTo(405);
    }

    /** §10.5: amounts of lines and totals of the header are reckoned on every write. */
    @Test
    void reckonsAmountsAndTotals() {
        client.post("productpricelevels", SalesRows.price(list, product, group.unit(), "10"));
        String invoice = invoice(",\"discountpercentage\":10,\"freightamount\":7");
        String first = id(client.post("invoicedetails", productLine(invoice, "\"quantity\":3,\"tax\":5")));
        JsonNode line = client.read("invoicedetails(" + first + ")");
        assertThat(line.path("priceperunit").asInt()).isEqualTo(10);
        assertThat(line.path("baseamount").asInt()).isEqualTo(30);
        assertThat(line.path("extendedamount").asInt()).isEqualTo(35);
        assertThat(line.path("lineitemnumber").asInt()).isEqualTo(1);
        client.post(
                "invoicedetails",
                SalesRows.line(
                        invoice,
                        "\"isproductoverridden\":true,\"productdescription\":\"Rounding\",\"quantity\":1,"
                                + "\"priceperunit\":70,\"manualdiscountamount\":0.5"));
        JsonNode header = client.read("invoices(" + invoice + ")");
        assertThat(header.path("totallineitemamount").asDouble()).isEqualTo(99.5);
        assertThat(header.path("totaldiscountamount").asDouble()).isEqualTo(9.95);
        assertThat(header.path("totalamountlessfreight").asDouble()).isEqualTo(89.55);
        assertThat(header.path("totaltax").asDouble()).isEqualTo(5);
        assertThat(header.path("totalamount").asDouble()).isEqualTo(101.55);
        assertThat(header.path("totallineitemdiscountamount").asDouble()).isEqualTo(0.5);
        client.patch("invoices(" + invoice + ")", "{\"totalamount\":1}");
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").asDouble())
                .isEqualTo(101.55);
        client.delete("invoicedetails(" + first + ")");
        assertThat(client.read("invoices(" + invoice + ")").path("totaltax").asInt())
                .isZero();
    }

    /** §10.5: a price is overridden, found in the price list, or an error of the line and its header. */
    @Test
    void tellsPricingErrors() {
        String invoice = invoice("");
        String line = "invoicedetails("
                + id(client.post("invoicedetails", productLine(invoice, "\"quantity\":2,\"priceperunit\":8"))) + ")";
        assertThat(client.read(line).path("pricingerrorcode").asInt()).isEqualTo(11);
        assertThat(client.read("invoices(" + invoice + ")")
                        .path("pricingerrorcode")
                        .asInt())
                .isEqualTo(1);
        client.patch(line, "{\"ispriceoverridden\":true,\"priceperunit\":8}");
        assertThat(client.read(line).path("pricingerrorcode").asInt()).isZero();
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").asInt())
                .isEqualTo(16);
    }

    /** §10.5, §12: a line holds a product with a unit of its group, or a text written in. */
    @Test
    void guardsLines() {
        String invoice = invoice("");
        SalesRows.Group other = rows.group("KG");
        String text = "\"isproductoverridden\":true,\"productdescription\":\"x\",\"quantity\":1";
        assertThat(code(client.post("invoicedetails", productLine(invoice, text))))
                .isEqualTo("400 0x80043afb");
        assertThat(code(client.post(
                        "invoicedetails",
                        SalesRows.line(invoice, "\"uomid@odata.bind\":\"/uoms(" + group.unit() + ")\"," + text))))
                .isEqualTo("400 0x80043afa");
        assertThat(code(client.post("invoicedetails", SalesRows.line(invoice, "\"quantity\":1"))))
                .isEqualTo("400 0x80043b11");
        assertThat(code(client.post("invoicedetails", productLine(invoice, "\"tax\":1"))))
                .isEqualTo("400 0x80081012");
        assertThat(code(client.post(
                        "invoicedetails",
                        SalesRows.line(
                                invoice, "\"productid@odata.bind\":\"/products(" + product + ")\",\"quantity\":1"))))
                .isEqualTo("400 0x80043b0d");
        assertThat(code(client.post(
                        "invoicedetails",
                        SalesRows.line(invoice, SalesRows.productLine(product, other.unit(), "\"quantity\":1")))))
                .isEqualTo("400 0x80043b14");
        client.post("invoicedetails", productLine(invoice, "\"quantity\":1"));
        assertThat(client.delete("products(" + product + ")").status()).isEqualTo(405);
    }

    /** §10.5: the amounts of a new line are reckoned; those it came with are not taken. */
    @Test
    @Scenario("BL-04")
    void takesNoAmountsWithANewLine() {
        String text = "\"isproductoverridden\":true,\"productdescription\":\"x\",\"quantity\":0,";
        String line = id(client.post(
                "invoicedetails", SalesRows.line(invoice(""), text + "\"baseamount\":1,\"extendedamount\":2")));
        JsonNode stored = client.read("invoicedetails(" + line + ")");
        assertThat(stored.path("baseamount").decimalValue()).isZero();
        assertThat(stored.path("extendedamount").decimalValue()).isZero();
    }

    /** §10.6: a canceled invoice cannot be paid; it has to be active. */
    @Test
    @Scenario("BL-09")
    void paysNoCanceledInvoice() {
        String row = "invoices(" + invoice("") + ")";
        client.patch(row, "{\"statecode\":3,\"statuscode\":100003}");
        assertThat(client.read(row).path("statecode").asInt()).isEqualTo(3);
        assertThat(client.patch(row, "{\"statecode\":2,\"statuscode\":100001}").status())
                .isEqualTo(400);
        assertThat(client.read(row).path("statecode").asInt()).isEqualTo(3);
    }

    /** §10.6: a paid invoice and its lines take no change until it is active again. */
    @Test
    @Scenario("BL-08")
    void closesInvoices() {
        String invoice = invoice("");
        String row = "invoices(" + invoice + ")";
        String line =
                id(client.post("invoicedetails", productLine(invoice, "\"quantity\":1,\"ispriceoverridden\":true")));
        assertThat(client.patch(row, "{\"statecode\":0,\"statuscode\":4}").status())
                .isEqualTo(204);
        assertThat(client.patch(row, "{\"statecode\":2,\"statuscode\":100002}").status())
                .isEqualTo(204);
        assertThat(client.read("invoicedetails(" + line + ")")
                        .path("invoicestatecode")
                        .asInt())
                .isEqualTo(2);
        assertThat(code(client.patch(row, "{\"description\":\"x\"}"))).isEqualTo("400 0x8004022e");
        assertThat(code(client.patch(row, "{\"statecode\":2,\"statuscode\":100001}")))
                .isEqualTo("400 0x8004022e");
        assertThat(code(client.patch("invoicedetails(" + line + ")", "{\"quantity\":2}")))
                .isEqualTo("400 0x8004022e");
        assertThat(code(client.post("invoicedetails", productLine(invoice, "\"quantity\":1"))))
                .isEqualTo("400 0x8004022e");
        assertThat(code(client.delete("invoicedetails(" + line + ")"))).isEqualTo("400 0x8004022e");
        assertThat(client.patch(row, "{\"statecode\":0,\"statuscode\":4}").status())
                .isEqualTo(204);
        assertThat(client.patch("invoicedetails(" + line + ")", "{\"quantity\":2}")
                        .status())
                .isEqualTo(204);
    }

    /** §10.5: with order-processing integration the integration user's figures stay, and only this user's. */
    @Test
    void leavesFiguresToTheIntegration() {
        client.patch("organizations(" + DataverseIds.ORGANIZATION + ")", "{\"issopintegrationenabled\":true}");
        String invoice = invoice(",\"totalamount\":4711");
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").isNull())
                .isTrue();
        String line = id(client.post(
                "invoicedetails",
                productLine(invoice, "\"quantity\":3,\"ispriceoverridden\":true,\"priceperunit\":10")));
        assertThat(client.read("invoicedetails(" + line + ")")
                        .path("baseamount")
                        .isNull())
                .isTrue();
        client.patch("invoicedetails(" + line + ")", "{\"baseamount\":29,\"extendedamount\":34}");
        client.patch("invoices(" + invoice + ")", "{\"totalamount\":34}");
        assertThat(client.read("invoicedetails(" + line + ")")
                        .path("baseamount")
                        .asInt())
                .isEqualTo(29);
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").asInt())
                .isEqualTo(34);
        client.as(Caller.PERSON).patch("invoicedetails(" + line + ")", "{\"quantity\":4}");
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").asInt())
                .isEqualTo(40);
    }

    /** §10.5: {@code skippricecalculation} on the row leaves its figures to the caller. */
    @Test
    void skipsTheCalculationWhereTheRowSaysSo() {
        String invoice = invoice(",\"skippricecalculation\":3");
        client.post(
                "invoicedetails",
                productLine(
                        invoice,
                        "\"quantity\":3,\"ispriceoverridden\":true,\"priceperunit\":10,\"skippricecalculation\":3"));
        client.patch("invoices(" + invoice + ")", "{\"totalamount\":34}");
        assertThat(client.read("invoices(" + invoice + ")").path("totalamount").asInt())
                .isEqualTo(34);
    }

    /** §6.1: header and lines in one body are one transaction; the answer has the totals. */
    @Test
    void createsAnInvoiceWithItsLines() {
        String line = "{" + SalesRows.productLine(product, group.unit(), "\"quantity\":%s,\"ispriceoverridden\":true,")
                + "\"priceperunit\":2}";
        String lines = ",\"invoice_details\":[" + String.format(line, "3") + "," + String.format(line, "%s") + "]";
        SandboxResponse made = client.post(
                "invoices",
                SalesRows.invoiceBody(account, list, String.format(lines, "4")),
                "Prefer",
                "return=representation");
        assertThat(made.status()).isEqualTo(201);
        assertThat(DataverseClient.json(made).path("totalamount").asInt()).isEqualTo(14);
        assertThat(client.read("invoices("
                                + DataverseClient.json(made).path("invoiceid").asText() + ")/invoice_details")
                        .path("value"))
                .hasSize(2);
        assertThat(code(client.post("invoices", SalesRows.invoiceBody(account, list, String.format(lines, "null")))))
                .isEqualTo("400 0x80081012");
        assertThat(client.read("invoices").path("value")).hasSize(1);
    }
}
