package io.koppel.sandbox.dataverse;

import java.util.Locale;
import java.util.Objects;

/**
 * Cases: a title and a customer, a number of their own, and resolved by their action alone (scenarios MG-15, ST-17; the life of
 * other records with a closing action is dataverse-web-api.md §10.6).
 */
final class CaseRules implements TableRules {
    static final Long RESOLVED = 1L;

    @Override
    public void before(RowChange change) {
        change.require("title", "0x80040200", DataverseError.needed("title"));
        change.require("customerid", "0x80040200", DataverseError.needed("customerid"));
        if (change.creating()) {
            change.putIfAbsent(
                    "ticketnumber",
                    String.format(
                            Locale.ROOT,
                            "CAS-%05d-%s",
                            1000 + change.table().rows().size(),
                            change.draft().id().toString().substring(30).toUpperCase(Locale.ROOT)));
            return;
        }
        if (!Objects.equals(change.was("statecode"), change.get("statecode"))
                && RESOLVED.equals(change.get("statecode"))) {
            throw DataverseError.stateInvalid("State 1 of an incident is reached by CloseIncident, not by an update.");
        }
        if (!SalesDocument.WRITABLE.equals(change.was("statecode")) && change.namesMoreThanState()) {
            throw DataverseError.readOnly("incident", change.draft().id());
        }
    }
}
