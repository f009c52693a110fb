package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.testing.Office;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The checker behind the kills finds what it is there for: each kind of damage, planted into a sound end. */
class AfterKillsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> customers = new ArrayList<>();
    private final List<JsonNode> accounts = new ArrayList<>();
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<Office.Typed> typed = new ArrayList<>();
    private final List<String> brokenInvoices = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> perhaps = new ArrayList<>();
    private final UUID firstAccount = pair("http://m1.example");

    AfterKillsTest() {
        pair("http://m2.example");
        typed.add(new Office.Typed("Firm 1 street there", "Street 7", "Street 7"));
    }

    @Test
    void aSoundEndHasNoFindings() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void aDuplicateIsFound() {
        account(UUID.randomUUID(), "http://m1.example");
        assertThat(findings()).containsExactly("2 accounts of http://m1.example");
    }

    @Test
    void aDuplicateCustomerIsFound() {
        customer(UUID.randomUUID(), "http://m2.example");
        assertThat(findings()).containsExactly("2 customers of http://m2.example");
    }

    @Test
    void aRecordThatIsMissingThereIsFound() {
        accounts.remove(0);
        assertThat(findings()).contains("the customer of http://m1.example has no account");
    }

    @Test
    void aRecordThatIsMissingHereIsFound() {
        account(UUID.randomUUID(), "http://m3.example");
        assertThat(findings()).containsExactly("the account of http://m3.example has no customer");
    }

    @Test
    void aLostCouplingIsFound() {
        couplings.remove(0);
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("not coupled: ")
                .endsWith(firstAccount.toString());
    }

    @Test
    void aCouplingOfStrangersIsFound() {
        couplings.add(Coupling.fresh(UUID.randomUUID(), firstAccount, null, null));
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("coupled, but they do not belong together: ")
                .endsWith(firstAccount.toString());
    }

    @Test
    void aCouplingListedTwiceIsFound() {
        couplings.add(couplings.get(0));
        assertThat(findings()).singleElement().asString().startsWith("coupled twice: ");
    }

    @Test
    void aCouplingThatWaitsForItsCreateStillIsFound() {
        couplings.set(0, couplings.get(0).in(CouplingState.CREATE_PENDING_TO_DATAVERSE));
        assertThat(findings()).singleElement().asString().startsWith("still pending: ");
    }

    @Test
    void anEditThatWasOverwrittenIsFound() {
        typed.add(new Office.Typed("Firm 2 phone here", "559", "551"));
        assertThat(findings()).containsExactly("Firm 2 phone here is 551 instead of 559");
    }

    @Test
    void aBrokenInvoiceIsFound() {
        brokenInvoices.add("103001 is there 2 times");
        assertThat(findings()).containsExactly("103001 is there 2 times");
    }

    @Test
    void aCreateThatTheHistoryDoesNotTellIsFound() {
        told.remove(0);
        assertThat(findings()).containsExactly("create without a history row: dataverse " + firstAccount + " create");
    }

    @Test
    void aCreateThatOnlyTheHistoryTellsIsFound() {
        told.add("dataverse 5 create");
        assertThat(findings()).containsExactly("history row of a create that nobody saw: dataverse 5 create");
    }

    @Test
    void anUpdateWithoutAHistoryRowIsFound() {
        String update = "dataverse " + firstAccount + " update";
        written.addAll(List.of(update, update));
        told.add(update);
        assertThat(findings()).containsExactly("update without a history row: " + update);
    }

    @Test
    void anUpdateThatOnlyTheHistoryTellsIsFound() {
        told.add("dataverse 5 update");
        assertThat(findings()).containsExactly("history row of an update that nobody saw: dataverse 5 update");
    }

    @Test
    void whatMayHaveArrivedNeedNotHaveArrived() {
        String update = "dataverse " + firstAccount + " update";
        written.add(update);
        perhaps.addAll(List.of(update, update, "dataverse 5 create"));
        assertThat(findings()).isEmpty();
    }

    private List<String> findings() {
        return end().findings();
    }

    private AfterKills end() {
        return new AfterKills(customers, accounts, couplings, typed, brokenInvoices, written, told, perhaps);
    }

    private UUID pair(String mark) {
        UUID customer = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        customer(customer, mark);
        account(account, mark);
        couplings.add(Coupling.fresh(customer, account, null, null));
        written.add("dataverse " + account + " create");
        told.add("dataverse " + account + " create");
        return account;
    }

    private void customer(UUID id, String mark) {
        customers.add(JSON.valueToTree(Map.of("systemId", id, "website", mark)));
    }

    private void account(UUID id, String mark) {
        accounts.add(JSON.valueToTree(Map.of("accountid", id, "websiteurl", mark)));
    }
}
