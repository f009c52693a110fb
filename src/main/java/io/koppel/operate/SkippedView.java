package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupling that is left out of everything until it is released (sync-semantics.md §4.1).
 *
 * @param id mapping and SystemId, {@code CUSTOMER.8a2f…}, as in the list of couplings
 * @param number what the Business Central record is called, null if it is gone
 * @param name what the Dataverse row is called, null if it is gone
 * @param businessCentralExists null if the services were not asked
 * @param offers what may be done with it: retry, synchronize, log, couple, restore, delete, uncouple
 * @param direction the direction that failed twice for the same reason
 * @param failure that reason; null once its entry in the job log is gone
 * @param since time of the second failure
 * @param job its entry in the job log
 * @param businessCentralUrl where Business Central shows the record, null if it is gone or its page is not known
 */
public record SkippedView(
        String id,
        String mapping,
        UUID businessCentralId,
        UUID dataverseId,
        @Nullable String number,
        @Nullable String name,
        @Nullable Boolean businessCentralExists,
        @Nullable Boolean dataverseExists,
        List<String> offers,
        String direction,
        @Nullable String failure,
        Instant since,
        long job,
        @Nullable URI businessCentralUrl,
        @Nullable URI dataverseUrl) {

    static SkippedView of(SkippedPair pair, boolean logged, RecordLinks links) {
        Coupling coupling = pair.coupling();
        SkippedRecord skipped = pair.skipped();
        TableMapping mapping = pair.mapping();
        String number = pair.label(Side.BUSINESS_CENTRAL);
        return new SkippedView(
                pair.id(),
                mapping.id(),
                coupling.businessCentralId(),
                coupling.dataverseId(),
                number,
                pair.label(Side.DATAVERSE),
                pair.exists(Side.BUSINESS_CENTRAL),
                pair.exists(Side.DATAVERSE),
                pair.offers(),
                skipped.direction().key(),
                logged ? coupling.failure() : null,
                Instant.ofEpochMilli(skipped.at()),
                skipped.job(),
                number == null ? null : links.businessCentral(mapping, number),
                pair.exists(Side.DATAVERSE) ? links.dataverse(mapping, coupling.dataverseId()) : null);
    }

    /** As Koppel remembers it, without asking the services. */
    static SkippedView remembered(
            TableMapping mapping, SkippedRecord skipped, Coupling coupling, boolean logged, RecordLinks links) {
        String number = coupling.number();
        return new SkippedView(
                mapping.id() + "." + coupling.businessCentralId(),
                mapping.id(),
                coupling.businessCentralId(),
                coupling.dataverseId(),
                number,
                coupling.name(),
                null,
                null,
                List.of("retry", "synchronize", "log", "couple", "restore", "delete", "uncouple"),
                skipped.direction().key(),
                logged ? coupling.failure() : null,
                Instant.ofEpochMilli(skipped.at()),
                skipped.job(),
                number == null ? null : links.businessCentral(mapping, number),
                links.dataverse(mapping, coupling.dataverseId()));
    }
}
