package io.koppel.sync.rules;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.store.InstallationSettings;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price list every product has its own price in (table-mappings.md §8.4): found by name, made where it is missing, and
 * remembered. Where a list of that name is in another currency than the local one, a second one with the currency in its name
 * stands in.
 */
public final class DefaultPriceList {
    /** What the built-in integration puts in front: the short name of the product. */
    private static final String PRODUCT = "Business Central";

    private static final String SET = "pricelevels";
    private final Engine engine;
    private final InstallationSettings remembered;
    private boolean checked;

    public DefaultPriceList(Engine engine) {
        this.engine = engine;
        this.remembered = new InstallationSettings(engine.database());
    }

    /**
     * Its id.
     *
     * @throws RecordRefused if it does not exist and cannot be created
     */
    public synchronized UUID id(Pass pass) {
        Optional<UUID> known = remembered();
        if (known.isPresent() && (checked || exists(known.get()))) {
            checked = true;
            return known.get();
        }
        UUID id = findOrCreate(pass);
        remembered.put(key(), id.toString());
        checked = true;
        return id;
    }

    /** The id that is remembered, without a look whether the list still exists. */
    public Optional<UUID> remembered() {
        return remembered.get(key()).map(UUID::fromString);
    }

    /** Forgets the list; the one in Dataverse stays, and is found by its name when one is needed again. */
    public synchronized void forget() {
        remembered.remove(key());
        checked = false;
    }

    private String key() {
        return "default-price-list/" + engine.company().name();
    }

    private boolean exists(UUID id) {
        return engine.services()
                .dataverse()
                .readOne(SET + "(" + id + ")", Map.of("$select", "pricelevelid"))
                .isPresent();
    }

    private UUID findOrCreate(Pass pass) {
        UUID currency = engine.localCurrency().id();
        String usual = PRODUCT + " Default Price List";
        Row row = find(usual);
        if (row != null && !inCurrency(row, currency)) {
            usual = PRODUCT + " " + engine.company().localCurrency() + " Default Price List";
            row = find(usual);
        }
        return row == null ? create(pass, usual, currency) : UUID.fromString(DataverseRows.text(row, "pricelevelid"));
    }

    private static boolean inCurrency(Row list, UUID currency) {
        return currency.toString().equals(list.get("_transactioncurrencyid_value"));
    }

    private @Nullable Row find(String name) {
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of(SET)
                        .with("$select", "pricelevelid,name,_transactioncurrencyid_value")
                        .with("$filter", "name eq " + Literals.text(name)))
                .rows();
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The id is made of the name, so that a create whose answer was lost meets its own row when it is repeated. */
    private UUID create(Pass pass, String name, UUID currency) {
        UUID id = UUID.nameUUIDFromBytes((engine.company().id() + " " + name).getBytes(StandardCharsets.UTF_8));
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("pricelevelid", id.toString());
        row.put("name", name);
        row.put(PayloadLookups.bind("transactioncurrencyid"), PayloadLookups.to("transactioncurrencies", currency));
        String company = engine.company().dataverseId();
        if (company != null) {
            row.put(CompanyStamp.BIND, PayloadLookups.to("bcbi_companies", company));
        }
        WriteResult result = engine.services().dataverse().write(WriteOperation.create(SET, row));
        if (result instanceof WriteResult.Written) {
            SideCreates.remember(engine, pass, id, row, "the default price list is missing");
            return id;
        }
        Row there = find(name);
        if (there != null && inCurrency(there, currency)) {
            return UUID.fromString(DataverseRows.text(there, "pricelevelid"));
        }
        boolean refused = result instanceof WriteResult.Refused;
        throw new RecordRefused(
                refused ? ((WriteResult.Refused) result).error().kind() : ErrorClass.TRANSIENT,
                "pricelevelid",
                "the price list '" + name + "' cannot be created: "
                        + (refused ? ((WriteResult.Refused) result).error().message() : "there was no answer"));
    }
}
