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
    public static final Set<String> NAMES = Set.of(
            "owner",
            "company-stamp",
            "local-currency",
            "exchange-rate",
            "contact-eligible",
            "contact-company",
            "primary-contact",
            "account-inactive",
            "company-contacts",
            "salesperson-code");

    /** The rules by name. */
    public static Map<String, Rule> of(Engine engine, RelatedRecords related) {
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
                new SalespersonCode(engine))) {
            rules.put(rule.name(), rule);
        }
        return rules;
    }
}
