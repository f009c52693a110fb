package io.koppel.operate.console;

import io.koppel.operate.Listing;
import io.koppel.operate.Operations;
import io.koppel.operate.customer.AccountRow;
import java.util.List;

/** The opportunities, quotes and cases that Sales has of a customer's account, each with the way to it. */
final class CustomerPages implements Section {
    private static final int ROWS = 50;

    private final Operations operations;

    CustomerPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.below("/couplings", "/customers/:customer/:list", "account-rows", this::rows));
    }

    private Model rows(Ask ask) {
        String customer = ask.path("customer");
        String list = ask.path("list");
        Listing<AccountRow> rows = operations.insights().customers().list(customer, list, ask.after(), ROWS);
        String name = operations.insights().customers().name(customer);
        return Model.titled("Customer " + name + ": " + list + " in Sales")
                .with("customer", customer)
                .with("list", list)
                .with("rows", rows.value())
                .with("next", rows.next())
                .with("address", "/customers/" + customer + "/" + list + "?")
                .with("listing", "koppel customer " + name + " " + list);
    }
}
