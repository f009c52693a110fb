package io.koppel.operate.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no default password: the first start makes {@code admin} with the given one or a random one. */
public final class FirstAdministrator {
    /** Name of the first account. */
    public static final String NAME = "admin";

    private FirstAdministrator() {}

    /**
     * Makes the account when there is none yet.
     *
     * @param given {@code KOPPEL_ADMIN_PASSWORD}, if set
     * @return the random password, to be shown once; empty when one was given or accounts exist
     */
    public static Optional<String> ensure(Accounts accounts, @Nullable String given) {
        if (!accounts.none()) {
            return Optional.empty();
        }
        if (given != null && !given.isEmpty()) {
            accounts.put(NAME, given, Role.ADMINISTRATOR);
            return Optional.empty();
        }
        String random = Tokens.randomPassword();
        accounts.put(NAME, random, Role.ADMINISTRATOR);
        return Optional.of(random);
    }
}
