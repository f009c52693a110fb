package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCompany;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What an organization has before anything is synchronized: units, users, teams, roles, company row and base currency. */
final class DataverseSetup {
    private final DataverseStore store;

    DataverseSetup(DataverseStore store) {
        this.store = store;
    }

    void organization() {
        try (Transaction transaction = store.database().begin(DataverseService.setupAuthor())) {
            SetupRows rows = new SetupRows(store, transaction);
            currency(rows);
            units(rows);
            users(rows);
            company(rows);
            posts(rows);
            transaction.commit();
        }
        memberships();
    }

    private static void currency(SetupRows rows) {
        rows.of("organization", DataverseIds.ORGANIZATION)
                .set("name", "cronus")
                .set("_basecurrencyid_value", DataverseIds.BASE_CURRENCY)
                .set("basecurrencyprecision", 2L)
                .set("basecurrencysymbol", "€")
                .set("currencydecimalprecision", 2L)
                .set("pricingdecimalprecision", 2L)
                .set("fullnameconventioncode", 5L)
                .set("expirechangetrackingindays", 7L)
                .set("issopintegrationenabled", false)
                .set("createproductswithoutparentinactivestate", false)
                .set("localeid", 1033L)
                .set("languagecode", 1033L)
                .insert();
        rows.of("transactioncurrency", DataverseIds.BASE_CURRENCY)
                .set("isocurrencycode", "EUR")
                .set("currencyname", "Euro")
                .set("currencysymbol", "€")
                .set("currencyprecision", 2L)
                .set("exchangerate", BigDecimal.ONE.setScale(10))
                .set("_organizationid_value", DataverseIds.ORGANIZATION)
                .insert();
    }

    private static void units(SetupRows rows) {
        unit(rows, DataverseIds.ROOT_BUSINESS_UNIT, "cronus", null);
        unit(rows, DataverseIds.COMPANY_BUSINESS_UNIT, "CRONUS BC", DataverseIds.ROOT_BUSINESS_UNIT);
        team(rows, DataverseIds.ROOT_TEAM, "cronus", DataverseIds.ROOT_BUSINESS_UNIT, true);
        team(rows, DataverseIds.OWNING_TEAM, "BCI - CRONUS", DataverseIds.COMPANY_BUSINESS_UNIT, false);
        role(rows, DataverseIds.INTEGRATION_ROLE, "Business Central Integration Administrator");
        role(rows, DataverseIds.SALES_ROLE, "Salesperson");
    }

    private static void unit(SetupRows rows, UUID id, String name, @org.jspecify.annotations.Nullable UUID parent) {
        rows.of("businessunit", id)
                .set("name", name)
                .set("_organizationid_value", DataverseIds.ORGANIZATION)
                .set("_parentbusinessunitid_value", parent)
                .set("isdisabled", false)
                .insert();
    }

    private static void team(SetupRows rows, UUID id, String name, UUID unit, boolean standard) {
        rows.of("team", id)
                .set("name", name)
                .set("_businessunitid_value", unit)
                .set("organizationid", DataverseIds.ORGANIZATION)
                .set("teamtype", 0L)
                .set("isdefault", standard)
                .set("_administratorid_value", Caller.SYSTEM.dataverseUser())
                .insert();
    }

    private static void role(SetupRows rows, UUID id, String name) {
        rows.of("role", id)
                .set("name", name)
                .set("_businessunitid_value", DataverseIds.ROOT_BUSINESS_UNIT)
                .set("organizationid", DataverseIds.ORGANIZATION)
                .insert();
    }

    private static void users(SetupRows rows) {
        user(rows, Caller.SYSTEM.dataverseUser(), "SYSTEM", "", "system@cronus.example", false);
        user(rows, Caller.KOPPEL.dataverseUser(), "#", "Koppel", "koppel@cronus.example", true);
        user(rows, Caller.PERSON.dataverseUser(), "Paula", "Person", "paula.person@cronus.example", false);
    }

    /** The system and the integration user have no licence and are no salespeople; the person is. */
    private static void user(SetupRows rows, UUID id, String first, String last, String mail, boolean integration) {
        boolean person = id.equals(Caller.PERSON.dataverseUser());
        rows.of("systemuser", id)
                .set("firstname", first)
                .set("lastname", last)
                .set("fullname", (first + " " + last).strip())
                .set("internalemailaddress", mail)
                .set("domainname", mail)
                .set("_businessunitid_value", DataverseIds.ROOT_BUSINESS_UNIT)
                .set("organizationid", DataverseIds.ORGANIZATION)
                .set("isdisabled", false)
                .set("islicensed", person)
                .set("isintegrationuser", integration)
                .set("accessmode", person ? 0L : 4L)
                .set("azureactivedirectoryobjectid", new UUID(0xE000_0000_0000_4000L, id.getLeastSignificantBits()))
                .insert();
    }

    private static void company(SetupRows rows) {
        rows.of("bcbi_company", DataverseIds.COMPANY)
                .set("bcbi_name", "CRONUS")
                .set("bcbi_externalid", DataverseIds.BUSINESS_CENTRAL_COMPANY.toString())
                .set("_bcbi_defaultowningteam_value", DataverseIds.OWNING_TEAM)
                .set("_ownerid_value", DataverseIds.OWNING_TEAM)
                .set("_owningbusinessunit_value", DataverseIds.COMPANY_BUSINESS_UNIT)
                .insert();
    }

    /** Posts are on for people and companies; for documents an administrator switches them on (dataverse-web-api.md §11.6). */
    private static void posts(SetupRows rows) {
        for (String table : List.of("account", "contact", "opportunity")) {
            posts(rows, table, true);
        }
        for (String table : List.of("quote", "salesorder", "invoice")) {
            posts(rows, table, false);
        }
    }

    private static void posts(SetupRows rows, String table, boolean on) {
        rows.of("msdyn_postconfig", DemoCompany.id("msdyn_postconfig", table))
                .set("msdyn_entityname", table)
                .set("msdyn_entitydisplayname", table)
                .set("msdyn_configurewall", on)
                .set("statecode", on ? 0L : 1L)
                .set("statuscode", on ? 1L : 2L)
                .insert();
    }

    private void memberships() {
        Memberships links = store.memberships();
        links.add("teammembership_association", DataverseIds.ROOT_TEAM, Caller.PERSON.dataverseUser());
        links.add("teammembership_association", DataverseIds.OWNING_TEAM, Caller.PERSON.dataverseUser());
        links.add("systemuserroles_association", Caller.KOPPEL.dataverseUser(), DataverseIds.INTEGRATION_ROLE);
        links.add("systemuserroles_association", Caller.PERSON.dataverseUser(), DataverseIds.SALES_ROLE);
        links.add("teamroles_association", DataverseIds.OWNING_TEAM, DataverseIds.INTEGRATION_ROLE);
    }
}
