package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static io.koppel.sandbox.dataverse.DataverseClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.http.SandboxResponse;
import org.junit.jupiter.api.Test;

/** Quotes and orders: states, actions, totals, discounts (dataverse-web-api.md §10.2, §10.5, §10.6, §11.1, §11.2). */
class QuotesAndOrdersTest {
    private static final String CLOSED = "400 0x8004022e";

    private final DataverseClient client = new DataverseClient();
    private final SalesRows rows = new SalesRows(client);
    private final String account = client.account("Northwind");
    private final SalesRows.Group group = rows.group("PCS");
    private final String product = rows.product("1000", group);
    private final String list = rows.priceList("Standard");

    private String body(String more) {
        return SalesRows.invoiceBody(account, list, more);
    }

    private String quote(String more) {
        return id(client.post("quotes", body(more)));
    }

    private String order(String more) {
        return id(client.post("salesorders", body(more)));
    }

    private String line(String table, String header, String quantity, String more) {
        return id(client.post(
                table + "details",
                "{\"" + table + "id@odata.bind\":\"/" + table + "s(" + header + ")\","
                        + SalesRows.productLine(product, group.unit(), "\"quantity\":" + quantity + more) + "}"));
    }

    private void state(String row, int state, int status) {
        SandboxResponse answer = client.patch(row, "{\"statecode\":" + state + ",\"statuscode\":" + status + "}");
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(204);
    }

    private static String close(String quote, int status) {
        return "{\"Status\":" + status + ",\"QuoteClose\":{\"subject\":\"x\",\"quoteid@odata.bind\":\"/quotes(" + quote
                + ")\"}}";
    }

    private static String orderClose(String order, int status) {
        return "{\"Status\":" + status
                + ",\"OrderClose\":{\"subject\":\"x\",\"salesorderid@odata.bind\":\"/salesorders(" + order + ")\"}}";
    }

    private int status(String row) {
        return client.read(row).path("statuscode").asInt();
    }

    /** §10.6: a quote is a draft, then active by state; won and closed by actions alone; written as a draft alone. */
    @Test
    void aQuoteIsWonByItsActionAlone() {
        String quote = quote("");
        String row = "quotes(" + quote + ")";
        String line = line("quote", quote, "2", ",\"ispriceoverridden\":true,\"priceperunit\":5");
        assertThat(client.read(row).path("quotenumber").asText()).startsWith("QUO-");
        assertThat(client.read(row).path("revisionnumber").asInt()).isZero();
        assertThat(code(client.post("WinQuote", close(quote, -1)))).isEqualTo("400 0x80048408");
        state(row, 1, 2);
        assertThat(code(client.patch(row, "{\"name\":\"Changed\"}"))).isEqualTo(CLOSED);
        assertThat(code(client.patch("quotedetails(" + line + ")", "{\"quantity\":3}")))
                .isEqualTo(CLOSED);
        assertThat(code(client.patch(row, "{\"statecode\":2,\"statuscode\":4}")))
                .isEqualTo("400 0x80048408");
        state(row, 0, 1);
        client.patch("quotedetails(" + line + ")", "{\"quantity\":3}");
        state(row, 1, 3);
        assertThat(code(client.post("CloseQuote", close(quote, 4)))).isEqualTo("400 0x80048408");
        assertThat(client.post("WinQuote", close(quote, -1)).status()).isEqualTo(204);
        JsonNode won = client.read(row);
        assertThat(won.path("statecode").asInt()).isEqualTo(2);
        assertThat(won.path("statuscode").asInt()).isEqualTo(4);
        assertThat(won.path("closedon").isNull()).isFalse();
        assertThat(won.path("totalamount").asInt()).isEqualTo(15);
        assertThat(client.read("quotedetails(" + line + ")")
                        .path("quotestatecode")
                        .asInt())
                .isEqualTo(2);
        assertThat(code(client.post("CloseQuote", close(quote, 5)))).isEqualTo(CLOSED);
        assertThat(code(client.patch(row, "{\"statecode\":0,\"statuscode\":1}")))
                .isEqualTo(CLOSED);
    }

    /** §10.6, §11.1: a revision keeps the number and counts up; the old quote is closed as revised; one is open at a time. */
    @Test
    void aRevisionKeepsTheNumber() {
        String quote = quote(",\"freightamount\":7");
        line("quote", quote, "2", ",\"ispriceoverridden\":true,\"priceperunit\":5");
        String revise = "{\"QuoteId\":\"%s\",\"ColumnSet\":{\"AllColumns\":true}}";
        assertThat(code(client.post("ReviseQuote", String.format(revise, quote))))
                .isEqualTo("400 0x80048d00");
        state("quotes(" + quote + ")", 1, 2);
        SandboxResponse answer = client.post("ReviseQuote", String.format(revise, quote));
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
        JsonNode revision = json(answer);
        JsonNode old = client.read("quotes(" + quote + ")");
        assertThat(old.path("statecode").asInt()).isEqualTo(3);
        assertThat(old.path("statuscode").asInt()).isEqualTo(7);
        assertThat(revision.path("quotenumber")).isEqualTo(old.path("quotenumber"));
        assertThat(revision.path("revisionnumber").asInt()).isEqualTo(1);
        assertThat(revision.path("statecode").asInt()).isZero();
        assertThat(revision.path("totalamount").asInt()).isEqualTo(17);
        String second = revision.path("quoteid").asText();
        assertThat(client.read("quotes(" + second + ")/quote_details").path("value"))
                .hasSize(1);
        assertThat(code(client.post("ReviseQuote", String.format(revise, quote))))
                .isEqualTo("400 0x80048d00");
        state("quotes(" + second + ")", 1, 2);
        client.post("CloseQuote", close(second, 5));
        assertThat(json(client.post("ReviseQuote", String.format(revise, second)))
                        .path("revisionnumber")
                        .asInt())
                .isEqualTo(2);
        assertThat(status("quotes(" + second + ")")).isEqualTo(5);
    }

    /** §11.1: the order has the quote's lines and figures and names the quote, which is won by it. */
    @Test
    void anOrderIsMadeOfAQuote() {
        String quote = quote(",\"discountpercentage\":10,\"freightamount\":7");
        line("quote", quote, "3", ",\"ispriceoverridden\":true,\"priceperunit\":10,\"manualdiscountamount\":1");
        state("quotes(" + quote + ")", 1, 2);
        SandboxResponse answer = client.post(
                "ConvertQuoteToSalesOrder",
                "{\"QuoteId\":\"" + quote + "\",\"ColumnSet\":{\"AllColumns\":false,\"Columns\":[\"ordernumber\"]}}");
        String order = json(answer).path("salesorderid").asText();
        assertThat(json(answer).has("name")).isFalse();
        JsonNode read = client.read("salesorders(" + order + ")");
        assertThat(read.path("ordernumber").asText()).startsWith("ORD-");
        assertThat(read.path("_quoteid_value").asText()).isEqualTo(quote);
        assertThat(read.path("totalamount"))
                .isEqualTo(client.read("quotes(" + quote + ")").path("totalamount"));
        assertThat(read.path("totalamount").asDouble()).isEqualTo(33.1);
        assertThat(client.read("salesorders(" + order + ")/order_details")
                        .at("/value/0/manualdiscountamount")
                        .asInt())
                .isEqualTo(1);
        assertThat(status("quotes(" + quote + ")")).isEqualTo(4);
    }

    /** §10.6: an order is submitted and invoiced by state, fulfilled and cancelled by actions; written while active alone. */
    @Test
    void anOrderGoesThroughItsStates() {
        String order = order("");
        String row = "salesorders(" + order + ")";
        state(row, 1, 3);
        assertThat(code(client.patch(row, "{\"lastbackofficesubmit\":\"2026-11-26T00:00:00Z\"}")))
                .isEqualTo(CLOSED);
        assertThat(code(client.patch(row, "{\"statecode\":3,\"statuscode\":100001}")))
                .isEqualTo("400 0x80048408");
        state(row, 0, 2);
        assertThat(client.patch(row, "{\"lastbackofficesubmit\":\"2026-11-26T00:00:00Z\"}")
                        .status())
                .isEqualTo(204);
        state(row, 1, 3);
        String fulfill = "salesorders/Microsoft.Dynamics.CRM.FulfillSalesOrder";
        assertThat(client.post(fulfill, orderClose(order, 100002)).status()).isEqualTo(204);
        assertThat(status(row)).isEqualTo(100002);
        assertThat(client.read(row).path("datefulfilled").isNull()).isFalse();
        assertThat(code(client.post(fulfill, orderClose(order, -1)))).isEqualTo(CLOSED);
        state(row, 0, 2);
        state(row, 4, 100003);
        assertThat(code(client.post("CancelSalesOrder", orderClose(order, -1)))).isEqualTo(CLOSED);
        state(row, 0, 2);
        assertThat(client.post("CancelSalesOrder", orderClose(order, -1)).status())
                .isEqualTo(204);
        assertThat(status(row)).isEqualTo(4);
        assertThat(code(client.patch(row, "{\"statecode\":0,\"statuscode\":1}")))
                .isEqualTo(CLOSED);
        assertThat(client.delete(row).status()).isEqualTo(204);
    }

    /** §10.5: orders are left to the integration user where order processing is integrated; quotes never are. */
    @Test
    void onlyOrdersAreLeftToTheIntegration() {
        client.patch("organizations(" + DataverseIds.ORGANIZATION + ")", "{\"issopintegrationenabled\":true}");
        String order = order("");
        line("salesorder", order, "2", ",\"ispriceoverridden\":true,\"priceperunit\":5");
        client.patch("salesorders(" + order + ")", "{\"totalamount\":99}");
        assertThat(client.read("salesorders(" + order + ")").path("totalamount").asInt())
                .isEqualTo(99);
        String quote = quote("");
        line("quote", quote, "2", ",\"ispriceoverridden\":true,\"priceperunit\":5");
        assertThat(client.read("quotes(" + quote + ")").path("totalamount").asInt())
                .isEqualTo(10);
        client.as(Caller.PERSON).patch("salesorders(" + order + ")", "{\"description\":\"x\"}");
        assertThat(client.read("salesorders(" + order + ")").path("totalamount").asInt(-1))
                .as("reckoned of lines without amounts")
                .isZero();
    }

    /** §10.5: the volume discount is the server's, each, by the discount list of the price list's item. */
    @Test
    void volumeDiscountsComeFromTheDiscountList() {
        String discounts = id(client.post("discounttypes", "{\"name\":\"Many\",\"isamounttype\":false}"));
        client.post(
                "discounts",
                "{\"lowquantity\":10,\"highquantity\":99,\"percentage\":5,\"discounttypeid@odata.bind\":\"/discounttypes("
                        + discounts + ")\"}");
        String price = id(client.post("productpricelevels", SalesRows.price(list, product, group.unit(), "8")));
        client.patch(
                "productpricelevels(" + price + ")",
                "{\"discounttypeid@odata.bind\":\"/discounttypes(" + discounts + ")\"}");
        String order = order("");
        String line = line("salesorder", order, "10", ",\"manualdiscountamount\":2");
        JsonNode read = client.read("salesorderdetails(" + line + ")");
        assertThat(read.path("volumediscountamount").asDouble()).isEqualTo(0.4);
        assertThat(read.path("baseamount").asDouble()).isEqualTo(76);
        assertThat(read.path("extendedamount").asDouble()).isEqualTo(74);
        assertThat(client.read("salesorders(" + order + ")")
                        .path("totallineitemdiscountamount")
                        .asDouble())
                .isEqualTo(6);
        client.patch("salesorderdetails(" + line + ")", "{\"quantity\":9}");
        assertThat(client.read("salesorderdetails(" + line + ")")
                        .path("volumediscountamount")
                        .isNull())
                .isTrue();
        client.post("salesorders(" + order + ")/Microsoft.Dynamics.CRM.LockSalesOrderPricing", "{}");
        client.patch("productpricelevels(" + price + ")", "{\"amount\":50}");
        client.patch("salesorderdetails(" + line + ")", "{\"quantity\":2}");
        assertThat(client.read("salesorderdetails(" + line + ")")
                        .path("baseamount")
                        .asInt())
                .isEqualTo(16);
        client.post("UnlockSalesOrderPricing", "{\"SalesOrderId\":\"" + order + "\"}");
        client.patch("salesorderdetails(" + line + ")", "{\"quantity\":3}");
        assertThat(client.read("salesorderdetails(" + line + ")")
                        .path("baseamount")
                        .asInt())
                .isEqualTo(150);
    }

    /** §10.2: the price list has the document's currency, which is frozen by the first line. */
    @Test
    void currenciesAgree() {
        String usd = id(
                client.post(
                        "transactioncurrencies",
                        "{\"isocurrencycode\":\"USD\",\"currencyname\":\"USD\",\"currencysymbol\":\"$\",\"currencyprecision\":2,\"exchangerate\":1.25}"));
        String bind = "\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies(" + usd + ")\"";
        assertThat(code(client.post("quotes", body("," + bind)))).isEqualTo("400 0x80048cf6");
        assertThat(code(client.post("salesorders", body("," + bind)))).isEqualTo("400 0x80048cee");
        String dollars = id(client.post("pricelevels", "{\"name\":\"US\"," + bind + "}"));
        String quote = quote("");
        String both = "{" + bind + ",\"pricelevelid@odata.bind\":\"/pricelevels(" + dollars + ")\"}";
        line("quote", quote, "1", ",\"ispriceoverridden\":true");
        assertThat(code(client.patch("quotes(" + quote + ")", both))).isEqualTo("400 0x8004480e");
        String empty = quote("");
        assertThat(client.patch("quotes(" + empty + ")", both).status()).isEqualTo(204);
        assertThat(code(client.post("salesorders", "{\"name\":\"x\"}"))).isEqualTo("400 0x80040200");
        assertThat(client.delete("pricelevels(" + dollars + ")").status()).isEqualTo(405);
    }

    /** §6.1, §8: an order with its lines in one body, in a change set too; all or nothing. */
    @Test
    void anOrderComesWithItsLines() {
        String line = "{" + SalesRows.productLine(product, group.unit(), "\"quantity\":%s,\"ispriceoverridden\":true,")
                + "\"priceperunit\":2,\"sequencenumber\":%s}";
        String lines =
                ",\"order_details\":[" + String.format(line, "3", "2") + "," + String.format(line, "%s", "1") + ","
                        + "{\"isproductoverridden\":true,\"productdescription\":\"Set-up\",\"quantity\":1,\"priceperunit\":9}]";
        SandboxResponse made =
                client.post("salesorders", body(String.format(lines, "4")), "Prefer", "return=representation");
        assertThat(json(made).path("totalamount").asInt()).isEqualTo(23);
        assertThat(code(client.post("salesorders", body(String.format(lines, "null")))))
                .isEqualTo("400 0x80081012");
        assertThat(client.read("salesorders").path("value")).hasSize(1);
        String order = json(made).path("salesorderid").asText();
        assertThat(client.read("salesorderdetails?$filter=_salesorderid_value eq " + order + "&$orderby=sequencenumber")
                        .at("/value/0/quantity")
                        .asInt())
                .isEqualTo(4);
        assertThat(client.read("salesorders?$filter=statecode eq 0 and lastbackofficesubmit eq null")
                        .path("value"))
                .hasSize(1);
    }

    /** §11.2: an invoice of an order has its lines and names it; the order stays as it is. */
    @Test
    void anInvoiceIsMadeOfAnOrder() {
        String order = order("");
        line("salesorder", order, "2", ",\"ispriceoverridden\":true,\"priceperunit\":5");
        state("salesorders(" + order + ")", 1, 3);
        JsonNode invoice = json(client.post(
                "ConvertSalesOrderToInvoice",
                "{\"SalesOrderId\":\"" + order + "\",\"ColumnSet\":{\"AllColumns\":true}}"));
        assertThat(invoice.path("_salesorderid_value").asText()).isEqualTo(order);
        assertThat(invoice.path("totalamount").asInt()).isEqualTo(10);
        assertThat(client.read("salesorders(" + order + ")/order_invoices").path("value"))
                .hasSize(1);
        assertThat(status("salesorders(" + order + ")")).isEqualTo(3);
    }

    /** §11.1: documents of an opportunity have its customer and its price list. */
    @Test
    void aQuoteIsMadeOfAnOpportunity() {
        String body = "{\"name\":\"Deal\",\"parentaccountid@odata.bind\":\"/accounts(" + account + ")\"%s}";
        String without = id(client.post("opportunities", String.format(body, "")));
        String action = "{\"OpportunityId\":\"%s\",\"ColumnSet\":{\"AllColumns\":true}}";
        assertThat(code(client.post("GenerateQuoteFromOpportunity", String.format(action, without))))
                .isEqualTo("400 0x80100010");
        String deal = id(client.post(
                "opportunities", String.format(body, ",\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"")));
        JsonNode quote = json(client.post("GenerateQuoteFromOpportunity", String.format(action, deal)));
        assertThat(quote.path("_customerid_value").asText()).isEqualTo(account);
        assertThat(quote.path("_opportunityid_value").asText()).isEqualTo(deal);
        assertThat(quote.path("statecode").asInt()).isZero();
    }
}
