package io.koppel.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One act of a person or program.
 *
 * @param person name of the account; {@code local} for the command line of the user who runs the process
 * @param face console, rest, command line or jmx
 * @param act the verb, by its operation id in the REST description
 * @param subject what it was about, as it was asked for; secrets are left out
 * @param outcome done, refused or failed; null if the process ended before it was known
 * @param said what was answered, where that says more
 */
public record AuditRow(
        long id,
        Instant at,
        String person,
        String face,
        String act,
        String subject,
        @Nullable String requestId,
        @Nullable String outcome,
        @Nullable String said) {}
