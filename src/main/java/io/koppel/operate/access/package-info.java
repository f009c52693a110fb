/** Who may do what: accounts, tokens, roles (promises.md P13). */
package io.koppel.operate.access;
