package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posted sales invoices become invoices with their lines, whole or not at all (sales-documents.md §4, §5). */
class InvoiceTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";
    private static final String LINE = "POSTEDSALESLINE-INV";
    private static Scene scene;
    private static PostedInvoices invoices;
    private static Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        invoices = new PostedInvoices(scene);
        customer = scene.customerPair("Invoiced", "city", "Bath");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Pair sent(String invoice) {
        assertThat(counters(scene.create(INVOICE, TO, invoice), TO)).isEqualTo(inserted(1));
        return scene.pair(INVOICE, invoice);
    }

    private static JsonNode invoiceNow(Pair pair) {
        return scene.person().dataverse("invoices(" + pair.dataverse() + ")");
    }

    private static void amount(JsonNode row, String column, String expected) {
        assertThat(row.get(column).decimalValue()).as(column).isEqualByComparingTo(new BigDecimal(expected));
    }

    @Test
    @Scenario("MG-61")
    void anInvoiceIsSentWithItsLines() {
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.account("Freight", 2, 50),
                PostedInvoices.comment("Thank you"));

        RunStatus run = scene.create(INVOICE, TO, posted);

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        assertThat(scene.errors(run)).isEmpty();
        Pair pair = scene.pair(INVOICE, posted);
        JsonNode header = invoices.header(posted);
        JsonNode invoice = invoiceNow(pair);
        assertThat(invoice.get("invoicenumber").asText())
                .isEqualTo(header.get("number").asText());
        assertThat(invoice.get("name").asText()).isEqualTo(header.get("number").asText());
        assertThat(invoice.get("_customerid_value").asText()).isEqualTo(customer.dataverse());
        assertThat(invoice.get("_bcbi_companyid_value").isNull()).isFalse();
        amount(invoice, "totalamountlessfreight", "100");
        assertThat(invoice.get("totalamount").decimalValue())
                .isEqualByComparingTo(header.get("totalAmountIncludingTax").decimalValue());
        assertThat(invoice.get("statecode").asInt()).isZero();
        List<JsonNode> details = invoices.details(pair.dataverse());
        assertThat(details).hasSize(2);
        assertThat(details.get(0).get("productdescription").asText()).isEqualTo("40450 Freight.");
        assertThat(details.get(0).get("isproductoverridden").asBoolean()).isTrue();
        assertThat(details.get(1).get("productdescription").asText()).isEqualTo("Thank you.");
        amount(details.get(1), "quantity", "0");
    }

    @Test
    @Scenario("MG-48")
    void aLineCarriesItsAmounts() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Service", 3, 40));
        JsonNode line = invoices.lines(posted).get(0);

        Pair pair = sent(posted);

        JsonNode detail = invoices.details(pair.dataverse()).get(0);
        assertThat(detail.get("lineitemnumber").asInt())
                .isEqualTo(line.get("lineNumber").asInt());
        amount(detail, "quantity", "3");
        amount(detail, "priceperunit", "40");
        amount(detail, "baseamount", line.get("netAmount").asText());
        amount(detail, "extendedamount", line.get("netAmountIncludingTax").asText());
        assertThat(detail.get("tax").decimalValue())
                .isEqualByComparingTo(line.get("netAmountIncludingTax")
                        .decimalValue()
                        .subtract(line.get("netAmount").decimalValue()));
        assertThat(detail.get("ispriceoverridden").asBoolean()).isTrue();
    }

    @Test
    void theLinesAreCoupledOneByOne() {
        String posted = invoices.post(
                customer.businessCentral(), PostedInvoices.account("A", 1, 1), PostedInvoices.account("B", 1, 2));

        Pair pair = sent(posted);

        List<JsonNode> details = invoices.details(pair.dataverse());
        List<JsonNode> lines = invoices.lines(posted);
        for (int i = 0; i < 2; i++) {
            assertThat(scene.pair(LINE, lines.get(i).get("systemId").asText()).dataverse())
                    .isEqualTo(details.get(i).get("invoicedetailid").asText());
        }
    }

    @Test
    @Scenario("MG-30")
    void linesHaveNoRunOfTheirOwn() {
        assertThat(scene.engine().mappings().apply(LINE).schedule().every()).isNull();
        assertThat(scene.engine().mappings().apply(LINE).onlyCoupled()).isFalse();
        assertThat(scene.engine().mappings().apply(LINE).businessCentral().filter())
                .isNull();
        assertThat(scene.engine().mappings().apply(LINE).dataverse().filter()).isNull();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> scene.job(LINE))
                .hasMessageContaining("travel with their document")
                .hasMessageContaining(INVOICE);
    }

    @Test
    void aSecondRunFindsNothingToWrite() {
        sent(invoices.post(customer.businessCentral(), PostedInvoices.account("Once", 1, 10)));
        scene.job(INVOICE);
        long mark = scene.mark();

        scene.job(INVOICE);

        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void anInvoiceOfAnUncoupledCustomerFailsAndLeavesNothing() {
        String other = scene.customer("Not coupled");
        String posted = invoices.post(other, PostedInvoices.account("Freight", 1, 1));

        RunStatus run = scene.create(INVOICE, TO, posted);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("is not coupled", "CUSTOMER"));
        assertThat(scene.coupling(INVOICE, posted)).isNull();
    }

    @Test
    @Scenario("RU-14")
    void aCustomerOutsideItsFilterIsNotSynchronizedForItsInvoice() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        String blocked = scene.customer("Blocked after posting");
        String posted = invoices.post(blocked, PostedInvoices.account("Freight", 1, 1));
        scene.changeCustomer(blocked, "blocked", "Invoice");

        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(failed(1));
        assertThat(scene.coupling("CUSTOMER", blocked)).isNull();
    }

    @Test
    void aCustomerThatMayBeCreatedIsSynchronizedFirst() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        String fresh = scene.customer("Comes along");
        String posted = invoices.post(fresh, PostedInvoices.account("Freight", 1, 1));

        Pair pair = sent(posted);

        assertThat(invoiceNow(pair).get("_customerid_value").asText())
                .isEqualTo(scene.pair("CUSTOMER", fresh).dataverse());
    }

    @Test
    @Scenario({"SH-24", "SH-29"})
    void anUnpaidInvoiceIsBilled() {
        Pair pair = sent(invoices.post(customer.businessCentral(), PostedInvoices.account("Open", 1, 100)));

        state(pair, 0, 4);
    }

    private static void state(Pair pair, int state, int status) {
        JsonNode invoice = invoiceNow(pair);
        assertThat(List.of(
                        invoice.get("statecode").asInt(),
                        invoice.get("statuscode").asInt()))
                .isEqualTo(List.of(state, status));
    }

    @Test
    @Scenario("SH-25")
    void aPaidInvoiceIsComplete() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Paid", 1, 100));
        invoices.pay(posted, null);

        state(sent(posted), 2, 100_001);
    }

    @Test
    @Scenario("SH-26")
    void aHalfPaidInvoiceIsPartial() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Half", 1, 100));
        Pair pair = sent(posted);
        invoices.pay(posted, 50);

        scene.job(INVOICE);

        state(pair, 2, 100_002);
    }

    @Test
    @Scenario("ST-09")
    void aPaymentThatIsTakenBackOpensTheInvoiceAgain() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Back", 1, 100));
        Pair pair = sent(posted);
        BigDecimal amount = invoices.header(posted).get("remainingAmount").decimalValue();
        invoices.pay(posted, null);
        scene.job(INVOICE);
        state(pair, 2, 100_001);

        invoices.pay(posted, amount.negate());
        scene.job(INVOICE);

        state(pair, 0, 4);
    }

    @Test
    @Scenario("ST-10")
    void businessCentralWinsOverAStateSetInSales() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Canceled there", 1, 100));
        Pair pair = sent(posted);
        scene.person().dataverseChange("invoices", pair.dataverse(), Map.of("statecode", 3, "statuscode", 100_003));
        invoices.pay(posted, null);

        scene.job(INVOICE);

        state(pair, 2, 100_001);
    }

    @Test
    void aCancelledInvoiceIsCanceled() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.account("Cancelled", 1, 100));
        invoices.cancel(posted);

        state(sent(posted), 3, 100_003);
    }
}
