package io.koppel.operate.record;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
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
import io.koppel.operate.RecordFinder;
import io.koppel.operate.RecordLinks;
import io.koppel.operate.record.RecordStatus.Attempt;
import io.koppel.operate.record.RecordStatus.LastError;
import io.koppel.sync.Engine;
import io.koppel.sync.PairRows;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people see of one record where they work with it: its state, its log, and the way to it in both systems. */
public final class RecordOperations {
    private static final String FAILURE = "failure";
    private static final List<Direction> PASSES = List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE);

    private final Engine engine;
    private final Mappings mappings;
    private final RecordFinder finder;
    private final RecordLinks links;

    public RecordOperations(Engine engine, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
        this.finder = new RecordFinder(engine.services());
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
        KnownRecord known = known(mapping, record);
        Coupling coupling = known.coupling();
        String number = coupling == null ? known.label() : coupling.number();
        String notice = coupling == null || !coupling.skipped() ? null : notice(mapping, known, coupling);
        return new RecordStatus(
                mapping.id(),
                known.label(),
                coupling == null ? null : CouplingView.of(mapping.id(), coupling),
                notice != null,
                notice,
                (coupling == null ? uncoupled(mapping, known) : coupled(coupling)).orElse(null),
                coupling == null ? List.of() : attempts(coupling),
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
        KnownRecord known = known(mapping, record);
        Coupling coupling = known.coupling();
        Set<Long> jobs = new LinkedHashSet<>();
        if (coupling == null) {
            newest(mapping, known).map(ErrorRow::job).forEach(jobs::add);
        } else {
            jobs.addAll(failedFirst(coupling));
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
        Coupling coupling = known(mapping, record).coupling();
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

    /** By what Koppel remembers where that is enough; an uncoupled record nobody has met yet is asked for. */
    private KnownRecord known(TableMapping mapping, String text) {
        int scope = engine.scope(mapping.id());
        Optional<Coupling> coupling = Literals.isGuid(text)
                ? engine.couplings()
                        .find(scope, Side.BUSINESS_CENTRAL, UUID.fromString(text))
                        .or(() -> engine.couplings().find(scope, Side.DATAVERSE, UUID.fromString(text)))
                : engine.couplings().named(scope, text);
        if (coupling.isPresent()) {
            return known(coupling.get(), text);
        }
        if (Literals.isGuid(text)) {
            return new KnownRecord(UUID.fromString(text), text, null);
        }
        RecordFinder.Found found = finder.find(mapping, Side.BUSINESS_CENTRAL, text);
        // Renamed since it was coupled.
        return engine.couplings()
                .find(scope, Side.BUSINESS_CENTRAL, found.id())
                .map(renamed -> known(renamed, text))
                .orElseGet(() -> new KnownRecord(found.id(), text, null));
    }

    private static KnownRecord known(Coupling coupling, String text) {
        String number = coupling.number() == null ? coupling.name() : coupling.number();
        return new KnownRecord(coupling.businessCentralId(), number == null ? text : number, coupling);
    }

    /** The attempt to Dataverse is asked first; only if that one did not fail, the other (scenarios CC-35 to CC-37). */
    private Optional<LastError> coupled(Coupling coupling) {
        return PASSES.stream()
                .filter(direction -> coupling.result(direction) == LastResult.FAILURE)
                .flatMap(direction -> error(coupling, direction).stream())
                .findFirst();
    }

    private Optional<LastError> error(Coupling coupling, Direction direction) {
        Long job = job(coupling, direction);
        if (job == null || engine.jobLog().find(job).isEmpty()) {
            return Optional.empty();
        }
        return engine.errors()
                .newestOfJob(
                        job,
                        coupling.businessCentralId().toString(),
                        coupling.dataverseId().toString())
                .map(RecordOperations::error)
                .or(() -> Optional.ofNullable(coupling.failure())
                        .map(message -> new LastError(
                                direction.key(),
                                message,
                                engine.jobLog().find(job).orElseThrow().started(),
                                job)));
    }

    private Optional<LastError> uncoupled(TableMapping mapping, KnownRecord record) {
        return newest(mapping, record).map(RecordOperations::error).findFirst();
    }

    private Stream<ErrorRow> newest(TableMapping mapping, KnownRecord record) {
        int scope = engine.scope(mapping.id());
        return PASSES.stream()
                .flatMap(direction -> engine
                        .errors()
                        .newest(scope, direction.key(), record.id().toString())
                        .stream())
                .sorted(Comparator.comparing(ErrorRow::id).reversed());
    }

    private static LastError error(ErrorRow row) {
        return new LastError(row.direction(), row.message(), row.at(), row.job());
    }

    private List<Attempt> attempts(Coupling coupling) {
        List<Attempt> attempts = new ArrayList<>();
        for (Direction direction : PASSES) {
            Long job = job(coupling, direction);
            if (job != null && coupling.result(direction) != LastResult.NONE) {
                attempts.add(new Attempt(
                        direction.key(),
                        coupling.result(direction) == LastResult.FAILURE ? FAILURE : "success",
                        job,
                        engine.jobLog().find(job).map(JobLogRow::started).orElse(null)));
            }
        }
        return attempts;
    }

    private List<Long> failedFirst(Coupling coupling) {
        return attempts(coupling).stream()
                .sorted(Comparator.comparing(
                                (Attempt attempt) -> !attempt.result().equals(FAILURE))
                        .thenComparing(attempt -> -attempt.job()))
                .map(Attempt::job)
                .toList();
    }

    private static @Nullable Long job(Coupling coupling, Direction direction) {
        return direction == Direction.TO_DATAVERSE ? coupling.toRun() : coupling.fromRun();
    }
}
