package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCodes;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Fills the small tables that customers refer to: those of the demonstration company, and any number of them. */
final class BcCodeSeeds {
    static final Set<String> KINDS =
            Set.of("salespeople", "currencies", "paymentTerms", "shipmentMethods", "shippingAgents");

    private static final LocalDate RATES_FROM = LocalDate.of(2026, 1, 1);

    private final SeedRows rows;

    BcCodeSeeds(BcSession session) {
        this.rows = new SeedRows(session);
    }

    void load(DemoCompany demo) {
        demo.currencies().forEach(this::currency);
        demo.salespeople().forEach(this::salesperson);
        demo.paymentTerms().forEach(code -> code("Payment Terms", "Description", code));
        demo.shipmentMethods().forEach(code -> code("Shipment Method", "Description", code));
        demo.shippingAgents().forEach(code -> code("Shipping Agent", "Name", code));
    }

    private void currency(DemoCompany.Currency currency) {
        RowDraft row = rows.draft("Currency", DemoCompany.id("currency", currency.code()))
                .set("Code", currency.code())
                .set("Description", currency.name())
                .set("ISO Code", currency.code())
                .set("Symbol", currency.symbol())
                .set("Amount Decimal Places", "2:2")
                .set("Amount Rounding Precision", new BigDecimal("0.01"));
        rows.insert("Currency", row);
        RowDraft rate = rows.draft("Currency Exchange Rate", DemoCompany.id("rate", currency.code()))
                .set("Currency Code", currency.code())
                .set("Starting Date", RATES_FROM)
                .set("Exchange Rate Amount", currency.perLocal())
                .set("Relational Exch. Rate Amount", BigDecimal.ONE)
                .set("Adjustment Exch. Rate Amount", currency.perLocal())
                .set("Relational Adjmt Exch Rate Amt", BigDecimal.ONE);
        rows.insert("Currency Exchange Rate", rate);
    }

    private void salesperson(DemoCompany.Salesperson salesperson) {
        RowDraft row = rows.draft("Salesperson/Purchaser", DemoCompany.id("salesperson", salesperson.code()))
                .set("Code", salesperson.code())
                .set("Name", salesperson.name())
                .set("E-Mail", salesperson.email())
                .set("Phone No.", salesperson.phone())
                .set("Job Title", salesperson.jobTitle());
        rows.insert("Salesperson/Purchaser", row);
    }

    private void code(String table, String description, DemoCompany.Code code) {
        RowDraft row = rows.draft(table, DemoCompany.id(table, code.code()))
                .set("Code", code.code())
                .set(description, code.description());
        rows.insert(table, row);
    }

    /** Makes the next record of one of the {@link #KINDS}. */
    void seed(String what, SeedNames names, int record) {
        switch (what) {
            case "salespeople" ->
                salesperson(new DemoCompany.Salesperson(
                        "SP" + record,
                        names.firstName(record) + " " + names.lastName(record),
                        names.email("salesperson", record),
                        names.phone(record),
                        "Account Manager"));
            case "currencies" -> {
                if (record < DemoCodes.CURRENCIES.size()) {
                    currency(DemoCodes.CURRENCIES.get(record));
                }
            }
            case "paymentTerms" -> code("Payment Terms", "Description", seedCode("PT", record));
            case "shipmentMethods" -> code("Shipment Method", "Description", seedCode("SM", record));
            default -> code("Shipping Agent", "Name", seedCode("SA", record));
        }
    }

    private static DemoCompany.Code seedCode(String prefix, int record) {
        return new DemoCompany.Code(prefix + record, "Code " + prefix + " " + record);
    }
}
