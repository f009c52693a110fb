package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes rows by the thousand that only Sales has, the same ones for the same seed (design.md §7). */
final class DataverseSeeds {
    /** What can be made; contacts of BC have the plain name. */
    static final Set<String> KINDS = Set.of("accounts", "dataverseContacts", "systemusers", DataverseOrderSeeds.KIND);

    private static final int TRANSACTION = 10_000;

    /** Keeps names apart from those that Business Central makes of the same seed. */
    private static final long APART = 1_000_003;

    private final DataverseStore store;

    DataverseSeeds(DataverseStore store) {
        this.store = store;
    }

    /** Makes rows of a kind; contacts are people at the accounts that are there. */
    void seed(String kind, int count, long seed) {
        SeedNames names = new SeedNames(seed + APART);
        switch (kind) {
            case "accounts" -> inChunks("account", count, (rows, record) -> account(rows, names, record));
            case "systemusers" -> inChunks("systemuser", count, (rows, record) -> user(rows, names, record));
            case DataverseOrderSeeds.KIND -> inChunks("salesorder", count, new DataverseOrderSeeds(store, names)::make);
            default -> {
                List<UUID> accounts = accounts();
                inChunks("contact", count, (rows, record) -> contact(rows, names, record, accounts));
            }
        }
    }

    private static void account(SetupRows rows, SeedNames names, int record) {
        var address = names.address(record);
        rows.of("account", names.id("account", record))
                .set("name", names.company(record))
                .set("accountnumber", "D" + record)
                .set("customertypecode", 3L)
                .set("address1_line1", address.line1())
                .set("address1_postalcode", address.postCode())
                .set("address1_city", address.city())
                .set("address1_country", address.country())
                .set("telephone1", names.phone(record))
                .set("emailaddress1", names.email("account", record))
                .set(
                        "creditlimit",
                        BigDecimal.valueOf(names.pick(record, 20, 500) * 100L).setScale(Values.MONEY_SCALE))
                .set("paymenttermscode", (long) (1 + names.pick(record, 21, 4)))
                .money()
                .ownedBy(Caller.PERSON.dataverseUser())
                .insert();
    }

    private static void contact(SetupRows rows, SeedNames names, int record, List<UUID> accounts) {
        rows.of("contact", names.id("contact", record))
                .set("firstname", names.firstName(record))
                .set("lastname", names.lastName(record))
                .set("fullname", names.firstName(record) + " " + names.lastName(record))
                .set("emailaddress1", names.email("contact", record))
                .set("telephone1", names.phone(record))
                .set("_parentcustomerid_value", accounts.isEmpty() ? null : names.of(accounts, record, 22))
                .money()
                .ownedBy(Caller.PERSON.dataverseUser())
                .insert();
    }

    private static void user(SetupRows rows, SeedNames names, int record) {
        rows.user(
                names.id("systemuser", record),
                names.firstName(record),
                names.lastName(record),
                names.email("user", record));
    }

    private List<UUID> accounts() {
        List<UUID> accounts = new ArrayList<>();
        Iterator<Row> rows = Rows.byId(store.table("account").rows(), null, false);
        while (rows.hasNext()) {
            accounts.add(rows.next().id());
        }
        return accounts;
    }

    private interface Maker {
        void make(SetupRows rows, int record);
    }

    private void inChunks(String table, int count, Maker maker) {
        // Further rows of the same seed go on behind the ones that are there.
        int first = store.table(table).rows().size();
        for (int start = 0; start < count; start += TRANSACTION) {
            try (Transaction transaction = store.database().begin(DataverseService.setupAuthor())) {
                SetupRows rows = new SetupRows(store, transaction);
                for (int i = start; i < Math.min(count, start + TRANSACTION); i++) {
                    maker.make(rows, first + i);
                }
                transaction.commit();
            }
        }
    }
}
