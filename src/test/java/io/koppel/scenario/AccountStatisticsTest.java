package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.job.WakePoll;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Side;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures of customers in Sales, and what is paid of their invoices (sales-documents.md §5, §6). */
class AccountStatisticsTest {
    private static final String JOB = "CUSTOMER-STATISTICS";
    private static final String LEDGER = JOB + " detailedCustomerLedgerEntries";

    private static Scene scene;
    private static SalesPapers papers;
    private static PostedInvoices invoices;
    private static String item;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        papers = new SalesPapers(scene);
        invoices = new PostedInvoices(scene);
        Goods goods = new Goods(scene);
        goods.unitPair("PCS");
        Pair table = goods.itemPair("Table", "PCS", "unitPrice", 100);
        item = goods.itemNow(table.businessCentral()).get("number").asText();
    }

    @BeforeEach
    void nothingIsOwed() {
        papers.run(JOB);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Rest.Reply send(Pair customer) {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().send("POST", "/api/customers/" + customer.businessCentral() + "/statistics", null);
    }

    private static JsonNode statistics(Pair customer) {
        String id = scene.accountNow(customer.dataverse())
                .path("_nav_accountstatisticsid_value")
                .asText();
        return scene.person().dataverse("nav_accountstatisticses(" + id + ")");
    }

    private static BigDecimal money(JsonNode row, String column) {
        return row.get(column).decimalValue().setScale(2, java.math.RoundingMode.UNNECESSARY);
    }

    private static String draft(Pair customer, int quantity) {
        return papers.v2(
                        "salesInvoices",
                        values(
                                "customerId",
                                customer.businessCentral(),
                                "salesInvoiceLines",
                                List.of(PostedInvoices.item(item, quantity))))
                .get("id")
                .asText();
    }

    private static String coupledInvoice(Pair customer) {
        String invoice = invoices.post(customer.businessCentral(), PostedInvoices.account("Work", 1, 100));
        scene.create("POSTEDSALESINV-INV", TO, invoice);
        return invoice;
    }

    private static String state(String invoice) {
        JsonNode there = scene.person()
                .dataverse(
                        "invoices(" + scene.pair("POSTEDSALESINV-INV", invoice).dataverse() + ")");
        return there.get("statecode").asInt() + "/" + there.get("statuscode").asInt();
    }

    private static long entries() {
        return scene.watermark(LEDGER, Side.BUSINESS_CENTRAL);
    }

    @Test
    @Scenario({"ST-01", "ST-02"})
    void figuresOfDraftsAreSentAndBroughtUpToDate() {
        Pair customer = scene.customerPair("Has a draft");
        String draft = draft(customer, 2);

        assertThat(send(customer).body().path("statistics").asText()).isEqualTo("inserted");

        JsonNode first = statistics(customer);
        assertThat(money(first, "nav_outstandinginvoiceslcy")).isEqualByComparingTo("238");
        assertThat(money(first, "nav_balancelcy")).isZero();
        assertThat(money(first, "nav_outstandingserviceorderslcy")).isZero();
        assertThat(first.get("nav_name").asText()).isEqualTo("Has a draft");
        papers.v2Change("salesInvoiceLines", draft, values("quantity", 3));
        assertThat(money(statistics(customer), "nav_outstandinginvoiceslcy")).isEqualByComparingTo("238");

        assertThat(send(customer).body().path("statistics").asText()).isEqualTo("modified");

        JsonNode second = statistics(customer);
        assertThat(money(second, "nav_outstandinginvoiceslcy")).isEqualByComparingTo("357");
        assertThat(second.get("nav_accountstatisticsid").asText())
                .isEqualTo(first.get("nav_accountstatisticsid").asText());
        assertThat(send(customer).body().path("statistics").asText()).isEqualTo("unchanged");
    }

    @Test
    void theJobSendsTheFiguresOfOrdersAndLedgersOfThoseWhoMovedOnly() {
        Pair quiet = scene.customerPair("Quiet customer");
        Pair buyer = scene.customerPair("Orders and pays", "creditLimit", 5000);
        JobLogRow initial = papers.run(JOB).passes().get(0);
        assertThat(initial.counters().inserted()).isEqualTo(2);
        String order = papers.bcOrder(buyer.businessCentral(), item, 3);
        papers.bc("salesOrders(" + order + ")", "release");

        JobLogRow ordered = papers.run(JOB).passes().get(0);

        assertThat(ordered.counters()).isEqualTo(Scene.modified(1));
        assertThat(money(statistics(buyer), "nav_outstandingorderslcy")).isEqualByComparingTo("357");
        assertThat(money(statistics(buyer), "nav_creditlimitlcy")).isEqualByComparingTo("5000");
        papers.bc("salesOrders(" + order + ")", "ship");
        papers.run(JOB);
        assertThat(money(statistics(buyer), "nav_shippednotinvoicedlcy")).isEqualByComparingTo("357");
        papers.bc("salesOrders(" + order + ")", "invoice");
        papers.run(JOB);
        JsonNode end = statistics(buyer);
        assertThat(money(end, "nav_balancelcy")).isEqualByComparingTo("357");
        assertThat(money(end, "nav_totallcy")).isEqualByComparingTo("357");
        assertThat(money(end, "nav_totalsaleslcy")).isEqualByComparingTo("300");
        assertThat(money(end, "nav_outstandingorderslcy")).isZero();
        assertThat(money(statistics(quiet), "nav_totallcy")).isZero();
    }

    @Test
    @Scenario("ST-03")
    void theAccountDoesNotLookChangedByItsLink() {
        Pair customer = scene.customerPair("In step");
        scene.job("CUSTOMER");
        send(customer);
        long mark = scene.mark();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(Scene.counters(run, Scene.FROM).activity()).isZero();
        assertThat(scene.writes(mark)).isEmpty();
        long version = scene.coupling("CUSTOMER", customer.businessCentral())
                .versions()
                .dataverseVersion();
        assertThat(scene.accountNow(customer.dataverse()).get("@odata.etag").asText())
                .contains(Long.toString(version));
    }

    @Test
    @Scenario("ST-04")
    void aPersonsChangeOfTheAccountIsNotSwallowed() {
        Pair customer = scene.customerPair("Changed by a person");
        scene.later(Duration.ofSeconds(2));
        scene.changeAccount(customer.dataverse(), "telephone1", "+49 30 1");
        send(customer);

        scene.job("CUSTOMER");

        assertThat(scene.customerNow(customer.businessCentral())
                        .get("phoneNumber")
                        .asText())
                .isEqualTo("+49 30 1");
    }

    @Test
    @Scenario("ST-08")
    void invoicesFollowTheirPaymentsWithoutMovingThePointer() {
        Pair customer = scene.customerPair("Pays in two parts");
        String invoice = coupledInvoice(customer);
        papers.run(JOB);
        long before = entries();
        invoices.pay(invoice, 39);
        assertThat(send(customer).body().path("invoices").asInt()).isEqualTo(1);
        assertThat(state(invoice)).isEqualTo("2/100002");
        invoices.pay(invoice, null);

        send(customer);

        assertThat(state(invoice)).isEqualTo("2/100001");
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    @Scenario("ST-09")
    void anUnappliedPaymentBringsTheInvoiceBackToBilled() {
        Pair customer = scene.customerPair("Takes it back");
        String invoice = coupledInvoice(customer);
        invoices.pay(invoice, null);
        papers.run(JOB);
        assertThat(state(invoice)).isEqualTo("2/100001");
        papers.bc("postedSalesInvoices(" + invoice + ")", "unapplyPayment");

        RunStatus run = papers.run(JOB);

        assertThat(state(invoice)).isEqualTo("0/4");
        assertThat(run.passes()).allSatisfy(pass -> assertThat(pass.status()).isEqualTo(JobStatus.SUCCESS));
    }

    @Test
    @Scenario("ST-10")
    void anInvoiceThatSalesCanceledIsPaidNonetheless() {
        Pair customer = scene.customerPair("Pays a canceled one");
        String invoice = coupledInvoice(customer);
        String there = scene.pair("POSTEDSALESINV-INV", invoice).dataverse();
        scene.person().dataverseChange("invoices", there, Map.of("statecode", 3, "statuscode", 100003));
        invoices.pay(invoice, null);

        send(customer);

        assertThat(state(invoice)).isEqualTo("2/100001");
    }

    @Test
    @Scenario("ST-11")
    void aCustomerWhoseAccountIsGoneIsSkippedAtOnce() {
        Pair customer = scene.customerPair("Lost its account");
        scene.person().dataverseDelete("accounts", customer.dataverse());

        RunStatus run = papers.run(JOB);

        assertThat(run.passes().get(0).counters()).isEqualTo(Scene.failed(1));
        assertThat(scene.coupling("CUSTOMER", customer.businessCentral()).skipped())
                .isTrue();
        assertThat(scene.coupling("CUSTOMER", customer.businessCentral()).failure())
                .contains("account was not found");
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("its account was not found in Dataverse"));
        assertThat(papers.run(JOB).passes().get(0).counters().activity()).isZero();
        assertThat(send(customer).status()).isEqualTo(409);
        scene.uncouple("CUSTOMER", customer.businessCentral());
    }

    /** §6: a customer that is gone fails once, and its pair is skipped at once. */
    @Test
    void aCustomerThatIsGoneIsSkippedAtOnce() {
        Pair customer = scene.customerPair("Gone for good");
        scene.person().bcDelete("customers", customer.businessCentral());

        RunStatus run = papers.run(JOB);

        assertThat(run.passes().get(0).counters()).isEqualTo(Scene.failed(1));
        assertThat(scene.coupling("CUSTOMER", customer.dataverse()).skipped()).isTrue();
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("the customer was not found in Business Central"));
        assertThat(papers.run(JOB).passes().get(0).counters().activity()).isZero();
        scene.uncouple("CUSTOMER", customer.businessCentral());
    }

    @Test
    void figuresThatMovedWhileACustomerWasSkippedAreSentOnceItIsReleased() {
        scene.person().bcCreate("salespeople", values("code", "STAT", "displayName", "Not coupled"));
        Pair customer = scene.customerPair("Left out for a while");
        papers.run(JOB);
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", "STAT");
        scene.run("CUSTOMER", TO, customer.businessCentral(), false);
        scene.run("CUSTOMER", TO, customer.businessCentral(), false);
        assertThat(scene.coupling("CUSTOMER", customer.businessCentral()).skipped())
                .isTrue();
        invoices.post(customer.businessCentral(), PostedInvoices.account("Work", 1, 100));
        papers.run(JOB);
        assertThat(money(statistics(customer), "nav_balancelcy")).as("left out").isZero();

        scene.skippedRecords().retry("CUSTOMER." + customer.businessCentral());
        papers.run(JOB);

        assertThat(money(statistics(customer), "nav_balancelcy")).isPositive();
    }

    @Test
    void uncouplingACustomerDeletesItsFigures() {
        Pair customer = scene.customerPair("Parts");
        send(customer);
        String id = statistics(customer).get("nav_accountstatisticsid").asText();
        scene.uncouple("CUSTOMER", customer.businessCentral());

        papers.run(JOB);

        assertThat(scene.person().dataverseList("nav_accountstatisticses", "nav_accountstatisticsid eq " + id))
                .isEmpty();
        assertThat(scene.accountNow(customer.dataverse())
                        .path("_nav_accountstatisticsid_value")
                        .isNull())
                .isTrue();
    }

    @Test
    @Scenario("JQ-06")
    void aRunInWhichNothingMovedHasTwoEmptyRowsAndPutsTheJobToSleep() {
        scene.customerPair("Sleeps");
        papers.run(JOB);

        RunStatus idle = papers.run(JOB);

        assertThat(idle.passes()).hasSize(2).allSatisfy(pass -> {
            assertThat(pass.counters().total()).isZero();
            assertThat(pass.status()).isEqualTo(JobStatus.SUCCESS);
        });
        assertThat(scene.rest().get("/api/jobs/" + JOB).path("status").asText()).isEqualTo("on hold due to inactivity");
    }

    @Test
    @Scenario("JQ-05")
    void aNewLedgerEntryWakesTheSleepingJob() {
        Pair customer = scene.customerPair("Wakes it");
        papers.run(JOB);
        papers.run(JOB);
        WakePoll poll = new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, false);
        assertThat(poll.look()).doesNotContain(JOB);
        scene.later(Duration.ofSeconds(2));
        invoices.post(customer.businessCentral(), PostedInvoices.account("Work", 1, 100));

        assertThat(poll.look()).contains(JOB);

        assertThat(scene.rest().get("/api/jobs/" + JOB).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void aLostAnswerLeavesOneRowAndTheNextRunFinishesIt() {
        Pair customer = scene.customerPair("Answer lost");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "POST .*nav_accountstatisticses.*",
                                "fault",
                                "drop-after-apply",
                                "nth",
                                1)));
        papers.run(JOB);
        scene.person().admin("DELETE", "faults", null);

        papers.run(JOB);

        String number =
                scene.customerNow(customer.businessCentral()).get("number").asText();
        assertThat(scene.person().dataverseList("nav_accountstatisticses", "nav_customerno eq '" + number + "'"))
                .hasSize(1);
        assertThat(statistics(customer).get("nav_customerno").asText()).isEqualTo(number);
    }

    @Test
    @Scenario("ST-12")
    void aJobThatIsDueWhileTheConnectionIsOffEndsInErrorWithoutAnEntryOfItsOwn() {
        scene.rest().post("/api/connection/disable", null);
        try {
            assertThat(scene.rest().get("/api/jobs/" + JOB).path("status").asText())
                    .isEqualTo("on hold");
            scene.rest().post("/api/jobs/" + JOB + "/restart", null);
            RunStatus run = papers.run(JOB);
            for (int retry = 0; retry < 5 && !status().equals("error"); retry++) {
                run = papers.run(JOB);
            }

            assertThat(status()).isEqualTo("error");
            assertThat(run.run().status()).isEqualTo(JobStatus.ERROR);
            assertThat(run.run().message()).contains("the connection is not enabled");
            assertThat(run.passes()).isEmpty();
        } finally {
            scene.rest().post("/api/connection/enable", null);
            scene.rest().post("/api/jobs/" + JOB + "/restart", null);
        }
        assertThat(papers.run(JOB).run().status()).isEqualTo(JobStatus.SUCCESS);
    }

    private static String status() {
        return scene.rest().get("/api/jobs/" + JOB).path("status").asText();
    }
}
