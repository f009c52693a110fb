package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vendors and their accounts, and the persons who belong to them (table-mappings.md §5, §8.3). */
class VendorTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String vendor(String name, Object... more) {
        Map<String, Object> values = values(more);
        values.put("displayName", name);
        return scene.person().bcCreate("vendors", values).get("systemId").asText();
    }

    private static Pair vendorPair(String name, Object... more) {
        String vendor = vendor(name, more);
        assertThat(counters(scene.create("VENDOR", TO, vendor), TO)).isEqualTo(inserted(1));
        return scene.pair("VENDOR", vendor);
    }

    private static JsonNode vendorNow(Pair vendor) {
        return scene.person().bc("vendors(" + vendor.businessCentral() + ")");
    }

    private static JsonNode contactNow(String id) {
        return scene.person().bc("contacts(" + id + ")");
    }

    private static String contactOf(Pair vendor, String first, String last) {
        return scene.person()
                .bcCreate(
                        "contacts",
                        values(
                                "type",
                                "Person",
                                "firstName",
                                first,
                                "lastName",
                                last,
                                "vendorId",
                                vendor.businessCentral()))
                .get("systemId")
                .asText();
    }

    @Test
    void aVendorBecomesAnAccountOfItsTypeAndOwner() {
        Pair salesperson = scene.salesperson();
        String code = scene.person()
                .bc("salespeople(" + salesperson.businessCentral() + ")")
                .get("code")
                .asText();

        Pair vendor = vendorPair("Fabrikam", "purchaserCode", code, "phoneNumber", "555-0100");

        JsonNode account = scene.accountNow(vendor.dataverse());
        assertThat(account.get("customertypecode").asInt()).isEqualTo(11);
        assertThat(account.get("name").asText()).isEqualTo("Fabrikam");
        assertThat(account.get("_ownerid_value").asText()).isEqualTo(salesperson.dataverse());
        assertThat(account.get("_bcbi_companyid_value").isNull()).isFalse();
    }

    @Test
    void editsOfBothSidesArrive() {
        Pair vendor = vendorPair("Contoso Parts");
        scene.person().bcChange("vendors", vendor.businessCentral(), values("city", "Bath"));
        scene.changeAccount(vendor.dataverse(), "telephone1", "42");

        scene.job("VENDOR");

        assertThat(scene.accountNow(vendor.dataverse()).get("address1_city").asText())
                .isEqualTo("Bath");
        assertThat(vendorNow(vendor).get("phoneNumber").asText()).isEqualTo("42");
    }

    @Test
    void aVendorsAccountIsNoCustomers() {
        Pair vendor = vendorPair("Only a vendor");
        scene.changeAccount(vendor.dataverse(), "fax", "1");

        assertThat(counters(scene.run("CUSTOMER", FROM, vendor.dataverse(), false), FROM)
                        .failed())
                .isZero();
        assertThat(scene.coupling("CUSTOMER", vendor.dataverse())).isNull();
    }

    @Test
    void aPersonOfAVendorGetsItsAccountAsParent() {
        Pair vendor = vendorPair("With a person");
        String contact = contactOf(vendor, "Vera", "Vendor");

        assertThat(counters(scene.create("CONTACT", TO, contact), TO)).isEqualTo(inserted(1));

        Pair pair = scene.pair("CONTACT", contact);
        assertThat(scene.person()
                        .dataverse("contacts(" + pair.dataverse() + ")")
                        .get("_parentcustomerid_value")
                        .asText())
                .isEqualTo(vendor.dataverse());
        assertThat(scene.accountNow(vendor.dataverse())
                        .get("_primarycontactid_value")
                        .asText())
                .as("the first contact of the account")
                .isEqualTo(pair.dataverse());
        long mark = scene.mark();
        scene.job("CONTACT");
        scene.job("CONTACT");
        assertThat(scene.writes(mark)).as("nothing is left to write").isEmpty();
    }

    @Test
    void aContactOfAVendorsAccountBelongsToTheVendor() {
        Pair vendor = vendorPair("Reached from Sales");
        String contact = scene.salesContact(vendor.dataverse(), "Sal", "Esperson");

        assertThat(counters(scene.create("CONTACT", FROM, contact), FROM)).isEqualTo(inserted(1));

        JsonNode created = contactNow(scene.pair("CONTACT", contact).businessCentral());
        assertThat(created.get("vendorId").asText()).isEqualTo(vendor.businessCentral());
        assertThat(created.get("companyName").asText()).isEqualTo("Reached from Sales");
    }

    @Test
    void aContactMayMoveFromACustomerToAVendor() {
        Pair customer = scene.customerPair("Left behind");
        Pair vendor = vendorPair("Moved to");
        Pair contact = scene.contactPair(customer, "Mo", "Ver");
        scene.person()
                .dataverseChange(
                        "contacts",
                        contact.dataverse(),
                        values("parentcustomerid_account@odata.bind", "/accounts(" + vendor.dataverse() + ")"));

        assertThat(counters(scene.run("CONTACT", FROM, contact.dataverse(), false), FROM))
                .isEqualTo(modified(1));

        assertThat(contactNow(contact.businessCentral()).get("vendorId").asText())
                .isEqualTo(vendor.businessCentral());
        assertThat(contactNow(contact.businessCentral()).get("customerId").asText())
                .isEqualTo(Scene.NO_ID);
    }

    @Test
    void contactsOfANewVendorGetTheirCompany() {
        String account = scene.account("Vendor of Sales", "customertypecode", 11);
        Pair elsewhere = scene.customerPair("Somewhere else");
        Pair contact = scene.contactPair(elsewhere, "Wai", "Ting");
        scene.person().bcChange("contacts", contact.businessCentral(), values("customerId", Scene.NO_ID));
        scene.person()
                .dataverseChange(
                        "contacts",
                        contact.dataverse(),
                        values("parentcustomerid_account@odata.bind", "/accounts(" + account + ")"));

        assertThat(counters(scene.create("VENDOR", FROM, account), FROM)).isEqualTo(inserted(1));

        assertThat(contactNow(contact.businessCentral()).get("vendorId").asText())
                .isEqualTo(scene.pair("VENDOR", account).businessCentral());
    }
}
