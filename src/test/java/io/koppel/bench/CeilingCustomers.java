package io.koppel.bench;

import java.util.List;

/** Customers copied into accounts column by column. */
final class CeilingCustomers implements CeilingWork {
    private final CeilingHttp http;
    private final Ledger ledger;
    private final CeilingRows accounts;
    private CeilingConstants constants;

    /** @param ledger null where nothing is remembered */
    CeilingCustomers(CeilingHttp http, Ledger ledger) {
        this.http = http;
        this.ledger = ledger;
        this.accounts = new CeilingRows(http, "accounts", "account", columns());
    }

    @Override
    public CeilingColumns columns() {
        return CeilingColumns.CUSTOMERS;
    }

    @Override
    public String set() {
        return "customers";
    }

    @Override
    public String filter() {
        return "blocked eq '_x0020_'";
    }

    @Override
    public void prepare() {
        constants = CeilingConstants.read(http);
    }

    @Override
    public int create(List<Object[]> customers) {
        if (ledger != null) {
            ledger.intend(customers);
        }
        accounts.create(customers, (json, customer) -> {
            json.writeStringField("accountid", (String) customer[0]);
            accounts.values(json, customer);
            json.writeNumberField("customertypecode", 3);
            json.writeStringField("transactioncurrencyid@odata.bind", constants.currency());
            json.writeStringField("bcbi_CompanyId@odata.bind", constants.company());
            json.writeStringField("ownerid@odata.bind", constants.team());
        });
        List<Object[]> created = accounts.read(customers);
        if (ledger != null) {
            ledger.confirm(customers, created);
        }
        return created.size();
    }

    @Override
    public int update(List<Object[]> customers) {
        List<Object[]> before = accounts.read(customers);
        if (ledger != null) {
            ledger.intendUpdate(customers, before);
        }
        java.util.Map<Object, Object[]> byId = new java.util.HashMap<>();
        customers.forEach(customer -> byId.put(customer[0], customer));
        int phone = columns().source().indexOf("phoneNumber");
        int updated = accounts.update(
                before, (json, account) -> json.writeStringField("telephone1", (String) byId.get(account[0])[phone]));
        if (ledger != null) {
            ledger.confirm(customers, before);
        }
        return updated;
    }
}
