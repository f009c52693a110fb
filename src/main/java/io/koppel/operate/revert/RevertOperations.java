package io.koppel.operate.revert;

import io.koppel.job.Runner;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ServiceException;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.operate.revert.Reverted.RevertedRecord;
import io.koppel.operate.revert.RunWrites.Written;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes back what a run wrote, where the records have not moved on since. */
public final class RevertOperations {
    private static final int BLOCK = 100;
    private static final int PAGE = 1000;

    private final Engine engine;
    private final Runner runner;
    private final Mappings mappings;

    public RevertOperations(Engine engine, Runner runner, Mappings mappings) {
        this.engine = engine;
        this.runner = runner;
        this.mappings = mappings;
    }

    private record Group(String mapping, Side side) {}

    /**
     * Says what taking a run back comes to, or does it.
     *
     * @throws OperationException if there is no such run, or it is not finished
     */
    public Reverted revert(long run, RevertCommand command, String startedBy) {
        Runs.Run found =
                engine.runs().find(run).orElseThrow(() -> OperationException.notFound("there is no run " + run));
        if (found.status() == JobStatus.IN_PROCESS) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT, "run " + run + " is not finished; wait until it is");
        }
        Map<Group, List<Written>> groups = new LinkedHashMap<>();
        for (Written written : RunWrites.of(history(run))) {
            groups.computeIfAbsent(new Group(written.target.mapping(), written.target.side()), key -> new ArrayList<>())
                    .add(written);
        }
        Writing writing = command.previews() ? null : new Writing(run, startedBy);
        List<RevertedRecord> records = new ArrayList<>();
        JobStatus status = JobStatus.SUCCESS;
        try {
            for (Map.Entry<Group, List<Written>> group : groups.entrySet()) {
                records.addAll(revert(group.getKey(), group.getValue(), command, writing));
            }
        } catch (RuntimeException e) {
            status = JobStatus.ERROR;
            throw e;
        } finally {
            if (writing != null) {
                writing.close(status);
            }
        }
        long kept = records.stream()
                .filter(record ->
                        record.result().equals("kept") || record.result().equals("failed"))
                .count();
        return new Reverted(
                run, writing == null ? null : writing.run, command.previews(), records.size() - kept, kept, records);
    }

    private List<HistoryRow> history(long run) {
        List<HistoryRow> rows = new ArrayList<>();
        List<HistoryRow> page = engine.history().list(engine.company().name(), null, null, run, null, PAGE);
        while (!page.isEmpty()) {
            rows.addAll(page);
            page = engine.history()
                    .list(
                            engine.company().name(),
                            null,
                            null,
                            run,
                            page.get(page.size() - 1).id(),
                            PAGE);
        }
        Collections.reverse(rows);
        return rows;
    }

    private List<RevertedRecord> revert(
            Group group, List<Written> writes, RevertCommand command, @Nullable Writing writing) {
        Optional<TableMapping> mapping = mappings.all().stream()
                .filter(one -> one.id().equals(group.mapping()))
                .findFirst();
        if (mapping.isEmpty()) {
            return writes.stream()
                    .map(written -> Judged.kept(written, null, null, "the mapping " + group.mapping() + " is gone")
                            .view(null))
                    .toList();
        }
        return writing == null
                ? blocks(mapping.get(), group.side(), writes, command, null)
                : runner.alone(mapping.get(), () -> blocks(mapping.get(), group.side(), writes, command, writing));
    }

    private List<RevertedRecord> blocks(
            TableMapping mapping, Side side, List<Written> writes, RevertCommand command, @Nullable Writing writing) {
        RecordJudge judge = new RecordJudge(engine, mapping, side, command.deletes());
        RevertWriter writer = writing == null ? null : writing.writer(mapping, side, judge);
        List<RevertedRecord> records = new ArrayList<>();
        for (int at = 0; at < writes.size(); at += BLOCK) {
            List<Judged> judged = judge(judge, writes.subList(at, Math.min(writes.size(), at + BLOCK)));
            Map<Judged, String> failures = writer == null ? Map.of() : writer.write(judged);
            judged.forEach(one -> records.add(one.view(failures.get(one))));
        }
        return records;
    }

    private static List<Judged> judge(RecordJudge judge, List<Written> block) {
        try {
            return judge.judge(block);
        } catch (ServiceException e) {
            throw new OperationException(
                    OperationException.Reason.UNAVAILABLE, "the records of the run cannot be read: " + e.getMessage());
        }
    }

    /** The run that takes another one back. */
    private final class Writing {
        private final long reverted;
        private final String startedBy;
        private final long run;
        private final List<Long> jobs = new ArrayList<>();

        Writing(long reverted, String startedBy) {
            this.reverted = reverted;
            this.startedBy = startedBy;
            this.run = engine.runs()
                    .open(
                            engine.company().name(),
                            null,
                            "revert",
                            startedBy,
                            engine.clock().instant());
        }

        RevertWriter writer(TableMapping mapping, Side side, RecordJudge judge) {
            Direction direction = side == Side.DATAVERSE ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
            long job = engine.jobLog()
                    .open(
                            engine.scope(mapping.id()),
                            engine.company().name(),
                            mapping.id(),
                            direction.key(),
                            "revert",
                            startedBy,
                            run,
                            engine.clock().instant());
            jobs.add(job);
            return new RevertWriter(engine, mapping, side, judge, reverted, run, job);
        }

        void close(JobStatus status) {
            String message = "takes run " + reverted + " back";
            jobs.forEach(job -> engine.jobLog().close(job, engine.clock().instant(), status, message));
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
    }
}
