package io.koppel.sync;

import io.koppel.mapping.ColumnLimits;
import io.koppel.mapping.Side;
import io.koppel.metadata.ColumnModel;
import io.koppel.odata.ErrorClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fails new records that a column of Dataverse cannot take, as far as its metadata tells, before they are sent: one of them would
 * have the bulk message of all others refused (promises.md P7, dataverse-web-api.md §8.2). What field rows send fits already;
 * this is for what rules, constants and own steps of a route put into a record.
 */
final class Misfits {
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final Engine engine;
    private final Failures failures;

    Misfits(Engine engine, Failures failures) {
        this.engine = engine;
        this.failures = failures;
    }

    /** Fails those among the records of a batch that would be refused. */
    void fail(Batch batch, List<Item> items) {
        Pass pass = batch.pass();
        if (pass.target() != Side.DATAVERSE || pass.mapping().dataverse().isChoice()) {
            return;
        }
        ColumnLimits columns = engine.models().limits(pass.mapping(), Side.DATAVERSE);
        for (Item item : items) {
            if (item.isNew() && item.failure() == null) {
                for (Map.Entry<String, @Nullable Object> value : item.payload().entrySet()) {
                    String objection = objection(columns.column(value.getKey()), value.getValue());
                    if (objection != null) {
                        failures.fail(
                                batch,
                                item,
                                ErrorClass.DATA,
                                "unfit-value",
                                value.getKey(),
                                value.getKey() + ": " + objection);
                        break;
                    }
                }
            }
        }
    }

    /** What speaks against a value in a column; null if nothing is known to. */
    static @Nullable String objection(@Nullable ColumnModel column, @Nullable Object value) {
        if (column == null || value == null) {
            return null;
        }
        if (value instanceof String text) {
            Integer most = column.maxLength();
            return most != null && column.type().equals("Edm.String") && text.length() > most
                    ? "the text has " + text.length() + " characters, the column takes " + most + "; shorten it"
                    : null;
        }
        if (value instanceof Number number && column.type().equals("Edm.Int32")) {
            BigDecimal exact = new BigDecimal(number.toString());
            boolean fits = exact.stripTrailingZeros().scale() <= 0
                    && exact.compareTo(SMALLEST) >= 0
                    && exact.compareTo(LARGEST) <= 0;
            return fits
                    ? null
                    : "expected a whole number from " + SMALLEST + " to " + LARGEST + ", found "
                            + exact.toPlainString();
        }
        return null;
    }
}
