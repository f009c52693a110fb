package io.koppel.operate.customer;

import io.koppel.operate.OperationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lists of Sales that belong to an account. The figure of quotes counts the active ones only, while its list shows the won ones
 * too (scenarios ST-15 to ST-19, MG-15, MG-16).
 */
public enum AccountList {
    OPPORTUNITIES(
            "opportunities",
            "opportunity",
            "open opportunities",
            "_parentaccountid_value",
            "opportunityid",
            "name",
            "",
            "open"),
    QUOTES("quotes", "quote", "active quotes", "_customerid_value", "quoteid", "name", "quotenumber", "-,active,won"),
    CASES(
            "incidents",
            "incident",
            "active cases",
            "_customerid_value",
            "incidentid",
            "title",
            "ticketnumber",
            "active");

    private static final String UNLISTED = "-";

    private final String entitySet;
    private final String table;
    private final String title;
    private final String account;
    private final String key;
    private final String label;
    private final String number;
    private final String states;

    /**
     * @param title what its figure counts
     * @param account the column that names the account
     * @param label the column of what people call a row
     * @param number the column of its number, blank where rows have none
     * @param states what each state that is listed is called, in the order of their numbers; "-" for one that is not
     */
    AccountList(
            String entitySet,
            String table,
            String title,
            String account,
            String key,
            String label,
            String number,
            String states) {
        this.entitySet = entitySet;
        this.table = table;
        this.title = title;
        this.account = account;
        this.key = key;
        this.label = label;
        this.number = number;
        this.states = states;
    }

    /** The list of that name. */
    static AccountList of(String word) {
        return Arrays.stream(values())
                .filter(list -> list.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> OperationException.notFound("there is no list '" + word + "' of a customer; expected "
                                + Arrays.stream(values()).map(AccountList::word).collect(Collectors.joining(", "))));
    }

    /** Its name in addresses and commands. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String entitySet() {
        return entitySet;
    }

    /** Logical name of the table. */
    String table() {
        return table;
    }

    String title() {
        return title;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** The column of the number; blank for none. */
    String number() {
        return number;
    }

    String select() {
        return key + "," + label + ",statecode" + (number.isEmpty() ? "" : "," + number);
    }

    /** Rows of an account that its figure counts: those in the first state that is listed. */
    String counted(Object accountId) {
        return of(accountId) + states().limit(1).collect(Collectors.joining());
    }

    /** Rows of an account that the list shows. */
    String listed(Object accountId) {
        return of(accountId) + states().collect(Collectors.joining(" or ", "(", ")"));
    }

    private String of(Object accountId) {
        return account + " eq " + accountId + " and ";
    }

    private Stream<String> states() {
        List<String> names = List.of(states.split(","));
        return IntStream.range(0, names.size())
                .filter(state -> !names.get(state).equals(UNLISTED))
                .mapToObj(state -> "statecode eq " + state);
    }

    /** What a state is called. */
    String state(int number) {
        String[] names = states.split(",");
        return number >= 0 && number < names.length ? names[number] : "";
    }
}
