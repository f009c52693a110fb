package io.koppel.operate.customer;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Sales holds about a customer's account, in numbers.
 *
 * @param customer number or name
 * @param businessCentralId SystemId of the customer
 * @param shown whether there are figures: of coupled customers only, and while Sales answers (scenarios ST-26 to ST-31)
 * @param reason why there are none
 * @param account where Sales shows the account
 */
public record AccountFigures(
        String customer,
        UUID businessCentralId,
        boolean shown,
        @Nullable String reason,
        @Nullable URI account,
        List<Figure> figures) {
    /**
     * One number.
     *
     * @param list name of the list behind it
     * @param counts what is counted
     */
    public record Figure(String list, String counts, long number) {}

    static AccountFigures none(String customer, UUID id, @Nullable URI account, String reason) {
        return new AccountFigures(customer, id, false, reason, account, List.of());
    }
}
