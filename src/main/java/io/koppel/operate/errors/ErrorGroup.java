package io.koppel.operate.errors;

import io.koppel.journal.OpenErrors;
import io.koppel.operate.plan.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records that fail for the same cause, and have not succeeded since.
 *
 * @param id fingerprint of mapping, direction, class, code and cause
 * @param says the cause and how many it concerns, in a sentence
 * @param records how many records fail for it
 * @param skipped how many of these are left out until they are released
 * @param errorClass transient, throttled, data, configuration, conflict, gone or duplicate
 * @param code the service's error code, null if Koppel itself found the fault
 * @param message of the newest error
 * @param example record of the newest error
 */
public record ErrorGroup(
        String id,
        String says,
        String mapping,
        String direction,
        long records,
        long skipped,
        String errorClass,
        @Nullable String code,
        String cause,
        String message,
        @Nullable String example,
        Instant first,
        Instant last) {

    /** Causes are kept up to this length; beyond it the newest message tells more. */
    private static final int CUT = 200;

    static String id(OpenErrors.Group group) {
        return Fingerprint.of(
                String.join("|", group.mapping(), group.direction(), group.errorClass(), group.code(), group.cause()));
    }

    static ErrorGroup of(OpenErrors.Group group) {
        return new ErrorGroup(
                id(group),
                sentence(group),
                group.mapping(),
                group.direction(),
                group.records(),
                group.skipped(),
                group.errorClass(),
                group.code().isEmpty() ? null : group.code(),
                group.cause(),
                group.message(),
                group.example(),
                group.first(),
                group.last());
    }

    private static String sentence(OpenErrors.Group group) {
        String way = group.direction().equals("to-dataverse") ? "to Dataverse" : "from Dataverse";
        String records = group.records() == 1
                ? group.mapping() + " " + (group.example() == null ? "1 record" : group.example()) + " " + way
                : group.records() + " " + group.mapping() + " records " + way;
        String skipped = group.skipped() == 0
                ? ""
                : group.skipped() == group.records()
                        ? " (skipped until released)"
                        : " (" + group.skipped() + " skipped until released)";
        return records + skipped + ": " + (group.cause().length() < CUT ? group.cause() : group.message());
    }
}
