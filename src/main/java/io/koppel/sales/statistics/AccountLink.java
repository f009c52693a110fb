package io.koppel.sales.statistics;

import io.koppel.metadata.TableModel;
import io.koppel.sync.Engine;

/** What leads from an account to its statistics; its spelling is the organization's (dataverse-web-api.md §20). */
final class AccountLink {
    private static final String USUAL = "nav_AccountStatisticsId";

    private AccountLink() {}

    static String binding(Engine engine) {
        var model = engine.models().dataverse();
        TableModel accounts = model == null ? null : model.table("accounts");
        if (accounts == null) {
            return USUAL;
        }
        return accounts.navigations().values().stream()
                .filter(navigation ->
                        !navigation.collection() && navigation.targetType().endsWith("nav_accountstatistics"))
                .map(navigation -> navigation.name())
                .findFirst()
                .orElse(USUAL);
    }
}
