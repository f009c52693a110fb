package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Synchronize now, and create on the other side: what a person starts for records they have chosen (sync-semantics.md §9). */
public final class NowOperations {
    private final Engine engine;
    private final Runner runner;
    private final Mappings mappings;
    private final RecordFinder finder;

    public NowOperations(Engine engine, Runner runner, Mappings mappings) {
        this.engine = engine;
        this.runner = runner;
        this.mappings = mappings;
        this.finder = new RecordFinder(engine.services());
    }

    /**
     * Records a person has chosen.
     *
     * @param direction to-dataverse, from-dataverse, or merge for one record; null for a one-way mapping's own
     * @param businessCentralIds by SystemId, number or name
     * @param dataverseIds by id or name
     */
    public record NowCommand(
            @Nullable String direction,
            @Nullable List<String> businessCentralIds,
            @Nullable List<String> dataverseIds) {}

    /**
     * What was started.
     *
     * @param run number of the run, null if every record was left out
     * @param scheduled how many records it is about
     */
    public record Scheduled(@Nullable Long run, int scheduled, List<LeftOut> leftOut) {}

    /**
     * What is asked before a record is synchronized.
     *
     * @param kind couple (it is not coupled), direction, confirm, warn (the target is newer) or none (nothing to do)
     * @param offered what may be answered: directions, and merge
     * @param proposed the answer proposed: one of them, or yes or no
     */
    public record QuestionView(
            String mapping,
            String record,
            String kind,
            List<String> offered,
            @Nullable String proposed,
            String message) {}

    /** A chosen record with its coupling. */
    private record Chosen(String name, UUID id, Side side, @Nullable Coupling coupling) {}

    /** The question for one record of a side. */
    public QuestionView question(String mappingId, Side side, String record) {
        TableMapping mapping = mappings.require(mappingId);
        Chosen chosen = chosen(mapping, side, record);
        Coupling coupling = chosen.coupling();
        DirectionQuestion.Question question = DirectionQuestion.ask(facts(mapping, coupling));
        return new QuestionView(
                mapping.id(),
                chosen.name(),
                question.kind(),
                question.offered(),
                question.proposed(),
                question.message());
    }

    private DirectionQuestion.Facts facts(TableMapping mapping, @Nullable Coupling coupling) {
        if (coupling == null) {
            return new DirectionQuestion.Facts(false, mapping.direction(), false, false, false, false);
        }
        PairState state = new PairState(engine, mapping);
        Row ours = row(mapping, state, Side.BUSINESS_CENTRAL, coupling);
        Row theirs = row(mapping, state, Side.DATAVERSE, coupling);
        return new DirectionQuestion.Facts(
                true,
                mapping.direction(),
                state.changed(coupling, Side.BUSINESS_CENTRAL, ours),
                state.changed(coupling, Side.DATAVERSE, theirs),
                state.differs(coupling, ours, theirs),
                state.newer(ours, theirs));
    }

    private static Row row(TableMapping mapping, PairState state, Side side, Coupling coupling) {
        Row row = state.rows(side, List.of(coupling.id(side))).get(coupling.id(side));
        if (row == null) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.id() + " " + coupling.number() + " is coupled to a record that is gone in "
                            + side.displayName() + "; uncouple it, or create the other one anew");
        }
        return row;
    }

    /**
     * Synchronizes chosen records in a direction, which wins over the other side. Several records are guarded: those that are not
     * coupled, are skipped, or whose target changed since, are left out.
     *
     * @throws OperationException if the direction does not go, or a single record is not coupled
     */
    public Scheduled now(String mappingId, NowCommand command, String startedBy) {
        TableMapping mapping = mappings.requireEnabled(mappingId);
        List<Chosen> chosen = chosen(mapping, command);
        if (DirectionQuestion.MERGE.equals(command.direction())) {
            return merge(mapping, chosen, startedBy);
        }
        Direction direction = ChosenDirection.of(mapping, command.direction());
        List<LeftOut> leftOut = new ArrayList<>();
        List<Chosen> kept = chosen.size() == 1 ? single(mapping, chosen) : guarded(mapping, direction, chosen, leftOut);
        List<String> ids =
                kept.stream().map(record -> id(record, direction.source())).toList();
        return scheduled(mapping, direction, ids, true, false, leftOut, startedBy);
    }

    private Scheduled merge(TableMapping mapping, List<Chosen> chosen, String startedBy) {
        if (chosen.size() != 1) {
            throw OperationException.invalid("merge is for one record; choose a direction for several");
        }
        Chosen one = single(mapping, chosen).get(0);
        long run = runner.start(new SynchronizeRequest(
                mapping.id(),
                null,
                List.of(id(one, Side.BUSINESS_CENTRAL)),
                List.of(id(one, Side.DATAVERSE)),
                false,
                false,
                startedBy));
        return new Scheduled(run, 1, List.of());
    }

    private static List<Chosen> single(TableMapping mapping, List<Chosen> chosen) {
        Chosen one = chosen.get(0);
        Coupling coupling = one.coupling();
        if (coupling == null) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.id() + " " + one.name()
                            + " is not coupled; couple it first, or create it on the other side");
        }
        if (coupling.skipped()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    mapping.id() + " " + one.name() + " is skipped because of an error; release it first");
        }
        return chosen;
    }

    private List<Chosen> guarded(
            TableMapping mapping, Direction direction, List<Chosen> chosen, List<LeftOut> leftOut) {
        PairState state = new PairState(engine, mapping);
        Side target = direction.target();
        Map<UUID, Chosen> open = new LinkedHashMap<>();
        for (Chosen record : chosen) {
            Coupling coupling = record.coupling();
            if (coupling == null) {
                leftOut.add(new LeftOut(record.name(), "it is not coupled"));
            } else if (coupling.skipped()) {
                leftOut.add(new LeftOut(record.name(), "it is skipped because of an error"));
            } else {
                open.put(coupling.id(target), record);
            }
        }
        Map<UUID, Row> rows = state.rows(target, open.keySet());
        List<Chosen> kept = new ArrayList<>();
        open.forEach((id, record) -> {
            Row row = rows.get(id);
            Coupling coupling = record.coupling();
            if (row != null && coupling != null && state.changed(coupling, target, row)) {
                leftOut.add(new LeftOut(
                        record.name(), "its record in " + target.displayName() + " was changed since the last time"));
            } else {
                kept.add(record);
            }
        });
        return kept;
    }

    /**
     * Creates chosen records on the other side. Those with a partner are left out; a coupling whose other record is gone is
     * removed first.
     */
    public Scheduled create(String mappingId, NowCommand command, String startedBy) {
        TableMapping mapping = mappings.requireEnabled(mappingId);
        List<Chosen> chosen = chosen(mapping, command);
        Side side = chosen.get(0).side();
        Direction direction = side == Side.BUSINESS_CENTRAL ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
        if (!mapping.direction().includes(direction)) {
            throw OperationException.invalid(mapping.id() + " goes "
                    + mapping.direction().key() + " only, so no record can be created " + direction.key());
        }
        List<LeftOut> leftOut = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        PairState state = new PairState(engine, mapping);
        List<UUID> partners = chosen.stream()
                .map(Chosen::coupling)
                .filter(java.util.Objects::nonNull)
                .map(coupling -> coupling.id(side.other()))
                .toList();
        Map<UUID, Row> alive = state.rows(side.other(), partners);
        for (Chosen record : chosen) {
            Coupling coupling = record.coupling();
            if (coupling != null && alive.containsKey(coupling.id(side.other()))) {
                leftOut.add(new LeftOut(record.name(), "it is coupled already"));
            } else {
                if (coupling != null) {
                    forget(mapping, coupling);
                }
                ids.add(record.id().toString());
            }
        }
        return scheduled(mapping, direction, ids, false, true, leftOut, startedBy);
    }

    private void forget(TableMapping mapping, Coupling coupling) {
        engine.database().inTransaction(connection -> {
            engine.couplings().delete(connection, engine.scope(mapping.id()), List.of(coupling.businessCentralId()));
            return coupling;
        });
    }

    private Scheduled scheduled(
            TableMapping mapping,
            Direction direction,
            List<String> ids,
            boolean force,
            boolean creates,
            List<LeftOut> leftOut,
            String startedBy) {
        if (ids.isEmpty()) {
            return new Scheduled(null, 0, leftOut);
        }
        boolean to = direction == Direction.TO_DATAVERSE;
        long run = runner.start(new SynchronizeRequest(
                mapping.id(), direction, to ? ids : List.of(), to ? List.of() : ids, force, creates, startedBy));
        return new Scheduled(run, ids.size(), leftOut);
    }

    private static String id(Chosen record, Side side) {
        Coupling coupling = record.coupling();
        return (coupling == null ? record.id() : coupling.id(side)).toString();
    }

    private List<Chosen> chosen(TableMapping mapping, NowCommand command) {
        List<Chosen> chosen = new ArrayList<>();
        List<String> ours = orEmpty(command.businessCentralIds());
        List<String> theirs = orEmpty(command.dataverseIds());
        ours.forEach(name -> chosen.add(chosen(mapping, Side.BUSINESS_CENTRAL, name)));
        theirs.forEach(name -> chosen.add(chosen(mapping, Side.DATAVERSE, name)));
        if (chosen.isEmpty()) {
            throw OperationException.invalid("name records: businessCentralIds or dataverseIds");
        }
        if (!ours.isEmpty() && !theirs.isEmpty()) {
            throw OperationException.invalid("name records of one side: businessCentralIds or dataverseIds");
        }
        return chosen;
    }

    private static List<String> orEmpty(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }

    /** An id is taken as it is: one that nobody knows is passed over by the run, as by the built-in integration. */
    private Chosen chosen(TableMapping mapping, Side side, String name) {
        UUID id = io.koppel.odata.Literals.isGuid(name)
                ? UUID.fromString(name)
                : finder.find(mapping, side, name).id();
        Coupling coupling =
                engine.couplings().find(engine.scope(mapping.id()), side, id).orElse(null);
        return new Chosen(name, id, side, coupling);
    }
}
