package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCompany;
import java.util.List;
import java.util.Locale;

/** Fills what is there before any record: the company, its set-up tables and its dimensions. */
final class BcSetupSeeds {
    private final BcSession session;
    private final BcData data;
    private final SeedRows rows;

    BcSetupSeeds(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.rows = new SeedRows(session);
    }

    void load() {
        RowDraft company = rows.draft("Company", BusinessCentralService.COMPANY_ID)
                .set("Name", DemoCompany.NAME)
                .set("Display Name", DemoCompany.DISPLAY_NAME);
        rows.insert("Company", company);
        RowDraft setup = rows.draft("General Ledger Setup", DemoCompany.id("generalLedgerSetup", ""))
                .set("LCY Code", DemoCompany.LOCAL_CURRENCY)
                .set("Local Currency Symbol", "€")
                .set("Local Currency Description", "Euro");
        rows.insert("General Ledger Setup", setup);
        RowDraft sales = rows.draft("Sales & Receivables Setup", DemoCompany.id("salesSetup", ""))
                .set("Write-in Product Type", "Item")
                .set("Archive Quotes", "Always");
        rows.insert("Sales & Receivables Setup", sales);
        for (String business : VatRates.BUSINESS_GROUPS) {
            for (String product : VatRates.PRODUCT_GROUPS) {
                RowDraft tax = rows.draft("VAT Posting Setup", DemoCompany.id("taxPostingSetup", business + product))
                        .set("VAT Bus. Posting Group", business)
                        .set("VAT Prod. Posting Group", product)
                        .set("VAT %", VatRates.rate(business, product));
                rows.insert("VAT Posting Setup", tax);
            }
        }
        DimensionRules.BEGINNING.forEach(this::dimension);
    }

    private void dimension(String code, List<String> values) {
        rows.insert(
                "Dimension",
                rows.draft("Dimension", DemoCompany.id("dimension", code))
                        .set("Code", code)
                        .set("Name", name(code)));
        for (String value : values) {
            rows.insert(
                    "Dimension Value",
                    rows.draft("Dimension Value", DemoCompany.id("dimensionValue", code + " " + value))
                            .set("Dimension Code", code)
                            .set("Code", value)
                            .set("Name", name(value)));
        }
    }

    private static String name(String code) {
        return code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Changes the local currency of the company. */
    void localCurrency(String code) {
        BcTable table = data.table("General Ledger Setup");
        Row setup = table.rows().rows().iterator().next();
        RowDraft edited = setup.edit(table.rows().schema()).set("LCY Code", code);
        session.modify(table, setup, edited, false);
    }
}
