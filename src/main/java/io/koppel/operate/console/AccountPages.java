package io.koppel.operate.console;

import io.koppel.operate.OperationException;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Role;
import io.koppel.operate.rest.AccountCommand;
import java.util.List;
import java.util.stream.Stream;

/** Who may sign in. */
final class AccountPages implements Section {
    private static final String PATH = "/accounts";

    private final Accounts accounts;

    AccountPages(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry(PATH, "Accounts", "accounts", ask -> Model.titled("Accounts")
                        .with("accounts", accounts.list())
                        .with("roles", Stream.of(Role.values()).map(Role::word).toList()))
                .from(Role.ADMINISTRATOR));
    }

    @Override
    public List<Act> acts() {
        return List.of(
                Act.administrator("/console/accounts/put", "putAccount", this::put),
                Act.administrator("/console/accounts/remove", "removeAccount", this::remove));
    }

    private Outcome put(Ask ask) {
        String name = ask.required("name");
        new AccountCommand(ask.typed("password"), ask.required("role")).apply(accounts, name);
        return new Outcome(PATH, name + " can sign in with the new password.");
    }

    private Outcome remove(Ask ask) {
        String name = ask.required("name");
        if (name.equals(ask.person())) {
            throw OperationException.invalid("you are signed in as " + name + "; somebody else must take it away");
        }
        if (!accounts.remove(name)) {
            throw OperationException.notFound("there is no account '" + name + "'");
        }
        return new Outcome(PATH, name + " can sign in no more.");
    }
}
