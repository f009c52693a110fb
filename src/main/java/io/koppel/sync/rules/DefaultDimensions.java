package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * The dimensions a new Business Central record gets, as a template there brings them along (table-mappings.md §3.1): those of
 * the entry of {@code onCreate} the record is made with. A dimension or value that does not exist fails the record before it is
 * created; the default dimensions themselves are rows of their own, made right after it.
 */
public final class DefaultDimensions implements Rule {
    /** How Koppel calls the rule in {@code follow_up} and in mapping files. */
    public static final String NAME = Engine.DIMENSIONS;

    private final Engine engine;
    private final Dimensions dimensions;
    private final Map<Batch, Dimensions.Known> known = new WeakHashMap<>();

    public DefaultDimensions(Engine engine) {
        this.engine = engine;
        this.dimensions = new Dimensions(engine.services());
    }

    @Override
    public String name() {
        return NAME;
    }

    private static Map<String, String> wanted(TableMapping mapping, Row source) {
        return DefaultValues.first(DefaultValues.inOrder(mapping.onCreate(), Side.BUSINESS_CENTRAL), source.values())
                .map(DefaultValues::dimensions)
                .orElse(Map.of());
    }

    private static boolean concerns(Item item, Batch batch) {
        return batch.pass().target() == Side.BUSINESS_CENTRAL
                && item.isNew()
                && !wanted(batch.pass().mapping(), item.source()).isEmpty();
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        Set<String> codes = new TreeSet<>();
        items.stream()
                .filter(item -> concerns(item, batch))
                .forEach(item -> codes.addAll(
                        wanted(batch.pass().mapping(), item.source()).keySet()));
        if (!codes.isEmpty()) {
            Dimensions.Known read = dimensions.read(codes);
            synchronized (known) {
                known.put(batch, read);
            }
        }
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (!concerns(item, batch)) {
            return;
        }
        Dimensions.Known there;
        synchronized (known) {
            there = known.getOrDefault(batch, Dimensions.Known.NONE);
        }
        wanted(batch.pass().mapping(), item.source()).forEach((code, value) -> {
            if (there.value(code, value) == null) {
                throw new RecordRefused(
                        ErrorClass.DATA,
                        "onCreate",
                        "Business Central has no value '" + value + "' of a dimension '" + code
                                + "'; add it there, or change onCreate of the mapping");
            }
        });
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return concerns(item, batch);
    }

    @Override
    public void followUp(FollowUpWork work) {
        TableMapping mapping = work.runtime().mapping();
        String parent = mapping.businessCentral().dimensionParent();
        if (parent == null) {
            return;
        }
        Map<UUID, Map<String, String>> wanted = wantedOf(work);
        Set<String> codes = new TreeSet<>();
        wanted.values().forEach(each -> codes.addAll(each.keySet()));
        Dimensions.Known there = dimensions.read(codes);
        Map<UUID, Set<String>> already = dimensions.of(wanted.keySet());
        List<WriteOperation> creates = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (FollowUp followUp : work.followUps()) {
            UUID id = followUp.businessCentralId();
            wanted.getOrDefault(id, Map.of()).forEach((code, value) -> {
                Dimensions.Value found = there.value(code, value);
                if (found != null && !already.getOrDefault(id, Set.of()).contains(code)) {
                    creates.add(Dimensions.create(parent, id, found));
                    history.add(entry(followUp, code, value));
                }
            });
        }
        write(work, creates, history);
    }

    /** What each record was to get, by what its row in Dataverse holds now; a row that is gone says nothing any more. */
    private Map<UUID, Map<String, String>> wantedOf(FollowUpWork work) {
        TableMapping mapping = work.runtime().mapping();
        String key = mapping.dataverse().key();
        Set<String> columns = new TreeSet<>(Set.of(key));
        mapping.onCreate().forEach(values -> {
            if (values.when() != null) {
                columns.addAll(values.when().columns());
            }
        });
        Map<String, Row> rows = new HashMap<>();
        DataverseRows.where(
                        engine,
                        mapping.dataverse().entitySet(),
                        key,
                        work.followUps().stream()
                                .map(each -> each.dataverseId().toString())
                                .toList(),
                        null,
                        String.join(",", columns))
                .forEach(row -> rows.put(DataverseRows.text(row, key), row));
        Map<UUID, Map<String, String>> wanted = new HashMap<>();
        for (FollowUp followUp : work.followUps()) {
            Row row = rows.get(followUp.dataverseId().toString());
            if (row != null) {
                wanted.put(followUp.businessCentralId(), wanted(mapping, row));
            }
        }
        return wanted;
    }

    private static History.Entry entry(FollowUp followUp, String code, String value) {
        return new History.Entry(
                followUp.businessCentralId(),
                followUp.dataverseId(),
                Side.BUSINESS_CENTRAL,
                "update",
                NAME,
                List.of(new FieldChange("dimension " + code, null, value)),
                null);
    }

    private void write(FollowUpWork work, List<WriteOperation> creates, List<History.Entry> history) {
        List<WriteResult> results = creates.isEmpty()
                ? List.of()
                : engine.services().businessCentral().batch(creates, false);
        RuleHistory.record(work, RuleHistory.applied(history, results));
        if (!results.stream().allMatch(WriteResult.Written.class::isInstance)) {
            throw NotTaken.because("a default dimension was not created", results);
        }
    }
}
