package io.koppel.sync.rules;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.RecordRefused;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The price list for documents that were priced in Business Central: one for each currency, called "Price List in USD", found or
 * made (sales-documents.md §4.2). Its id follows from its name, so that a create whose answer was lost meets its own row.
 */
final class PriceListOfCurrency {
    private static final String SET = "pricelevels";
    private final Engine engine;
    private final Map<Pass, Map<String, UUID>> known = new WeakHashMap<>();

    PriceListOfCurrency(Engine engine) {
        this.engine = engine;
    }

    /**
     * Its id.
     *
     * @param code ISO code of the currency
     * @param currency id of its Dataverse row
     * @throws RecordRefused if there is none and none can be made
     */
    UUID id(Pass pass, String code, String currency) {
        return named(pass, "Price List in " + code, currency);
    }

    /**
     * The id of a price list with another name.
     *
     * @param currency id of its Dataverse row
     * @throws RecordRefused if there is none and none can be made
     */
    synchronized UUID named(Pass pass, String name, String currency) {
        return known.computeIfAbsent(pass, key -> new HashMap<>())
                .computeIfAbsent(name + " " + currency, key -> findOrCreate(pass, name, currency));
    }

    private UUID findOrCreate(Pass pass, String name, String currency) {
        Row found = find(name, currency);
        if (found != null) {
            return UUID.fromString(String.valueOf(found.get("pricelevelid")));
        }
        UUID id = UUID.nameUUIDFromBytes(
                (engine.company().id() + " " + name + " " + currency).getBytes(StandardCharsets.UTF_8));
        if (pass.isPreview()) {
            return id;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("pricelevelid", id.toString());
        row.put("name", name);
        row.put("transactioncurrencyid@odata.bind", "/transactioncurrencies(" + currency + ")");
        String company = engine.company().dataverseId();
        if (company != null) {
            row.put(CompanyStamp.BIND, "/bcbi_companies(" + company + ")");
        }
        WriteResult result = engine.services().dataverse().write(WriteOperation.create(SET, row));
        if (result instanceof WriteResult.Written) {
            SideCreates.remember(engine, pass, id, row, "price list of documents");
            return id;
        }
        Row there = find(name, currency);
        if (there != null) {
            return UUID.fromString(String.valueOf(there.get("pricelevelid")));
        }
        throw new RecordRefused(
                result instanceof WriteResult.Refused refused ? refused.error().kind() : ErrorClass.TRANSIENT,
                "currencyCode",
                "the price list '" + name + "' cannot be created: "
                        + (result instanceof WriteResult.Refused refused
                                ? refused.error().message()
                                : "there was no answer"));
    }

    private @Nullable Row find(String name, String currency) {
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of(SET)
                        .with("$select", "pricelevelid,_transactioncurrencyid_value")
                        .with("$filter", "name eq " + Literals.text(name)))
                .rows();
        return rows.stream()
                .filter(row -> currency.equals(row.get("_transactioncurrencyid_value")))
                .findFirst()
                .orElse(null);
    }
}
