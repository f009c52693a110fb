package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoProducts;
import io.koppel.sandbox.demo.DemoSales;
import java.util.List;
import java.util.UUID;

/** The demonstration company's Sales side: users, accounts (some inactive) and their people (design.md §9). */
final class DataverseDemo {
    private final DataverseStore store;

    DataverseDemo(DataverseStore store) {
        this.store = store;
    }

    void load(DemoCompany company) {
        try (Transaction transaction = store.database().begin(DataverseService.setupAuthor())) {
            SetupRows rows = new SetupRows(store, transaction);
            for (DemoCompany.Salesperson salesperson : company.salespeople()) {
                int blank = salesperson.name().lastIndexOf(' ');
                rows.user(
                        salesperson.userId(),
                        salesperson.name().substring(0, Math.max(0, blank)),
                        salesperson.name().substring(blank + 1),
                        salesperson.email());
                store.memberships().add("teammembership_association", DataverseIds.ROOT_TEAM, salesperson.userId());
            }
            List<DemoCompany.Account> accounts = company.accounts();
            for (int i = 0; i < accounts.size(); i++) {
                UUID owner = company.salespeople()
                        .get(i % company.salespeople().size())
                        .userId();
                account(rows, accounts.get(i), owner);
                for (DemoCompany.Person person : company.persons()) {
                    if (person.customer().equals(accounts.get(i).name())) {
                        person(rows, person, accounts.get(i), owner);
                    }
                }
            }
            for (DemoSales.Opportunity opportunity :
                    DemoSales.cronus(company, DemoProducts.cronus()).opportunities()) {
                if (opportunity.number().isEmpty()) {
                    opportunity(rows, opportunity, company.salespeople().get(0).userId());
                }
            }
            transaction.commit();
        }
    }

    /** One that is in Sales alone, for an account of that name. */
    private static void opportunity(SetupRows rows, DemoSales.Opportunity opportunity, UUID owner) {
        UUID account = DemoCompany.id("account", opportunity.person());
        rows.of("opportunity", DemoCompany.id("opportunity", opportunity.name()))
                .set("name", opportunity.name())
                .set("estimatedvalue", opportunity.steps().get(0).setScale(Values.MONEY_SCALE))
                .set("estimatedclosedate", opportunity.closing())
                .set("_parentaccountid_value", account)
                .set("_customerid_value", account)
                .set("_accountid_value", account)
                .money()
                .ownedBy(owner)
                .insert();
    }

    private static UUID id(DemoCompany.Account account) {
        return DemoCompany.id("account", account.name());
    }

    private static void account(SetupRows rows, DemoCompany.Account account, UUID owner) {
        rows.of("account", id(account))
                .set("name", account.name())
                .set("customertypecode", 3L)
                .set("address1_line1", account.address().line1())
                .set("address1_line2", account.address().line2())
                .set("address1_postalcode", account.address().postCode())
                .set("address1_city", account.address().city())
                .set("address1_country", account.address().country())
                .set("statecode", account.active() ? 0L : 1L)
                .set("statuscode", account.active() ? 1L : 2L)
                .money()
                .ownedBy(owner)
                .insert();
    }

    private static void person(SetupRows rows, DemoCompany.Person person, DemoCompany.Account account, UUID owner) {
        rows.of("contact", DemoCompany.id("contact", person.email()))
                .set("firstname", person.firstName())
                .set("lastname", person.lastName())
                .set("fullname", person.firstName() + " " + person.lastName())
                .set("telephone1", person.phone())
                .set("emailaddress1", person.email())
                .set("_parentcustomerid_value", id(account))
                .money()
                .ownedBy(owner)
                .insert();
    }
}
