package io.koppel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.metadata.ColumnModel;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MisfitsTest {
    private static final ColumnModel TEXT = new ColumnModel("name", "Edm.String", 5, null, true, false);
    private static final ColumnModel WHOLE = new ColumnModel("numberofemployees", "Edm.Int32", null, null, true, false);

    @Test
    void aTextFitsUpToTheColumnsLength() {
        assertThat(Misfits.objection(TEXT, "12345")).isNull();
        assertThat(Misfits.objection(TEXT, "123456")).contains("6 characters", "takes 5");
        assertThat(Misfits.objection(TEXT, null)).isNull();
    }

    @Test
    void aNumberFitsIfItIsWholeAndOfThirtyTwoBits() {
        assertThat(Misfits.objection(WHOLE, 2147483647L)).isNull();
        assertThat(Misfits.objection(WHOLE, new BigDecimal("3.00"))).isNull();
        assertThat(Misfits.objection(WHOLE, 2147483648L)).contains("2147483648");
        assertThat(Misfits.objection(WHOLE, new BigDecimal("1.5"))).contains("whole number");
    }

    @Test
    void whereNothingIsKnownOfAColumnNothingSpeaksAgainstAValue() {
        assertThat(Misfits.objection(null, "x".repeat(9999))).isNull();
        assertThat(Misfits.objection(new ColumnModel("note", "Edm.String", null, null, true, false), "x".repeat(9999)))
                .isNull();
    }
}
