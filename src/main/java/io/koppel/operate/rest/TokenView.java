package io.koppel.operate.rest;

import io.koppel.operate.OperationException;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.FirstAdministrator;

/** A token, shown once. */
record TokenView(String account, String token) {
    static TokenView issue(Accounts accounts, TokenCommand command) {
        String account = command.account() == null ? FirstAdministrator.NAME : command.account();
        try {
            return new TokenView(
                    account, accounts.issueToken(account, command.description() == null ? "" : command.description()));
        } catch (IllegalArgumentException e) {
            throw OperationException.notFound(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "TokenView[account=" + account + ", token=********]";
    }
}
