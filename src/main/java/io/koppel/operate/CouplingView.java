package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.TableMapping;
import java.net.URI;
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
 * @param businessCentralUrl where Business Central shows the record, null if that is not known; in lists only
 * @param dataverseUrl where Sales shows the row, null for choices; in lists only
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
        @Nullable String failure,
        @Nullable URI businessCentralUrl,
        @Nullable URI dataverseUrl) {

    /** As the store has it, with the ways to its records. */
    static CouplingView of(TableMapping mapping, Coupling coupling, RecordLinks links) {
        String number = coupling.number();
        return of(
                mapping.id(),
                coupling,
                number == null ? null : links.businessCentral(mapping, number),
                links.dataverse(mapping, coupling.dataverseId()));
    }

    /** As the store has it. */
    public static CouplingView of(String mapping, Coupling coupling) {
        return of(mapping, coupling, null, null);
    }

    private static CouplingView of(
            String mapping, Coupling coupling, @Nullable URI businessCentralUrl, @Nullable URI dataverseUrl) {
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
                coupling.failure(),
                businessCentralUrl,
                dataverseUrl);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
