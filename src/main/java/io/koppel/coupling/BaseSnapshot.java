package io.koppel.coupling;

import io.koppel.mapping.Side;
import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mapped values of both sides when they last agreed: what a three-way comparison compares with. Both sides are kept
 * because conversions lose something (a text is cut, an amount rounded).
 *
 * @param layout number of the field list the values belong to, see {@link BaseLayouts}
 * @param businessCentral values in the order of that list
 * @param dataverse values in the order of that list
 */
@SuppressWarnings("ArrayRecordComponent") // millions of these are held and written; nothing compares them as records
public record BaseSnapshot(long layout, @Nullable Object[] businessCentral, @Nullable Object[] dataverse) {

    /** The values of one side. */
    public @Nullable Object[] values(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
    }

    /** The same with other values on one side. */
    public BaseSnapshot with(Side side, @Nullable Object[] values) {
        return side == Side.BUSINESS_CENTRAL
                ? new BaseSnapshot(layout, values, dataverse)
                : new BaseSnapshot(layout, businessCentral, values);
    }

    /** For the store. */
    public byte[] toBytes() {
        ValueWriter out = new ValueWriter().number(layout).number(businessCentral.length);
        for (int i = 0; i < businessCentral.length; i++) {
            out.value(businessCentral[i]);
            if (Objects.equals(businessCentral[i], dataverse[i])) {
                out.same();
            } else {
                out.value(dataverse[i]);
            }
        }
        return out.toBytes();
    }

    /** From the store. */
    public static BaseSnapshot of(byte[] stored) {
        ValueReader in = new ValueReader(stored);
        long layout = in.number();
        int length = (int) in.number();
        @Nullable Object[] businessCentral = new @Nullable Object[length];
        @Nullable Object[] dataverse = new @Nullable Object[length];
        for (int i = 0; i < length; i++) {
            businessCentral[i] = in.value();
            dataverse[i] = in.value();
        }
        return new BaseSnapshot(layout, businessCentral, dataverse);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BaseSnapshot that
                && layout == that.layout
                && Arrays.equals(businessCentral, that.businessCentral)
                && Arrays.equals(dataverse, that.dataverse);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(businessCentral) + Arrays.hashCode(dataverse);
    }

    @Override
    public String toString() {
        return "BaseSnapshot[" + Arrays.toString(businessCentral) + ", " + Arrays.toString(dataverse) + "]";
    }
}
