package io.koppel.mapping;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row's fixed pairs, turned so that a source value finds its partner. */
final class ValuePairs {
    private final Map<String, @Nullable Object> partners = new HashMap<>();

    ValuePairs(Conversion.ValueMap map, Side to) {
        ColumnFormat businessCentralFormat = new ColumnFormat(Side.BUSINESS_CENTRAL, null);
        ColumnFormat dataverseFormat = new ColumnFormat(Side.DATAVERSE, null);
        map.toDataverse().forEach((encoded, paired) -> {
            Object businessCentral = businessCentralFormat.normal(EnumerationNames.decode(encoded));
            Object dataverse = dataverseFormat.normal(paired);
            // The first pair wins where two values share a partner.
            if (to == Side.DATAVERSE) {
                partners.putIfAbsent(text(businessCentral), dataverse);
            } else {
                partners.putIfAbsent(text(dataverse), businessCentral);
            }
        });
    }

    private static String text(@Nullable Object normal) {
        return normal == null ? "" : normal instanceof BigDecimal number ? number.toPlainString() : normal.toString();
    }

    /**
     * @return the partner in normal form; empty stays empty unless a pair says otherwise
     * @throws ValueConverter.Unfit if the value has no pair
     */
    @Nullable
    Object partner(@Nullable Object value) {
        String key = EnumerationNames.decode(text(value));
        if (value != null && !partners.containsKey(key)) {
            throw new ValueConverter.Unfit(
                    TransferFailure.Kind.NO_PAIR, "the value '" + key + "' has no pair; add it to the field's values");
        }
        return partners.get(key);
    }
}
