package io.koppel.job;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.MatchSearch;
import io.koppel.sync.MatchSearch.Finding;
import io.koppel.sync.MatchSearch.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Match-based coupling of a mapping's records, or of chosen ones (sync-semantics.md §10). */
public final class MatchCoupling {
    private static final String KIND = "coupling";

    private final Engine engine;
    private final Runner runner;
    private final Consumer<FailedRecord> errorLog;

    /** @param errorLog where failures go, as those of passes do */
    public MatchCoupling(Engine engine, Runner runner, Consumer<FailedRecord> errorLog) {
        this.engine = engine;
        this.runner = runner;
        this.errorLog = errorLog;
    }

    /**
     * What is wanted.
     *
     * @param businessCentralIds SystemIds of the records to couple; empty for all that are not coupled
     * @param createNew whether records without a match are created in Dataverse
     * @param synchronize whether what was coupled is synchronized at once
     */
    public record Wish(
            TableMapping mapping,
            Collection<UUID> businessCentralIds,
            boolean createNew,
            boolean synchronize,
            String startedBy) {}

    /** What would be coupled; nothing is written. */
    public void preview(TableMapping mapping, Collection<UUID> chosen, Consumer<List<Proposal>> found) {
        new MatchSearch(engine, mapping).search(chosen, found);
    }

    /** Couples in the background; returns the number of the run. */
    public long start(Wish wish) {
        return runner.startWork(wish.mapping(), KIND, wish.startedBy(), run -> work(run, wish));
    }

    private void work(long run, Wish wish) {
        TableMapping mapping = wish.mapping();
        List<Proposal> coupled = new ArrayList<>();
        List<String> unmatched = new ArrayList<>();
        new LoggedWork(engine, mapping, Direction.TO_DATAVERSE, KIND, wish.startedBy(), run).log(job -> {
            new MatchSearch(engine, mapping).search(wish.businessCentralIds(), page -> {
                List<Proposal> exact = page.stream()
                        .filter(proposal -> proposal.finding() == Finding.EXACT)
                        .toList();
                couple(job, mapping, exact);
                coupled.addAll(exact);
                page.stream()
                        .filter(proposal -> proposal.finding() != Finding.EXACT)
                        .forEach(proposal ->
                                unmatched.add(proposal.businessCentralId().toString()));
            });
            return unmatched.isEmpty() || wish.createNew()
                    ? LoggedWork.End.SUCCESS
                    : new LoggedWork.End(JobStatus.RECORDS_FAILED, failed(run, job, mapping, unmatched.size()));
        });
        if (!unmatched.isEmpty() && wish.createNew()) {
            runner.passes(run, request(wish, Direction.TO_DATAVERSE, unmatched, List.of(), true));
        }
        if (wish.synchronize() && !coupled.isEmpty()) {
            synchronize(run, wish, coupled);
        }
    }

    private void couple(long job, TableMapping mapping, List<Proposal> exact) {
        List<Coupling> couplings = new ArrayList<>();
        for (Proposal proposal : exact) {
            UUID partner = proposal.dataverseId();
            if (partner != null) {
                couplings.add(
                        Coupling.fresh(proposal.businessCentralId(), partner, proposal.number(), proposal.name()));
            }
        }
        engine.database().inTransaction(connection -> {
            engine.couplings().insert(connection, engine.scope(mapping.id()), couplings);
            engine.jobLog().count(connection, job, new Counters(0, 0, 0, 0, 0, 0, couplings.size(), 0));
            return job;
        });
    }

    private String failed(long run, long job, TableMapping mapping, int records) {
        String text = mapping.id() + ": " + records
                + " records were not coupled, because no free row matches each of them alone; look at them with"
                + " koppel match " + mapping.id() + " --preview and couple them by hand";
        engine.database().inTransaction(connection -> {
            engine.jobLog().count(connection, job, new Counters(0, 0, 0, 0, 0, records, 0, 0));
            return job;
        });
        errorLog.accept(new FailedRecord(
                UUID.randomUUID(),
                job,
                run,
                engine.scope(mapping.id()),
                engine.company().name(),
                mapping.id(),
                Direction.TO_DATAVERSE.key(),
                null,
                null,
                null,
                "data",
                null,
                null,
                text,
                "records without a unique, free match",
                engine.clock().millis()));
        return text;
    }

    /** A one-way mapping in its direction; else the update-conflict strategy says which side wins, to Dataverse first. */
    private void synchronize(long run, Wish wish, List<Proposal> coupled) {
        Conflicts.Update strategy = wish.mapping().conflicts().update();
        List<String> records = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (Proposal proposal : coupled) {
            records.add(proposal.businessCentralId().toString());
            rows.add(String.valueOf(proposal.dataverseId()));
        }
        for (Direction direction : wish.mapping().passes()) {
            boolean to = direction == Direction.TO_DATAVERSE;
            boolean loses = wish.mapping().direction() == Direction.BIDIRECTIONAL
                    && strategy == (to ? Conflicts.Update.GET_UPDATE : Conflicts.Update.SEND_UPDATE);
            if (!loses) {
                runner.passes(run, request(wish, direction, to ? records : List.of(), to ? List.of() : rows, false));
            }
        }
    }

    private static SynchronizeRequest request(
            Wish wish, @Nullable Direction direction, List<String> records, List<String> rows, boolean creates) {
        return new SynchronizeRequest(
                wish.mapping().id(), direction, records, rows, !creates, creates, wish.startedBy());
    }
}
