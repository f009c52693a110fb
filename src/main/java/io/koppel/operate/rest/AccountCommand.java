package io.koppel.operate.rest;

import io.koppel.operate.OperationException;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Role;

/** What an account is given. @param role viewer, operator or administrator */
public record AccountCommand(String password, String role) {
    private static final int SHORTEST = 12;

    /**
     * Makes the account, or gives it another password and role.
     *
     * @throws OperationException if the password is too short, or there is no such role
     */
    public void apply(Accounts accounts, String name) {
        if (password == null || password.length() < SHORTEST) {
            throw OperationException.invalid("password: expected at least " + SHORTEST + " characters");
        }
        try {
            accounts.put(name, password, Role.of(String.valueOf(role)));
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "AccountCommand[password=********, role=" + role + "]";
    }
}
