package io.koppel.sync.rules;

import io.koppel.sync.Engine;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules Koppel ships. */
public final class StandardRules {
    private StandardRules() {}

    /** Names of the rules, for the linter. */
    public static final Set<String> NAMES = RuleReference.sentences().keySet();

    /** The rules by name. */
    public static Map<String, Rule> of(Engine engine, RelatedRecords related) {
        PublishedProducts published = new PublishedProducts();
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Rule rule : List.of(
                new Owner(engine),
                new CompanyStamp(engine),
                new LocalCurrencyRule(),
                new ExchangeRateRule(engine),
                new ContactEligible(),
                new ContactCompany(engine, related),
                new PrimaryContact(engine),
                new AccountInactive(),
                new CompanyContacts(engine),
                new DefaultDimensions(engine),
                new SalespersonCode(engine),
                new TeamMember(engine),
                new UnitGroupName(engine),
                new UnitInGroup(engine),
                new UnitAlong(engine, related),
                new ProductUnit(engine),
                new BaseUnit(engine),
                new ProductCurrency(engine),
                new ProductState(published),
                new NotNegative(),
                new VendorName(),
                new WriteInProduct(engine),
                new DefaultPriceListRule(engine, published),
                new PriceListCurrency(engine),
                new PriceListDescription(),
                new PriceListState(),
                new PriceListLines(engine, related),
                new UpdatingDefaults(engine),
                new PriceItem(engine),
                new PriceInForce(engine),
                new OpportunityEligible(engine),
                new OpportunityEstimate(),
                new InvoiceOrder(engine),
                new InvoiceCustomer(engine, related),
                new InvoiceHeader(),
                new InvoicePriceList(engine),
                new InvoiceFigures(engine),
                new InvoiceState(),
                new InvoiceLineProduct(engine, related),
                new LineFigures(),
                new OrderFigures(engine),
                new OrderState(),
                new OrderToSales(engine),
                new OrderPriceList(engine),
                new OrderLineToSales(engine, related))) {
            rules.put(rule.name(), rule);
        }
        return rules;
    }
}
