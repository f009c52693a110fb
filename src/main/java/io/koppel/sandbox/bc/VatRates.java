package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.util.List;

/** What tax a sale bears: the rate of the customer's and the product's VAT posting group together (§17 rule 8). */
final class VatRates {
    static final String DOMESTIC = "DOMESTIC";
    static final String FOREIGN = "EXPORT";
    static final String STANDARD = "STANDARD";

    private static final String REDUCED = "REDUCED";
    /** What the set-up has a pair of each with each for; a product without a group bears the standard rate. */
    static final List<String> BUSINESS_GROUPS = List.of(DOMESTIC, FOREIGN);

    static final List<String> PRODUCT_GROUPS = List.of("", STANDARD, REDUCED);

    private static final BigDecimal STANDARD_RATE = BigDecimal.valueOf(19);
    private static final BigDecimal REDUCED_RATE = BigDecimal.valueOf(7);

    private VatRates() {}

    /** The business group of a customer: its own, else that of its country. */
    static String businessGroup(BcTable customers, Row customer) {
        String own = customers.text(customer, "VAT Bus. Posting Group");
        if (!own.isEmpty()) {
            return own;
        }
        String country = customers.text(customer, "Country/Region Code");
        return InvoiceAmounts.taxRate(country).signum() == 0 ? FOREIGN : DOMESTIC;
    }

    /**
     * The rate in percent; a product without a group bears the standard one.
     *
     * @throws BcException when there is no such pair in the set-up, as the application has it (§6.3, §15)
     */
    static BigDecimal rate(String business, String product) {
        if (business.equals(FOREIGN)) {
            return BigDecimal.ZERO;
        }
        if (business.equals(DOMESTIC) && (product.isEmpty() || product.equals(STANDARD))) {
            return STANDARD_RATE;
        }
        if (business.equals(DOMESTIC) && product.equals(REDUCED)) {
            return REDUCED_RATE;
        }
        throw new BcException(
                400,
                "Application_FieldValidationException",
                "The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='"
                        + business + "',VAT Prod. Posting Group='" + product + "'");
    }
}
