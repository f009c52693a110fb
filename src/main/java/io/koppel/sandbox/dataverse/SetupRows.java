package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Transaction;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores starting rows as the service would have, without its checks and without a journal. */
final class SetupRows {
    private final DataverseStore store;
    private final Transaction transaction;

    SetupRows(DataverseStore store, Transaction transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /** A row to be filled, by the properties' names. */
    Filling of(String table, UUID id) {
        return new Filling(store.table(table), id);
    }

    /** A licensed user who sells; nobody's salesperson yet. */
    void user(UUID id, String first, String last, String mail) {
        of("systemuser", id)
                .set("firstname", first)
                .set("lastname", last)
                .set("fullname", (first + " " + last).strip())
                .set("internalemailaddress", mail)
                .set("domainname", mail)
                .set("_businessunitid_value", DataverseIds.ROOT_BUSINESS_UNIT)
                .set("organizationid", DataverseIds.ORGANIZATION)
                .set("isdisabled", false)
                .set("islicensed", true)
                .set("isintegrationuser", false)
                .set("accessmode", 0L)
                .insert();
    }

    /** One row before it is stored. */
    final class Filling {
        private final StoredTable table;
        private final RowDraft draft;

        private Filling(StoredTable table, UUID id) {
            this.table = table;
            this.draft = RowDraft.create(table.rows().schema(), id);
            set("_createdby_value", Caller.SYSTEM.dataverseUser());
            set("_modifiedby_value", Caller.SYSTEM.dataverseUser());
            set("createdon", transaction.now().truncatedTo(ChronoUnit.SECONDS));
            set("statecode", 0L);
            set("statuscode", 1L);
        }

        /** Sets a value, if the table has the column. */
        Filling set(String property, @Nullable Object value) {
            io.koppel.sandbox.core.Column column = table.rows().schema().find(property);
            if (column != null) {
                draft.set(column, value);
                if (value instanceof UUID) {
                    table.used(column);
                }
            }
            return this;
        }

        /** Puts the base currency and its rate on it. */
        Filling money() {
            return set("_transactioncurrencyid_value", DataverseIds.BASE_CURRENCY)
                    .set("exchangerate", BigDecimal.ONE.setScale(10));
        }

        /** Gives it to a user of the root business unit. */
        Filling ownedBy(UUID user) {
            return set("_ownerid_value", user).set("_owningbusinessunit_value", DataverseIds.ROOT_BUSINESS_UNIT);
        }

        void insert() {
            transaction.insert(table.rows(), draft, ChronoUnit.SECONDS);
        }
    }
}
