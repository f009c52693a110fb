package io.koppel.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.journal.AuditRow;
import io.koppel.mapping.OrderModel;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.Listing;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import io.koppel.route.OperationsOf;
import io.koppel.sales.SalesSettings;
import io.koppel.scenario.SalesPapers;
import io.koppel.testing.Basedir;
import io.koppel.testing.Browser;
import io.koppel.testing.RouteFolder;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, as an administrator walks through it; skipped where none is found unless
 * {@code KOPPEL_BROWSER_TESTS=required}. One browser and one Koppel for all: the tests follow one another, as days do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleBrowserTest {
    private static final String PASSWORD = "a password of the test";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Scene scene;
    private static SalesPapers papers;

    /** In step, then changed on both sides in the same field. */
    private static Pair torn;

    /** Pages that were checked for accessibility. */
    private static final List<String> looked = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        RouteFolder.copy(folder);
        scene = Scene.start(
                SalesSettings.NONE
                        .with(OrderModel.SUBMITTED)
                        .withCreateOrders(true)
                        .withProcessQuotes(true),
                folder);
        papers = new SalesPapers(scene);
        scene.rest().accounts().put("admin", PASSWORD, Role.ADMINISTRATOR);
        scene.rest().accounts().put("eva", PASSWORD, Role.VIEWER);
        for (String name : List.of("Adatum Corporation", "Trey Research", "School of Fine Art", "Alpine Ski House")) {
            scene.customer(name);
        }
        scene.account("Trey Research");
        browser.look(1280, 800, "light");
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(String path) {
        browser.open(scene.rest().address().resolve(path));
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').innerText")
                .asText();
    }

    private static void says(String selector, String words) {
        browser.until("document.querySelector('" + selector + "') && document.querySelector('" + selector
                + "').innerText.includes('" + words + "')");
    }

    private static void picture(String name) throws IOException {
        browser.picture(Basedir.path().resolve(Path.of("target", "screenshots", name + ".png")));
    }

    /** Opens what a summary hides, if it hides anything, and sends the form. */
    private static void send(String form) {
        browser.evaluate("(document.querySelector('" + form + "').closest('details') || {}).open = true");
        browser.clickThrough(form + " button");
    }

    private static void runEnds() {
        browser.until("document.getElementById('run-status') && document.querySelector('#run-status .badge').innerText"
                + " !== 'in process'");
    }

    private static String runOf(String words) {
        return browser.evaluate("location.pathname").asText().replaceAll("\\D", "") + words;
    }

    @Test
    @Order(1)
    void nobodyGetsInWithoutSigningIn() throws IOException {
        open("/couplings?mapping=CUSTOMER");

        assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/sign-in");
        picture("sign-in");
        browser.type("name", "admin");
        browser.type("password", "wrong");
        browser.clickThrough("form button");
        assertThat(text("[role=alert]")).contains("no account of that name with that password");
        browser.type("name", "admin");
        browser.type("password", PASSWORD);
        browser.clickThrough("form button");

        assertThat(browser.evaluate("location.pathname + location.search").asText())
                .as("where they wanted to go")
                .isEqualTo("/couplings?mapping=CUSTOMER");
        assertThat(browser.evaluate("document.cookie").asText())
                .as("scripts do not see the session")
                .isEmpty();
    }

    @Test
    @Order(2)
    void aFullSynchronizationIsPlannedAndFollowedToItsEnd() throws IOException {
        open("/full-synchronization");
        send("form[action$=\"/recommend\"]");
        says("#line-CUSTOMER", "couple");
        browser.evaluate("document.querySelector('form.filter [name=mapping]').value = 'CUSTOMER', true");
        browser.evaluate("document.querySelector('form.filter [name=action]').value = 'couple-and-create', true");
        send("form[action$=\"/choose\"]");
        says("#line-CUSTOMER", "couple-and-create");
        picture("full-synchronization-plan");

        send("form[action$=\"/start\"]");

        says("#line-CUSTOMER", "finished");
        says("#state", "finished");
        browser.until("document.getElementById('question') !== null");
        picture("full-synchronization");
        send("#question form");
        assertThat(text(".said")).contains("Jobs create new records");
        assertThat(scene.person().dataverseList("accounts", "name eq 'Adatum Corporation'"))
                .hasSize(1);
    }

    @Test
    @Order(3)
    void theWayFromAMissingCustomerToTheAnswerIsOneClickLong() throws IOException {
        String number = scene.person()
                .bcCreate("customers", Map.of("displayName", "Not in Sales", "blocked", "All"))
                .get("number")
                .asText();
        open("/");
        browser.type("record", number);
        picture("way-1-overview");

        browser.clickThrough("search button");

        assertThat(text("#summary")).contains("CUSTOMER " + number).contains("blocked");
        assertThat(text("#next")).contains("change the record in Business Central");
        picture("way-2-answer");
        browser.clickThrough("#to-record");
        assertThat(text("#state")).contains("not coupled");
        picture("way-3-record");
    }

    @Test
    @Order(4)
    void aConflictIsResolvedByTheSideThatIsToWin() throws IOException {
        torn = scene.customerPair("Both sides", "faxNumber", "1");
        scene.changeCustomer(torn.businessCentral(), "faxNumber", "2");
        scene.changeAccount(torn.dataverse(), "fax", "3");
        scene.job("CUSTOMER");
        open("/");
        says("article.bad", "changed on both sides");
        picture("overview");

        open("/records/CUSTOMER/" + torn.businessCentral());
        assertThat(text("#comparison tr.conflict"))
                .contains("faxNumber")
                .contains("1")
                .contains("2")
                .contains("3");
        picture("record");
        browser.evaluate("document.querySelector('[value=from-dataverse]').checked = true");
        send("#synchronize");
        runEnds();

        assertThat(scene.customerNow(torn.businessCentral()).get("faxNumber").asText())
                .isEqualTo("3");
        picture("run");
    }

    @Test
    @Order(5)
    void aGroupOfErrorsIsTriedAgainTogether() throws IOException {
        String nobody = scene.person()
                .bcCreate("salespeople", Map.of("code", "JR", "displayName", "Nobody"))
                .get("systemId")
                .asText();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Pair pair = scene.customerPair("Of nobody " + i);
            scene.changeCustomer(pair.businessCentral(), "salespersonId", nobody);
            pairs.add(pair);
        }
        scene.job("CUSTOMER");
        open("/errors");
        says("#groups", "salesperson \\'JR\\' is not coupled");
        picture("errors");
        browser.clickThrough("#groups th a");
        assertThat(text("#says")).startsWith("3 CUSTOMER records");
        picture("error-group");
        for (Pair pair : pairs) {
            scene.changeCustomer(pair.businessCentral(), "salespersonId", Scene.NO_ID);
        }

        send("#retry");
        runEnds();
        open("/errors");

        assertThat(text("#groups")).doesNotContain("JR");
    }

    @Test
    @Order(6)
    void aCouplingIsMadeAndRemoved() throws IOException {
        String here = scene.customer("Made by hand");
        String number = scene.customerNow(here).get("number").asText();
        String there = scene.account("Made by hand in Sales");
        open("/couplings?mapping=CUSTOMER");
        assertThat(browser.evaluate("document.querySelector('td a[href*=\"page=21\"]').href")
                        .asText())
                .contains("page=21")
                .contains("No.");
        assertThat(browser.evaluate("document.querySelector('td a[href*=\"main.aspx\"]').href")
                        .asText())
                .contains("etn=account");
        picture("couplings");
        browser.clickThrough("a[href^=\"/couple?\"]");
        browser.type("businessCentral", number);
        browser.type("dataverse", there);
        picture("couple");

        browser.clickThrough("form.narrow button");
        assertThat(text(".said")).contains("CUSTOMER " + number + " is coupled");
        browser.evaluate("document.querySelector('#uncouple').open = true");
        assertThat(text("#uncouple p")).as("it asks first").contains("stay as they are");
        send("#uncouple form");

        assertThat(text(".said")).contains(number + " is uncoupled");
        assertThat(scene.coupling("CUSTOMER", here)).isNull();
    }

    /** Twice the same failure: the salesperson of its customer is coupled to nobody. */
    private static Pair skipped(String name) {
        Pair pair = scene.customerPair(name);
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "JR");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        return pair;
    }

    /** The same with its account deleted in Sales. */
    private static Pair halved(String name) {
        Pair pair = scene.customerPair(name);
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "city", "Nowhere");
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        return pair;
    }

    private static void openRecord(Pair pair) {
        open("/records/CUSTOMER/" + pair.businessCentral());
    }

    @Test
    @Order(7)
    void whatASkippedRecordFailedOnIsShownAndItIsReleased() throws IOException {
        skipped("Twice the same");
        open("/skipped?mapping=CUSTOMER");
        says("#skipped", "not coupled");
        picture("skipped");

        send("#skipped form");

        assertThat(text(".said")).contains("1 record is released");
        assertThat(text("#skipped")).contains("none");
        skipped("Released with all others");
        open("/skipped");
        send("form[action$=\"/retry-all\"]");
        assertThat(text(".said")).contains("released");
        assertThat(text("#skipped")).contains("none");
    }

    @Test
    @Order(20)
    void aSkippedRecordIsSynchronizedInADirectionOrUncoupled() {
        Pair pair = skipped("Sales shall win");
        scene.changeAccount(pair.dataverse(), "fax", "9");
        openRecord(pair);
        says("#failure", "not coupled");
        browser.evaluate("document.querySelector('[value=from-dataverse]').checked = true");

        send("#synchronize");
        runEnds();

        assertThat(scene.customerNow(pair.businessCentral()).path("faxNumber").asText())
                .isEqualTo("9");
        Pair other = skipped("Goes its own way");
        openRecord(other);
        send("#uncouple form");
        runEnds();
        assertThat(scene.coupling("CUSTOMER", other.businessCentral())).isNull();
    }

    @Test
    @Order(21)
    void aDeletedPartnerIsRestoredOrTheOtherDeletedToo() throws IOException {
        Pair missed = halved("Is missed");
        openRecord(missed);
        picture("record-deleted");

        send("#restore");
        runEnds();

        Pair whole = scene.pair("CUSTOMER", missed.businessCentral());
        assertThat(whole.dataverse()).isNotEqualTo(missed.dataverse());
        assertThat(scene.accountNow(whole.dataverse()).path("name").asText()).isEqualTo("Is missed");
        Pair unwanted = halved("Is not wanted");
        openRecord(unwanted);
        assertThat(text("#delete summary")).contains("Delete the other one too");

        send("#delete form");

        assertThat(text(".said")).contains("The surviving record and its coupling are deleted");
        assertThat(scene.person().bcList("customers", "systemId eq " + unwanted.businessCentral()))
                .isEmpty();
    }

    @Test
    @Order(22)
    void deletedRecordsAreLookedFor() {
        String unit = scene.person()
                .bcCreate("unitsOfMeasure", Map.of("code", "LOST", "displayName", "Lost"))
                .get("systemId")
                .asText();
        scene.create("UNIT-OF-MEASURE", Scene.TO, unit);
        scene.person().bcDelete("unitsOfMeasure", unit);
        open("/skipped?mapping=UNIT-OF-MEASURE");

        send("form[action$=\"/find-deleted\"]");
        runEnds();

        open("/skipped?mapping=UNIT-OF-MEASURE");
        assertThat(text("#skipped")).contains("LOST");
        open("/skipped");
        send("form[action$=\"/find-deleted\"]");
        assertThat(text(".said")).contains("are looked at");
    }

    @Test
    @Order(23)
    void aFailedLineOfAFullSynchronizationIsRestarted() throws IOException {
        open("/full-synchronization");
        send("form[action$=\"/reset\"]");
        assertThat(text("#state")).contains("no plan");
        send("form[action$=\"/recommend\"]");
        JsonNode plan = scene.rest().get("/api/full-synchronization");
        for (String line : plan.path("lines").findValuesAsText("mapping")) {
            String action = line.equals("SHIPPING-AGENT") ? "full" : "none";
            scene.rest().send("PUT", "/api/full-synchronization/" + line, Map.of("action", action));
        }
        scene.person().fault("businessCentral", "GET .*shippingAgents.*", "status-500");
        open("/full-synchronization");
        send("form[action$=\"/start\"]");
        says("#state", "failed");
        says("#line-SHIPPING-AGENT", "error");
        picture("full-synchronization-failed");
        scene.person().noFaults();
        open("/full-synchronization");

        send("form[action$=\"/restart\"]");

        assertThat(text(".said")).contains("tried again");
        says("#line-SHIPPING-AGENT", "finished");
        says("#state", "finished");
    }

    @Test
    @Order(24)
    void aQuoteIsProcessedAndAnOrderCreated() throws IOException {
        String quote = papers.quote(torn.dataverse(), List.of());
        papers.activate(quote);
        String order = papers.order(torn.dataverse(), List.of());
        papers.submit(order);
        open("/quotes?state=waiting");
        says("#quote-" + quote, "waiting");
        picture("quotes");

        send("#quote-" + quote + " form");

        assertThat(text(".said")).contains("was processed");
        open("/quotes?state=settled");
        assertThat(text("#quote-" + quote)).contains("settled");
        assertThat(text("#quotes")).doesNotContain("waiting");
        open("/orders");
        says("#order-" + order, "waiting");
        picture("orders");

        send("#order-" + order + " form");

        assertThat(text(".said")).contains("was created");
        assertThat(text("#orders")).contains("none");
        open("/orders?state=settled");
        assertThat(text("#order-" + order)).contains("settled");
    }

    @Test
    @Order(25)
    void aRecordWithoutPartnerIsCreatedOnTheOtherSide() {
        String here = scene.customer("Created by a click");
        open("/records/CUSTOMER/" + here);

        send("form[action$=\"/create\"]");
        runEnds();

        assertThat(scene.accountNow(scene.pair("CUSTOMER", here).dataverse())
                        .path("name")
                        .asText())
                .isEqualTo("Created by a click");
    }

    @Test
    @Order(26)
    void wholeMappingsRunAreUncoupledAndSetBackTogether() {
        open("/mappings");
        send("form[action$=\"/synchronize-all\"]");
        runEnds();
        open("/mappings/SHIPPING-AGENT");
        send("form[action$=\"/SHIPPING-AGENT/full\"]");
        runEnds();
        assertThat(scene.coupling("SALESPEOPLE", scene.salesperson().dataverse()))
                .isNotNull();
        open("/mappings/SALESPEOPLE");
        send("form[action$=\"/SALESPEOPLE/uncouple\"]");
        runEnds();
        assertThat(scene.rest().get("/api/couplings?mapping=SALESPEOPLE").path("value"))
                .isEmpty();
        open("/mappings");
        send("#reset-all form");
        assertThat(text(".said")).contains("mappings are set back");
        assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/jobs");
    }

    @Test
    @Order(27)
    void fieldRowsAreSwitchedChangedAndAdded() throws IOException {
        String row = "form[action$=\"/field\"]:has([value=mobilePhoneNumber])";
        open("/mappings/CUSTOMER");
        browser.evaluate("document.querySelector('" + row.replace("'", "\\'") + "').id = 'mobile', true");
        send("#mobile");
        assertThat(text(".said")).contains("mobilePhoneNumber · telephone2");
        browser.evaluate("document.querySelector('#change-field [name=row]').value = 'city=address1_city', true");
        browser.evaluate("document.querySelector('#change-field [name=direction]').value = 'to-dataverse', true");
        send("#change-field form");
        assertThat(scene.rest().get("/api/mappings/CUSTOMER").path("fields").toString())
                .contains("\"dataverse\":\"address1_city\",\"direction\":\"to-dataverse\"");
        browser.type("businessCentral", "state");
        browser.evaluate("document.querySelector('#add-field [name=businessCentral]').value = 'state', true");
        browser.evaluate("document.querySelector('#add-field [name=dataverse]').value = 'address1_county', true");
        send("#add-field form");
        assertThat(text(".said")).contains("state · address1_county");
        picture("mapping-fields");
        open("/mappings/SHIPPING-AGENT");
        assertThat(text("main")).contains("address1_shippingmethodcode").contains("Option");
        assertThat(text("#options")).isNotBlank();
    }

    @Test
    @Order(8)
    void aPlanIsShownFieldByFieldAndApplied() throws IOException {
        scene.changeCustomer(torn.businessCentral(), "faxNumber", "4");
        scene.later(java.time.Duration.ofSeconds(2));
        open("/plan?mapping=CUSTOMER&direction=to-dataverse");
        says("#planned", "fax");
        picture("plan");

        send("#apply form");

        assertThat(text(".said")).contains("applied");
        assertThat(scene.accountNow(torn.dataverse()).get("fax").asText()).isEqualTo("4");
        String run = runOf("");

        open("/runs/" + run + "/revert");
        says("#found", "can be put back");
        picture("revert");
        send("#do form");
        assertThat(text(".said")).contains("taken back");
        assertThat(scene.accountNow(torn.dataverse()).get("fax").asText()).isEqualTo("3");
    }

    @Test
    @Order(9)
    void jobsAreHeldAndRestarted() throws IOException {
        open("/jobs");
        says("#jobs", "CUSTOMER");
        picture("jobs");

        send("#job-CUSTOMER form[action$=\"/hold\"]");
        assertThat(text(".said")).contains("CUSTOMER is on hold");
        open("/");
        says("#live", "is on hold");
        open("/jobs/CUSTOMER");
        picture("job");
        send("form[action$=\"/restart\"]");

        assertThat(text(".said")).contains("CUSTOMER is ready");
        send("form[action$=\"/run\"]");
        runEnds();
        open("/jobs");
        browser.evaluate("document.querySelector('#disable-connection [name=reason]').value = 'an upgrade', true");
        send("#disable-connection form");
        assertThat(text(".said")).contains("nothing is sent");
        assertThat(text("#disconnected")).contains("by admin because of an upgrade");
        open("/mappings/VENDOR");
        send("form[action$=\"/VENDOR/synchronize\"]");
        assertThat(text(".said.refused")).contains("the connection is not enabled");
        open("/jobs");
        send("form[action$=\"/connection/enable\"]");
        assertThat(text(".said")).contains("is enabled");
    }

    @Test
    @Order(10)
    void recordsAreMatchedAfterALook() throws IOException {
        String here = scene.customer("Perfect match");
        scene.account("Perfect match");
        open("/mappings/CUSTOMER/match");
        says("#found", "exactly one free partner");
        assertThat(text("table")).contains("exact");
        picture("match");

        send("form[action$=\"/match\"]");
        runEnds();

        assertThat(scene.coupling("CUSTOMER", here)).isNotNull();
    }

    @Test
    @Order(11)
    void aMappingIsSwitchedOffAndOn() throws IOException {
        open("/mappings/VENDOR");
        picture("mapping");

        send("form[action$=\"/disable\"]");
        assertThat(text(".said")).contains("VENDOR is disabled");
        send("form[action$=\"/enable\"]");
        assertThat(text(".said")).contains("VENDOR is enabled");
        send("form[action$=\"/create-new\"]");
        assertThat(text(".said")).contains("VENDOR");
        send("form[action$=\"/reset\"]");
        assertThat(text(".said")).contains("as its file says");
        send("form[action$=\"/VENDOR/synchronize\"]");
        runEnds();
    }

    @Test
    @Order(12)
    void whatIsRefusedIsSaidWhereItWasAsked() {
        open("/couple?mapping=CUSTOMER");
        browser.type("businessCentral", "no such number");

        browser.clickThrough("form.narrow button");

        assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/couple");
        assertThat(text(".said.refused")).isNotBlank();
    }

    @Test
    @Order(13)
    void anAccountIsMadeAndEveryActIsInTheAuditList() throws IOException {
        open("/accounts");
        browser.evaluate("document.querySelector('form.narrow [name=name]').value = 'otto', true");
        browser.type("password", "long enough for otto");
        browser.evaluate("document.querySelector('[name=role]').value = 'operator', true");
        send("form[action$=\"/put\"]");
        assertThat(text("#accounts")).contains("otto");
        picture("accounts");
        send("#account-otto form");
        assertThat(text(".said")).contains("otto can sign in no more");
        open("/audit");
        picture("audit");

        String audit = text("#audit");
        assertThat(audit)
                .contains("putAccount", "name=otto role=operator", "startFullSynchronization", "uncouple", "signIn")
                .contains("done", "refused")
                .doesNotContain("long enough", PASSWORD);
        JsonNode rows = scene.rest().get("/api/audit?person=admin&limit=100").path("value");
        assertThat(rows.findValuesAsText("act")).contains("revertRun", "retryErrorGroup", "holdJob");
        assertThat(rows.findValuesAsText("face")).containsOnly("console");
    }

    @Test
    @Order(30)
    void everyPageIsAccessibleInBothSchemesAndFitsTheWindow() throws Exception {
        String axe = axe();
        String number = scene.customerNow(torn.businessCentral()).get("number").asText();
        skipped("Still fails");
        String group = scene.rest()
                .get("/api/errors/groups")
                .path("value")
                .get(0)
                .path("id")
                .asText();
        List<String> pages = List.of(
                "/",
                "/find?mapping=CUSTOMER&record=" + number,
                "/mappings",
                "/mappings/CUSTOMER",
                "/mappings/CUSTOMER/match",
                "/jobs",
                "/jobs/CUSTOMER",
                "/full-synchronization",
                "/couplings?mapping=CUSTOMER",
                "/couple?mapping=CUSTOMER",
                "/customers/" + torn.businessCentral() + "/quotes",
                "/records/CUSTOMER/" + torn.businessCentral(),
                "/skipped",
                "/errors",
                "/errors/all",
                "/errors/groups/" + group,
                "/plan?mapping=CUSTOMER",
                "/history?mapping=CUSTOMER",
                "/job-log",
                "/orders?state=settled",
                "/quotes",
                "/runs/1",
                "/runs/1/revert",
                "/records/CUSTOMER/" + torn.businessCentral() + "/explain",
                "/audit",
                "/accounts");
        List<String> faults = new ArrayList<>();
        looked.addAll(pages);
        for (String page : pages) {
            String name = page.replaceAll("[?].*", "")
                    .replace(torn.businessCentral(), "one")
                    .replace(group, "one");
            browser.look(1280, 800, "light");
            open(page);
            browser.evaluate(axe + "; true");
            faults.addAll(manners(page));
            for (String scheme : List.of("light", "dark")) {
                int width = scheme.equals("light") ? 1280 : 800;
                browser.look(width, 800, scheme);
                faults.addAll(faults(page + " " + scheme, scheme.equals("dark")));
                if (browser.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                        .asBoolean()) {
                    faults.add(page + " is wider than " + width);
                }
                picture("all/" + scheme + (name.equals("/") ? "/overview" : name));
            }
        }
        browser.look(1280, 800, "light");

        assertThat(faults).isEmpty();
    }

    /** Each act names its command, in its form or below its list; what takes something away is asked for twice. */
    private static List<String> manners(String page) {
        JsonNode silent = browser.evaluate("[...document.querySelectorAll('main form[method=post]')].filter(form =>"
                + " !form.querySelector('.command') && !form.parentElement.querySelector(':scope > .command')"
                + " && !(form.closest('.scroll') && document.querySelector('.scroll ~ p .command'))"
                + " && !(form.closest('article') && form.closest('article').querySelector('.command')))"
                + ".map(form => form.getAttribute('action'))");
        JsonNode rash = browser.evaluate("[...document.querySelectorAll('main form button.contrast')]"
                + ".filter(button => !button.closest('details')).map(button => button.innerText)");
        List<String> faults = new ArrayList<>();
        silent.forEach(form -> faults.add(page + " names no command for " + form.asText()));
        rash.forEach(button -> faults.add(page + " does not ask before " + button.asText()));
        return faults;
    }

    private static String axe() throws IOException {
        try (InputStream script =
                ConsoleBrowserTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The markup is the same in both schemes, the colours are not. */
    private static List<String> faults(String page, boolean onlyColours) {
        JsonNode found = browser.evaluate(
                "axe.run(document, {resultTypes: ['violations']" + (onlyColours ? ", runOnly: ['color-contrast']" : "")
                        + "}).then(result => result.violations"
                        + ".filter(fault => fault.impact === 'serious' || fault.impact === 'critical')"
                        + ".map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).join(' | ').substring(0, 300)))");
        List<String> faults = new ArrayList<>();
        found.forEach(fault -> faults.add(page + " " + fault.asText()));
        return faults;
    }

    @Test
    @Order(31)
    void pagesAreWholeWithoutScripts() {
        browser.scripts(false);
        try {
            for (String page :
                    List.of("/", "/jobs", "/full-synchronization", "/records/CUSTOMER/" + torn.businessCentral())) {
                String source = scene.rest().page(page, "admin", PASSWORD);
                assertThat(source).contains("</table>").contains("</html>");
                assertThat(source.contains("method=\"post\"")).as(page).isEqualTo(!page.equals("/"));
            }
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    @Order(32)
    void aPageOfAnotherSessionCannotSendAForm() {
        open("/jobs/CUSTOMER");

        browser.evaluate("document.querySelectorAll('[name=_form]').forEach(field => field.value = 'forged'), true");
        send("form[action$=\"/hold\"]");

        assertThat(text(".said.refused")).contains("not made for this session");
        assertThat(scene.rest().get("/api/jobs/CUSTOMER").path("status").asText())
                .isNotEqualTo("on hold");
    }

    @Test
    @Order(32)
    void oldPassesAreRemovedAfterAQuestion() {
        open("/job-log");
        browser.evaluate("document.querySelector('#delete').open = true");
        assertThat(text("#delete p")).contains("what skipped records refer to");
        browser.evaluate("document.querySelector('#delete [name=olderThan]').value = 'PT0S', true");

        send("#delete form");

        assertThat(text(".said")).contains("entries are deleted with their errors");
    }

    @Test
    @Order(33)
    void aViewerSeesEverythingAndNoButtonThatChangesIt() throws IOException {
        open("/");
        browser.clickThrough(".who button");
        assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/sign-in");
        browser.signIn(scene.rest().address(), "eva", PASSWORD);

        for (String page : List.of("/", "/jobs", "/mappings/CUSTOMER", "/records/CUSTOMER/" + torn.businessCentral())) {
            open(page);
            assertThat(browser.evaluate("document.querySelectorAll('main form[method=post]').length")
                            .asInt())
                    .as(page)
                    .isZero();
        }
        assertThat(text("nav")).doesNotContain("Audit");
        open("/audit");
        assertThat(text("main")).contains("needs the role administrator");
    }

    @Test
    @Order(35)
    void everyPageWasLookedAtAndEveryActDone() throws Exception {
        Operations operations = OperationsOf.context(
                "CRONUS", scene.rig().database(), scene.rig().koppel(), new ConnectionOperations(List.of(), List::of));
        List<Section> sections = Sections.of(operations, scene.rest().accounts());
        Set<String> done = new TreeSet<>();
        Long before = null;
        do {
            Listing<AuditRow> page = operations.journal().audit().list(null, before, 500);
            page.value().stream()
                    .filter(row -> row.face().equals("console") && "done".equals(row.outcome()))
                    .forEach(row -> done.add(row.act()));
            before = page.next() == null ? null : Long.valueOf(page.next());
        } while (before != null);

        assertThat(done)
                .containsAll(sections.stream()
                        .flatMap(section -> section.acts().stream())
                        .map(Act::name)
                        .toList());
        for (Section section : sections) {
            for (Page page : section.pages()) {
                String shape = page.path().replaceAll(":\\w+", "[^/]+");
                assertThat(looked).as(page.path()).anyMatch(address -> address.replaceAll("[?].*", "")
                        .matches(shape));
            }
        }
    }

    @Test
    @Order(36)
    void nothingWasAskedOfAnotherHostAndNothingWentWrongInTheConsole() {
        assertThat(browser.requests())
                .hasSizeGreaterThan(100)
                .allMatch(request -> request.startsWith(scene.rest().address().toString())
                        || request.startsWith("data:")
                        || request.equals("about:blank"));
        assertThat(browser.complaints().stream()
                        .filter(complaint ->
                                !complaint.contains("status of 401") && !complaint.contains("status of 403"))
                        .toList())
                .as("all but what was refused on purpose")
                .isEmpty();
    }

    @Test
    @Order(37)
    void whereNothingHappensItStillAnswers() {
        open("/records/CUSTOMER/" + UUID.randomUUID());

        assertThat(text("main")).contains("Not found");
    }
}
