package io.koppel.operate;

import io.koppel.coupling.Coupling;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One coupling.
 *
 * @param id mapping and SystemId, {@code CUSTOMER.8a2f…}: what {@code DELETE /api/couplings/} takes
 * @param state coupled, or whose creation is not confirmed yet
 * @param lastToDataverse none, success or failure
 * @param failure text of the last failure
 */
public record CouplingView(
        String id,
        String mapping,
        UUID businessCentralId,
        UUID dataverseId,
        @Nullable String number,
        @Nullable String name,
        String state,
        String lastToDataverse,
        String lastFromDataverse,
        boolean skipped,
        @Nullable String failure) {

    /** As the store has it. */
    public static CouplingView of(String mapping, Coupling coupling) {
        return new CouplingView(
                mapping + "." + coupling.businessCentralId(),
                mapping,
                coupling.businessCentralId(),
                coupling.dataverseId(),
                coupling.number(),
                coupling.name(),
                words(coupling.state()),
                words(coupling.toResult()),
                words(coupling.fromResult()),
                coupling.skipped(),
                coupling.failure());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
