package io.koppel.sync.rules;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.WriteResult;
import io.koppel.sync.RecordRefused;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a rule throws when a service did not take one of its writes. A refusal fails the record the write is for; what passes by
 * itself, or nobody knows the outcome of, is put off to the next run.
 */
final class NotTaken {
    private static final Set<ErrorClass> FOR_GOOD =
            EnumSet.of(ErrorClass.DATA, ErrorClass.DUPLICATE, ErrorClass.GONE, ErrorClass.CONFIGURATION);

    private NotTaken() {}

    /**
     * The exception for the first refusal among results that are not all written.
     *
     * @param what was not done, for people
     */
    static RuntimeException because(String what, Collection<WriteResult> results) {
        for (WriteResult result : results) {
            if (result instanceof WriteResult.Refused refused
                    && FOR_GOOD.contains(refused.error().kind())) {
                return new RecordRefused(
                        refused.error().kind(),
                        null,
                        what + ": " + refused.error().message());
            }
        }
        return new IllegalStateException(what + ": "
                + results.stream()
                        .filter(result -> !(result instanceof WriteResult.Written))
                        .findFirst()
                        .orElse(null));
    }
}
