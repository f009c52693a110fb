package io.koppel.operate.rest;

import io.koppel.journal.AuditRow;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Role;
import java.util.List;

/** Who may sign in, and who did what. */
final class AccountEndpoints {
    private static final Parameter ACCOUNT = Parameter.path("account", "Name to sign in with");

    private AccountEndpoints() {}

    /** An account as it is listed. @param role viewer, operator or administrator */
    record AccountView(String name, String role) {}

    static List<Endpoint> of(Operations operations, Accounts accounts) {
        return List.of(
                new Endpoint(
                        "POST",
                        "/api/tokens",
                        Role.ADMINISTRATOR,
                        "issueToken",
                        "Makes a token that signs in as an account; it is shown this once",
                        List.of(),
                        TokenCommand.class,
                        201,
                        TokenView.class,
                        false,
                        call -> {
                            TokenCommand command = call.body(TokenCommand.class);
                            return Answer.created(TokenView.issue(accounts, command));
                        }),
                new Endpoint(
                        "GET",
                        "/api/accounts",
                        Role.ADMINISTRATOR,
                        "listAccounts",
                        "Who may sign in",
                        List.of(),
                        null,
                        200,
                        Types.listing(AccountView.class),
                        false,
                        call -> Answer.ok(new io.koppel.operate.Listing<>(
                                accounts.list().stream()
                                        .map(account -> new AccountView(
                                                account.name(), account.role().word()))
                                        .toList(),
                                null))),
                new Endpoint(
                        "PUT",
                        "/api/accounts/{account}",
                        Role.ADMINISTRATOR,
                        "putAccount",
                        "Makes an account, or gives it another password and role",
                        List.of(ACCOUNT),
                        AccountCommand.class,
                        204,
                        null,
                        false,
                        call -> {
                            call.body(AccountCommand.class).apply(accounts, call.path("account"));
                            return Answer.nothing();
                        }),
                new Endpoint(
                        "DELETE",
                        "/api/accounts/{account}",
                        Role.ADMINISTRATOR,
                        "removeAccount",
                        "Takes an account away, with its tokens and sessions",
                        List.of(ACCOUNT),
                        null,
                        204,
                        null,
                        false,
                        call -> {
                            String name = call.path("account");
                            if (name.equals(call.callerName())) {
                                throw OperationException.invalid(
                                        "you are signed in as " + name + "; somebody else must take it away");
                            }
                            if (!accounts.remove(name)) {
                                throw OperationException.notFound("there is no account '" + name + "'");
                            }
                            return Answer.nothing();
                        }),
                new Endpoint(
                        "GET",
                        "/api/audit",
                        Role.ADMINISTRATOR,
                        "listAudit",
                        "Who did what through which face, and what came of it, newest first",
                        List.of(Parameter.query("person", "Only of this account"), Parameter.LIMIT, Parameter.AFTER),
                        null,
                        200,
                        Types.listing(AuditRow.class),
                        false,
                        call -> Answer.ok(operations
                                .journal()
                                .audit()
                                .list(call.query("person"), call.number("after"), call.limit()))));
    }
}
