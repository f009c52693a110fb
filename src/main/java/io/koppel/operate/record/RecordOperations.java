package io.koppel.operate.record;

import io.koppel.coupling.Coupling;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.Row;
import io.koppel.operate.CouplingId;
import io.koppel.operate.CouplingView;
import io.koppel.operate.Listing;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.operate.RecordLinks;
import io.koppel.sync.Engine;
import io.koppel.sync.PairRows;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see of one record where they work with it: its state, its log, and the way to it in both systems. */
public final class RecordOperations {
    private final Engine engine;
    private final Mappings mappings;
    private final KnownRecords records;
    private final LastAttempts attempts;
    private final RecordLinks links;

    public RecordOperations(Engine engine, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
        this.records = new KnownRecords(engine);
        this.attempts = new LastAttempts(engine);
        this.links = new RecordLinks(engine.services(), engine.company().name());
    }

    /** Where Business Central shows a record; null if its number or its table's page is not known. */
    public @Nullable URI inBusinessCentral(String mapping, @Nullable String number) {
        return number == null ? null : links.businessCentral(mappings.require(mapping), number);
    }

    /** Where Sales shows a row; null if there is none. */
    public @Nullable URI inDataverse(String mapping, @Nullable UUID id) {
        return id == null ? null : links.dataverse(mappings.require(mapping), id);
    }

    /** Where a record is shown. */
    public record Link(URI url) {}

    /** The record of Business Central that a row of Sales belongs to; {@code url} is null if its page is not known. */
    public record BackLink(String mapping, UUID businessCentralId, @Nullable String number, @Nullable URI url) {}

    /**
     * How a record stands.
     *
     * @param record id on either side, number or name
     * @throws OperationException if there is none of that name
     */
    public RecordStatus status(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        KnownRecord known = records.find(mapping, record);
        Coupling coupling = known.coupling();
        String number = coupling == null ? known.label() : coupling.number();
        String notice = coupling == null || !coupling.skipped() ? null : notice(mapping, known, coupling);
        return new RecordStatus(
                mapping.id(),
                known.label(),
                coupling == null ? null : CouplingView.of(mapping.id(), coupling),
                notice != null,
                notice,
                (coupling == null ? attempts.errorOf(mapping, known) : attempts.errorOf(coupling)).orElse(null),
                coupling == null ? List.of() : attempts.of(coupling),
                number == null || Literals.isGuid(number) ? null : links.businessCentral(mapping, number),
                coupling == null ? null : links.dataverse(mapping, coupling.dataverseId()));
    }

    private static String notice(TableMapping mapping, KnownRecord record, Coupling coupling) {
        return mapping.id() + " " + record.label()
                + " is left out of synchronization, because it failed twice for the same reason; koppel skipped --record "
                + mapping.id() + "." + coupling.businessCentralId() + " shows what can be done";
    }

    /**
     * The entries of the job log that the record's last attempts belong to, the one that failed first.
     *
     * @throws OperationException if there is no such mapping or record
     */
    public Listing<JobLogRow> log(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        KnownRecord known = records.find(mapping, record);
        Coupling coupling = known.coupling();
        Set<Long> jobs = new LinkedHashSet<>();
        if (coupling == null) {
            attempts.newest(mapping, known).map(ErrorRow::job).forEach(jobs::add);
        } else {
            jobs.addAll(attempts.failedFirst(coupling));
        }
        List<JobLogRow> rows = jobs.stream()
                .flatMap(job -> engine.jobLog().find(job).stream())
                .filter(row -> row.mapping().equals(mapping.id()))
                .toList();
        return new Listing<>(rows, null);
    }

    /**
     * The enabled field rows of a pair's mapping, in their order, with both sides' values.
     *
     * @param id mapping, dot, SystemId
     * @throws OperationException if there is no such coupling
     */
    public Listing<PairField> fields(String id) {
        CouplingId wanted = CouplingId.of(id);
        TableMapping mapping = mappings.require(wanted.mapping());
        Coupling coupling = engine.couplings()
                .find(engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, wanted.id())
                .orElseThrow(() -> OperationException.notFound(id + " is not coupled"));
        PairRows rows = new PairRows(engine, mapping);
        Row ours = rows.whole(Side.BUSINESS_CENTRAL, List.of(coupling)).get(coupling.businessCentralId());
        Row theirs = rows.whole(Side.DATAVERSE, List.of(coupling)).get(coupling.businessCentralId());
        List<PairField> fields = mapping.fields().stream()
                .filter(FieldMapping::enabled)
                .map(field -> new PairField(
                        field.businessCentral(),
                        field.dataverse(),
                        field.direction().key(),
                        value(ours, field.readName(Side.BUSINESS_CENTRAL)),
                        value(theirs, field.readName(Side.DATAVERSE))))
                .toList();
        return new Listing<>(fields, null);
    }

    private static @Nullable Object value(@Nullable Row row, @Nullable String column) {
        return row == null || column == null ? null : row.get(column);
    }

    /**
     * Where Sales shows the row of a coupled record.
     *
     * @throws OperationException if it is not coupled, or has no form of its own
     */
    public Link link(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        Coupling coupling = records.find(mapping, record).coupling();
        if (coupling == null) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.id() + " " + record + " is not coupled, so there is no row to open; couple it first with"
                            + " koppel couple " + mapping.id());
        }
        URI url = links.dataverse(mapping, coupling.dataverseId());
        if (url == null) {
            throw OperationException.invalid(mapping.id() + " couples codes with choices, which have no form to open");
        }
        return new Link(url);
    }

    /**
     * The record of Business Central that a row belongs to.
     *
     * @param table logical name of the row's table; upper and lower case do not matter
     * @throws OperationException if no mapping is about that table, or the row is not coupled
     */
    public BackLink backLink(String table, UUID id) {
        List<TableMapping> about = mappings.all().stream()
                .filter(mapping -> !mapping.dataverse().isChoice()
                        && mapping.dataverse().table().equalsIgnoreCase(table))
                .toList();
        if (about.isEmpty()) {
            throw OperationException.notFound("no mapping is about the Dataverse table '" + table + "'");
        }
        for (TableMapping mapping : about) {
            Optional<Coupling> coupling = engine.couplings().find(engine.scope(mapping.id()), Side.DATAVERSE, id);
            if (coupling.isPresent()) {
                String number = coupling.get().number();
                return new BackLink(
                        mapping.id(),
                        coupling.get().businessCentralId(),
                        number,
                        number == null ? null : links.businessCentral(mapping, number));
            }
        }
        throw OperationException.notFound("the row " + id + " of " + table + " is not coupled");
    }
}
