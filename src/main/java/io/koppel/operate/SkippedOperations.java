package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.job.FindDeleted;
import io.koppel.job.Runner;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.errors.ErrorCouplings;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Skipped records, "coupled data synchronization errors": looking at them and everything done about them (sync-semantics.md §4.1). */
public final class SkippedOperations {
    private static final int BLOCK = 500;

    private final Engine engine;
    private final Mappings mappings;
    private final SkippedPairs pairs;
    private final SkippedActions actions;
    private final ErrorCouplings errorCouplings;
    private final FindDeleted findDeleted;
    private final RecordLinks links;

    public SkippedOperations(Engine engine, Runner runner, Mappings mappings, CouplingOperations.Coupler coupler) {
        this.engine = engine;
        this.mappings = mappings;
        this.pairs = new SkippedPairs(engine, mappings);
        this.actions = new SkippedActions(engine, runner, coupler);
        this.errorCouplings = new ErrorCouplings(engine, mappings, coupler);
        this.findDeleted = new FindDeleted(engine, runner);
        this.links = new RecordLinks(engine.services(), engine.company().name());
    }

    /**
     * Which skipped records to list.
     *
     * @param mapping null for all mappings
     * @param record id of a coupling, to see only that one; null for all
     * @param live whether both services are asked what is left of the records; pairs of which nothing is left are then forgotten
     */
    public record Query(@Nullable String mapping, @Nullable String record, boolean live) {}

    /** A page as {@link #page} has it, with the services asked. */
    public Listing<SkippedView> list(@Nullable String mapping, @Nullable String after, int limit) {
        return page(new Query(mapping, null, true), after, limit);
    }

    /**
     * A page of skipped records, mapping by mapping: first those that others depend on.
     *
     * @param after id of the last one on the page before
     */
    public Listing<SkippedView> page(Query query, @Nullable String after, int limit) {
        if (query.record() != null) {
            return new Listing<>(one(query.record(), query.live()), null);
        }
        CouplingId position = after == null ? null : CouplingId.of(after);
        boolean reached = position == null;
        List<SkippedView> rows = new ArrayList<>();
        for (TableMapping mapping : wanted(query.mapping())) {
            boolean here = position != null && mapping.id().equals(position.mapping());
            reached |= here;
            UUID behind = here && position != null ? position.id() : null;
            while (reached && rows.size() <= limit) {
                List<SkippedRecord> page =
                        engine.skipped().page(engine.scope(mapping.id()), behind, limit + 1 - rows.size());
                if (page.isEmpty()) {
                    break;
                }
                rows.addAll(views(mapping, page, query.live()));
                behind = page.get(page.size() - 1).businessCentralId();
            }
        }
        return Listing.of(rows, limit, SkippedView::id);
    }

    private List<SkippedView> one(String id, boolean live) {
        CouplingId wanted = CouplingId.of(id);
        TableMapping mapping = mappings.require(wanted.mapping());
        List<SkippedRecord> found = engine.database().read(connection -> engine.skipped()
                .of(
                        connection,
                        engine.scope(mapping.id()),
                        io.koppel.mapping.Side.BUSINESS_CENTRAL,
                        List.of(wanted.id())));
        return views(mapping, found, live);
    }

    private List<SkippedView> views(TableMapping mapping, List<SkippedRecord> page, boolean live) {
        Set<Long> logged =
                engine.jobLog().existing(page.stream().map(SkippedRecord::job).collect(Collectors.toSet()));
        if (live) {
            return pairs.look(mapping, page).stream()
                    .map(pair ->
                            SkippedView.of(pair, logged.contains(pair.skipped().job()), links))
                    .toList();
        }
        Map<UUID, Coupling> coupled = pairs.coupled(mapping, page);
        List<SkippedView> views = new ArrayList<>();
        for (SkippedRecord record : page) {
            Coupling coupling = coupled.get(record.businessCentralId());
            if (coupling != null) {
                views.add(SkippedView.remembered(mapping, record, coupling, logged.contains(record.job()), links));
            }
        }
        return views;
    }

    /**
     * Releases one record.
     *
     * @param id mapping, dot, SystemId, as listed
     * @throws OperationException if it is not skipped, or its Business Central record is gone
     */
    public Released retry(String id) {
        Released released = retry(List.of(id));
        refuse(id, released.leftOut(), released.released() > 0);
        return released;
    }

    /** Releases records whose Business Central record still exists. */
    public Released retry(List<String> ids) {
        return actions.retry(pairs.chosen(ids));
    }

    /** Releases everything, of one mapping or of all. */
    public Released retryAll(@Nullable String mappingId) {
        int released = 0;
        for (TableMapping mapping : wanted(mappingId)) {
            int scope = engine.scope(mapping.id());
            List<SkippedRecord> page = engine.skipped().page(scope, null, BLOCK);
            while (!page.isEmpty()) {
                released += actions.release(
                        mapping,
                        page.stream().map(SkippedRecord::businessCentralId).toList());
                page = engine.skipped().page(scope, null, BLOCK);
            }
        }
        return new Released(released, List.of());
    }

    /**
     * Releases records and synchronizes them now in the chosen direction, which wins over the other side.
     *
     * @throws OperationException if a two-way mapping is among them and no direction is chosen
     */
    public StartedRuns synchronize(SkippedCommand command, String startedBy) {
        return actions.synchronize(pairs.chosen(command.records()), command.direction(), startedBy);
    }

    /** Creates the missing record of pairs that have lost one. */
    public StartedRuns restore(SkippedCommand command, String startedBy) {
        return actions.restore(pairs.chosen(command.records()), startedBy);
    }

    /**
     * Deletes the surviving record of pairs that have lost one, and their couplings.
     *
     * @throws OperationException if none could be deleted because a service refuses
     */
    public SkippedDeletion delete(SkippedCommand command, String startedBy) {
        return actions.delete(pairs.chosen(command.records()), startedBy);
    }

    /** Dissolves couplings; no record is deleted. */
    public StartedRuns uncouple(SkippedCommand command, String startedBy) {
        return actions.uncouple(pairs.chosen(command.records()), startedBy);
    }

    /** Dissolving the couplings of records by their rows in the error log. */
    public ErrorCouplings errors() {
        return errorCouplings;
    }

    /** Looks in one-way mappings for pairs that have lost their Business Central record, and marks them skipped. */
    public StartedRuns findDeleted(@Nullable String mappingId, String startedBy) {
        List<StartedRuns.StartedRun> runs = new ArrayList<>();
        for (TableMapping mapping : wanted(mappingId)) {
            if (FindDeleted.concerns(mapping)) {
                int couplings = (int)
                        engine.couplings().counts(engine.scope(mapping.id())).all();
                runs.add(new StartedRuns.StartedRun(mapping.id(), findDeleted.start(mapping, startedBy), couplings));
            } else if (mappingId != null) {
                throw OperationException.invalid(mapping.id()
                        + " is not looked at: it goes both ways, so its own runs meet what was deleted; or it is"
                        + " disabled, or made of lines or orders");
            }
        }
        return new StartedRuns(runs, List.of());
    }

    /** For a single record: being left out is a refusal. */
    public static void refuse(String id, List<LeftOut> leftOut, boolean done) {
        if (!done && !leftOut.isEmpty()) {
            String why = leftOut.get(0).reason();
            throw why.equals("it is not skipped")
                    ? OperationException.notFound(id + " is not skipped; GET /api/skipped lists what is")
                    : new OperationException(OperationException.Reason.CONFLICT, id + ": " + why);
        }
    }

    private List<TableMapping> wanted(@Nullable String mappingId) {
        return mappingId == null ? mappings.all() : List.of(mappings.require(mappingId));
    }
}
