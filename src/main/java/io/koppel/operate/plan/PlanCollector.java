package io.koppel.operate.plan;

import io.koppel.operate.plan.Plan.PlannedPass;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the batches of previewed passes into a plan. */
final class PlanCollector {
    private final int limit;
    private final List<PlannedRecord> records = new ArrayList<>();
    private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> coupled = new HashSet<>();
    private long omitted;

    PlanCollector(int limit) {
        this.limit = limit;
    }

    /** A pass is about to be previewed, and is counted even if it shows nothing. */
    void begin(String mapping, String direction) {
        counts.computeIfAbsent(mapping + " " + direction, key -> new LinkedHashMap<>());
    }

    void show(Batch batch) {
        String mapping = batch.pass().mapping().id();
        String direction = batch.pass().direction().key();
        begin(mapping, direction);
        for (Item item : batch.items()) {
            // A record that is read twice, once because it failed before, is one record of the plan.
            if (seen.add(mapping + direction + item.sourceId())) {
                add(PlannedRecord.of(batch.pass(), item), item, mapping, direction);
            }
        }
    }

    private void add(
            @org.jspecify.annotations.Nullable PlannedRecord record, Item item, String mapping, String direction) {
        Map<String, Long> pass = counts.getOrDefault(mapping + " " + direction, new LinkedHashMap<>());
        if (record == null) {
            boolean counted =
                    item.decision() instanceof Decision.Unchanged || item.decision() instanceof Decision.Modify;
            if (counted) {
                pass.merge("unchanged", 1L, Long::sum);
            }
            return;
        }
        String pair = mapping + record.businessCentralId() + record.dataverseId();
        if (record.outcome().equals("couple") && !coupled.add(pair)) {
            return; // the pass to Dataverse has coupled the two by then
        }
        pass.merge(record.outcome(), 1L, Long::sum);
        if (records.size() < limit) {
            records.add(record);
        } else {
            omitted++;
        }
    }

    List<PlannedRecord> records() {
        return records;
    }

    long omitted() {
        return omitted;
    }

    List<PlannedPass> passes() {
        List<PlannedPass> passes = new ArrayList<>();
        counts.forEach((name, count) -> {
            String[] parts = name.split(" ");
            passes.add(new PlannedPass(
                    parts[0],
                    parts[1],
                    count.getOrDefault("insert", 0L),
                    count.getOrDefault("modify", 0L),
                    count.getOrDefault("couple", 0L),
                    count.getOrDefault("uncouple", 0L),
                    count.getOrDefault("conflict", 0L),
                    count.getOrDefault("skip", 0L),
                    count.getOrDefault("fail", 0L),
                    count.getOrDefault("unchanged", 0L)));
        });
        return passes;
    }
}
