package io.koppel.operate.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, from the {@code Authorization} header: basic authentication or a bearer token. */
public final class Authenticator {
    private static final int REMEMBERED = 100;
    /** Verified against when the account does not exist, so that the answer takes as long as with one. */
    private static final String NOBODY = Passwords.hash(Tokens.random());

    private final Accounts accounts;
    private final Sessions sessions;
    private final String localToken;
    private final String salt = Tokens.random();
    private final Map<String, Boolean> verified = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** @param localToken secret that only users who may read the data folder know; it signs in as administrator */
    public Authenticator(Accounts accounts, String localToken) {
        this.accounts = accounts;
        this.sessions = accounts.sessions();
        this.localToken = localToken;
    }

    /** Empty when the header is missing, malformed, or does not name an account with its password or a valid token. */
    public Optional<Caller> authenticate(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
        String credentials = authorization.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> bearer(credentials);
            case "basic" -> basic(credentials);
            default -> Optional.empty();
        };
    }

    private Optional<Caller> bearer(String token) {
        return Tokens.same(token, localToken)
                ? Optional.of(new Caller(LocalAccess.ACCOUNT, Role.ADMINISTRATOR))
                : accounts.byToken(token);
    }

    private Optional<Caller> basic(String credentials) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        // A program that knows only names and passwords sends a token as web service access key (setup.md §6).
        Optional<Caller> byKey = accounts.byToken(text.substring(colon + 1))
                .filter(caller -> caller.name().equals(text.substring(0, colon)));
        if (byKey.isPresent()) {
            return byKey;
        }
        return withPassword(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Empty when there is no account of that name with that password. */
    public Optional<Caller> withPassword(String name, String password) {
        Optional<Account> account = accounts.find(name);
        String hash = account.map(Account::passwordHash).orElse(NOBODY);
        return matches(password, hash)
                ? account.map(found -> new Caller(found.name(), found.role()))
                : Optional.empty();
    }

    /** The sessions of the console. */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * A browser sends the password with every request, and bcrypt is slow on purpose; so a password that matched is
     * remembered as a hash bound to the stored one, which a changed password makes useless.
     */
    private boolean matches(String password, String hash) {
        String key = Tokens.hash(salt + hash + password);
        if (verified.containsKey(key)) {
            return true;
        }
        boolean matches = Passwords.matches(password, hash);
        if (matches) {
            verified.put(key, true);
        }
        return matches;
    }
}
