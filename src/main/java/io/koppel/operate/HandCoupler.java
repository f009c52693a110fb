package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.job.RunStatus;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.job.Uncoupling;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Couples and uncouples single records for a person (sync-semantics.md §10). */
public final class HandCoupler implements CouplingOperations.Coupler {
    private final Engine engine;
    private final Runner runner;
    private final RecordFinder finder;
    private final CouplingRepository couplings;
    private final MappingScope scope;
    private final Uncoupling uncoupling;

    public HandCoupler(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
        this.finder = new RecordFinder(engine.services());
        this.couplings = engine.couplings();
        this.scope = new MappingScope(engine);
        this.uncoupling = new Uncoupling(engine, runner);
    }

    @Override
    public UUID couple(TableMapping mapping, CoupleCommand command, String startedBy) {
        if (mapping.dataverse().isChoice()) {
            throw OperationException.invalid(
                    mapping.id() + " couples codes with choices by their labels; synchronize" + " the mapping instead");
        }
        String businessCentral = command.businessCentralId();
        String dataverse = command.dataverseId();
        if (businessCentral == null) {
            return create(mapping, Direction.FROM_DATAVERSE, found(mapping, Side.DATAVERSE, dataverse), startedBy);
        }
        if (dataverse == null) {
            return create(
                    mapping, Direction.TO_DATAVERSE, found(mapping, Side.BUSINESS_CENTRAL, businessCentral), startedBy);
        }
        RecordFinder.Found record = finder.find(mapping, Side.BUSINESS_CENTRAL, businessCentral);
        RecordFinder.Found row = finder.find(mapping, Side.DATAVERSE, dataverse);
        Optional<Direction> then = direction(mapping, command.then());
        scope.ensureCouplable(mapping, Side.BUSINESS_CENTRAL, record);
        scope.ensureCouplable(mapping, Side.DATAVERSE, row);
        pair(mapping, record, row, "dataverse".equals(command.from()));
        then.ifPresent(direction -> synchronize(mapping, direction, record.id(), row.id(), startedBy));
        return record.id();
    }

    /**
     * Couples a pair. A row that is coupled gives way only where its Business Central record is gone. A record that is coupled
     * moves to the new row, unless the person started from the row: then they may not know whom they take it from
     * (engine scenarios CR-04 to CR-09).
     */
    private void pair(TableMapping mapping, RecordFinder.Found record, RecordFinder.Found row, boolean fromDataverse) {
        int number = engine.scope(mapping.id());
        Optional<Coupling> ofRow = couplings.find(number, Side.DATAVERSE, row.id());
        Optional<Coupling> ofRecord = couplings.find(number, Side.BUSINESS_CENTRAL, record.id());
        if (ofRow.isPresent() && ofRow.get().businessCentralId().equals(record.id())) {
            throw coupled(mapping, row, "with " + record.label() + ", as you ask");
        }
        if (ofRow.isPresent()
                && exists(mapping, Side.BUSINESS_CENTRAL, ofRow.get().businessCentralId())) {
            throw coupled(mapping, row, "with " + ofRow.get().number() + "; uncouple it first");
        }
        if (ofRecord.isPresent()
                && fromDataverse
                && exists(mapping, Side.DATAVERSE, ofRecord.get().dataverseId())) {
            throw coupled(mapping, record, "with " + ofRecord.get().name() + "; uncouple it first");
        }
        Coupling coupling = Coupling.fresh(record.id(), row.id(), record.label(), row.label());
        List<UUID> gone = Stream.of(ofRow, ofRecord)
                .flatMap(Optional::stream)
                .map(Coupling::businessCentralId)
                .toList();
        engine.database().inTransaction(connection -> {
            couplings.delete(connection, number, gone);
            couplings.insert(connection, number, List.of(coupling));
            return coupling;
        });
    }

    private static OperationException coupled(TableMapping mapping, RecordFinder.Found found, String why) {
        return new OperationException(
                OperationException.Reason.CONFLICT, mapping.id() + " " + found.label() + " is coupled already, " + why);
    }

    /** The record as its service knows it, refused when it is coupled already, unless its partner is gone. */
    private RecordFinder.Found found(TableMapping mapping, Side side, @Nullable String text) {
        if (text == null) {
            throw OperationException.invalid("name a record: businessCentralId, dataverseId or both");
        }
        RecordFinder.Found found = finder.find(mapping, side, text);
        scope.ensureCouplable(mapping, side, found);
        couplings.find(engine.scope(mapping.id()), side, found.id()).ifPresent(coupling -> {
            UUID partner = coupling.id(side.other());
            if (exists(mapping, side.other(), partner)) {
                throw new OperationException(
                        OperationException.Reason.CONFLICT,
                        mapping.id() + " " + text + " is coupled already, with " + partner + "; uncouple it first");
            }
            removeBroken(mapping, coupling);
        });
        return found;
    }

    private boolean exists(TableMapping mapping, Side side, UUID id) {
        Records records = new Records(mapping);
        return !engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        List.of(id.toString()),
                        Map.of("$select", records.keyColumn(side)))
                .rows()
                .isEmpty();
    }

    /** A coupling whose other record is gone does not stand in the way of a new one (sync-semantics.md §1, §9). */
    private void removeBroken(TableMapping mapping, Coupling coupling) {
        int scope = engine.scope(mapping.id());
        engine.database().inTransaction(connection -> {
            couplings.delete(connection, scope, List.of(coupling.businessCentralId()));
            return coupling;
        });
    }

    /** The other record is created by a run over this one record, with everything a run takes care of. */
    private UUID create(TableMapping mapping, Direction direction, RecordFinder.Found found, String startedBy) {
        if (!mapping.direction().includes(direction)) {
            throw OperationException.invalid(mapping.id() + " goes "
                    + mapping.direction().key() + " only, so no record can be created " + direction.key());
        }
        run(mapping, direction, found.id(), true, startedBy);
        return couplings
                .find(engine.scope(mapping.id()), direction.source(), found.id())
                .map(Coupling::businessCentralId)
                .orElseThrow(() -> new OperationException(
                        OperationException.Reason.CONFLICT,
                        mapping.id() + " " + found.label()
                                + " was not created; the error log of the mapping tells why"));
    }

    private void synchronize(
            TableMapping mapping, Direction direction, UUID businessCentralId, UUID dataverseId, String startedBy) {
        UUID source = direction.source() == Side.BUSINESS_CENTRAL ? businessCentralId : dataverseId;
        run(mapping, direction, source, false, startedBy);
    }

    private void run(TableMapping mapping, Direction direction, UUID source, boolean creates, String startedBy) {
        List<String> ids = List.of(source.toString());
        boolean fromBusinessCentral = direction.source() == Side.BUSINESS_CENTRAL;
        RunStatus status = runner.run(new SynchronizeRequest(
                mapping.id(),
                direction,
                fromBusinessCentral ? ids : List.of(),
                fromBusinessCentral ? List.of() : ids,
                !creates,
                creates,
                startedBy));
        if (status.run().status() != JobStatus.SUCCESS) {
            List<String> words = new ArrayList<>(List.of(mapping.id() + " " + direction.key() + " ended with "
                    + status.run().status().text()));
            engine.errors()
                    .list(engine.company().name(), mapping.id(), null, null, 1)
                    .forEach(error -> words.add(error.message()));
            throw new OperationException(OperationException.Reason.CONFLICT, String.join(": ", words));
        }
    }

    private static Optional<Direction> direction(TableMapping mapping, @Nullable String then) {
        if (then == null || then.equals("none")) {
            return Optional.empty();
        }
        try {
            Direction direction = Direction.of(then);
            if (direction != Direction.BIDIRECTIONAL && mapping.direction().includes(direction)) {
                return Optional.of(direction);
            }
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(
                    "then: expected none, to-dataverse or from-dataverse, found '" + then + "'");
        }
        throw OperationException.invalid(
                "then: " + mapping.id() + " goes " + mapping.direction().key() + ", so '" + then + "' is not possible");
    }

    @Override
    public void uncouple(TableMapping mapping, UUID businessCentralId, String startedBy) {
        couplings
                .find(engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, businessCentralId)
                .ifPresent(coupling -> {
                    RunStatus end = uncoupling.now(mapping, List.of(coupling), startedBy);
                    if (end.run().status() != JobStatus.SUCCESS) {
                        throw new OperationException(
                                OperationException.Reason.CONFLICT,
                                String.valueOf(end.run().message()));
                    }
                });
    }

    @Override
    public long uncoupleMany(TableMapping mapping, @Nullable List<UUID> businessCentralIds, String startedBy) {
        return uncoupling.start(mapping, businessCentralIds, startedBy);
    }
}
