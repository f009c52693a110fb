package io.koppel.operate.plan;

import io.koppel.job.ApprovedPass;
import io.koppel.job.RunStatus;
import io.koppel.job.Runner;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.operate.plan.AppliedPlan.AppliedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Carries a plan out: one pass after the other, each over the plan's records only. */
final class PlanApplication {
    private final Runner runner;
    private final Mappings mappings;

    PlanApplication(Runner runner, Mappings mappings) {
        this.runner = runner;
        this.mappings = mappings;
    }

    private record Key(String mapping, String direction) {}

    AppliedPlan apply(Plan plan, String startedBy) {
        Map<Key, List<PlannedRecord>> groups = new LinkedHashMap<>();
        for (PlannedRecord record : plan.records()) {
            if (PlannedRecord.APPLIED.contains(record.outcome())) {
                groups.computeIfAbsent(new Key(record.mapping(), record.direction()), key -> new ArrayList<>())
                        .add(record);
            }
        }
        if (groups.isEmpty()) {
            return new AppliedPlan(plan.id(), null, 0, 0, 0, List.of());
        }
        Map<String, String> moved = new ConcurrentHashMap<>();
        Map<Key, PlanApproval> approvals = new LinkedHashMap<>();
        List<ApprovedPass> passes = new ArrayList<>();
        groups.forEach((key, records) -> {
            TableMapping mapping = mappings.require(key.mapping());
            PlanApproval approval = new PlanApproval(records, moved);
            approvals.put(key, approval);
            passes.add(new ApprovedPass(
                    mapping,
                    Direction.of(key.direction()),
                    PlanMode.of(plan.mode(), mapping, false),
                    records.stream().map(PlannedRecord::sourceId).toList(),
                    approval));
        });
        RunStatus status = runner.run("apply", passes, startedBy);
        return result(plan, status, groups, approvals);
    }

    private static AppliedPlan result(
            Plan plan, RunStatus status, Map<Key, List<PlannedRecord>> groups, Map<Key, PlanApproval> approvals) {
        Map<Key, String> stopped = new LinkedHashMap<>();
        for (JobLogRow pass : status.passes()) {
            boolean ended = pass.status() == JobStatus.SUCCESS || pass.status() == JobStatus.RECORDS_FAILED;
            if (!ended) {
                stopped.put(new Key(pass.mapping(), pass.direction()), "the pass stopped: " + pass.message());
            }
        }
        List<AppliedRecord> records = new ArrayList<>();
        groups.forEach((key, group) -> {
            PlanApproval approval = approvals.get(key);
            for (PlannedRecord record : group) {
                PlanApproval.End end = approval == null || (stopped.containsKey(key) && !approval.knows(record))
                        ? new PlanApproval.End("failed", stopped.get(key))
                        : approval.end(record);
                records.add(new AppliedRecord(
                        record.mapping(),
                        record.direction(),
                        record.outcome(),
                        record.record(),
                        record.businessCentralId(),
                        record.dataverseId(),
                        end.result(),
                        end.why()));
            }
        });
        return new AppliedPlan(
                plan.id(),
                status.run().id(),
                count(records, "applied"),
                count(records, "refused"),
                count(records, "failed"),
                records);
    }

    private static long count(List<AppliedRecord> records, String result) {
        return records.stream().filter(record -> record.result().equals(result)).count();
    }
}
