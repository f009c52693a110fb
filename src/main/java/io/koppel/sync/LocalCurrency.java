package io.koppel.sync;

import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Dataverse row of Business Central's local currency, which has no row of its own in Business Central
 * (table-mappings.md §8.2). It is found by ISO code and created when it is missing.
 */
public final class LocalCurrency {
    private final Engine engine;
    private @Nullable UUID found;

    LocalCurrency(Engine engine) {
        this.engine = engine;
    }

    /**
     * Id of the row.
     *
     * @throws RecordRefused if it does not exist and cannot be created
     */
    public synchronized UUID id() {
        UUID known = known();
        if (known == null) {
            known = create();
            found = known;
        }
        return known;
    }

    /** Id of the row, or the id it would be created with. Writes nothing. */
    synchronized UUID idToBe() {
        UUID known = known();
        return known == null ? newId() : known;
    }

    private @Nullable UUID known() {
        UUID known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    /** The id is made of the code, so that a create whose answer was lost meets its own row when it is repeated. */
    private UUID newId() {
        return UUID.nameUUIDFromBytes(
                (engine.company().id() + " local currency " + engine.company().localCurrency())
                        .getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable UUID find() {
        String code = engine.company().localCurrency();
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of("transactioncurrencies")
                        .with("$select", "transactioncurrencyid,isocurrencycode")
                        .with("$filter", "isocurrencycode eq '" + code.replace("'", "''") + "'"))
                .rows();
        return rows.isEmpty()
                ? null
                : UUID.fromString(String.valueOf(rows.get(0).get("transactioncurrencyid")));
    }

    private UUID create() {
        String code = engine.company().localCurrency();
        ExchangeRates rates = ExchangeRates.load(engine);
        UUID id = newId();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("transactioncurrencyid", id.toString());
        row.put("isocurrencycode", code);
        row.put("currencysymbol", code);
        row.put("currencyname", code);
        row.put("currencyprecision", rates.newCurrencyPrecision());
        row.put("exchangerate", rates.fromBaseTo(code));
        WriteResult result = engine.services().dataverse().write(WriteOperation.create("transactioncurrencies", row));
        if (result instanceof WriteResult.Refused refused && refused.error().kind() != ErrorClass.DUPLICATE) {
            throw new RecordRefused(
                    refused.error().kind(),
                    null,
                    "the local currency " + code + " has no row in Dataverse and cannot be created: "
                            + refused.error().message());
        }
        if (result instanceof WriteResult.Unknown && find() == null) {
            throw new RecordRefused(
                    ErrorClass.TRANSIENT, null, "creating the local currency " + code + " in Dataverse got no answer");
        }
        remember(id, row);
        return id;
    }

    private void remember(UUID id, Map<String, @Nullable Object> row) {
        List<FieldChange> changes = new ArrayList<>();
        row.forEach((field, value) -> changes.add(new FieldChange(field, null, value)));
        engine.database().inTransaction(connection -> {
            engine.history()
                    .record(
                            connection,
                            engine.scope("CURRENCY"),
                            0,
                            0,
                            engine.now(),
                            List.of(new History.Entry(
                                    null, id, Side.DATAVERSE, "create", "local currency is missing", changes, null)));
            return true;
        });
    }
}
