package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.OptionMapping;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.metadata.ServiceModel;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Options of a choice column: a Business Central code becomes an option with that label, a renamed code renames the label
 * (sync-semantics.md §12). Written by metadata actions; the integer is chosen beforehand, so that an insert whose answer was
 * lost meets its own option when it is looked for.
 */
final class ChoiceTargets implements Targets {
    /** Columns of an option as a row. */
    static final String VALUE = "value";

    static final String LABEL = "label";

    private final Engine engine;

    ChoiceTargets(Engine engine) {
        this.engine = engine;
    }

    /** {@code account.paymenttermscode}. */
    static String column(Pass pass) {
        return ChoiceSource.column(pass.mapping());
    }

    /** Every option of the column, by the id that stands for it in couplings. */
    static Map<String, Row> options(Engine engine, String tableColumn) {
        int dot = tableColumn.indexOf('.');
        String path = "EntityDefinitions(LogicalName='" + tableColumn.substring(0, dot) + "')/Attributes(LogicalName='"
                + tableColumn.substring(dot + 1) + "')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata";
        Row metadata = engine.services()
                .dataverse()
                .readOne(
                        path,
                        Map.of(
                                "$select",
                                "LogicalName",
                                "$expand",
                                "OptionSet($select=Options),GlobalOptionSet($select=Options)"))
                .orElseThrow(() ->
                        new IllegalStateException("the choice column " + tableColumn + " does not exist in Dataverse"));
        Object set = metadata.get("OptionSet") == null ? metadata.get("GlobalOptionSet") : metadata.get("OptionSet");
        Map<String, Row> options = new LinkedHashMap<>();
        if (set instanceof Map<?, ?> optionSet && optionSet.get("Options") instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> option && option.get("Value") instanceof Number value) {
                    Map<String, @Nullable Object> values = new HashMap<>();
                    values.put(VALUE, (long) value.intValue());
                    values.put(LABEL, label(option.get("Label")));
                    options.put(
                            OptionMapping.idOf(tableColumn, value.intValue()).toString(), new Row(null, values));
                }
            }
        }
        return options;
    }

    private static @Nullable String label(@Nullable Object label) {
        if (label instanceof Map<?, ?> map) {
            if (map.get("UserLocalizedLabel") instanceof Map<?, ?> own && own.get("Label") != null) {
                return String.valueOf(own.get("Label"));
            }
            if (map.get("LocalizedLabels") instanceof List<?> all
                    && !all.isEmpty()
                    && all.get(0) instanceof Map<?, ?> first) {
                return String.valueOf(first.get("Label"));
            }
        }
        return null;
    }

    @Override
    public Map<String, Row> read(Pass pass, Collection<String> keys) {
        Map<String, Row> found = options(engine, column(pass));
        found.keySet().retainAll(keys);
        return found;
    }

    /**
     * Chooses integers for new options: the one that was chosen when an earlier attempt began, whose outcome nobody knows, else
     * the first free ones after the highest in use. A number that is kept for another code is not free.
     */
    void chooseValues(Pass pass, List<Item> inserts) {
        if (inserts.isEmpty()) {
            return;
        }
        int highest = 0;
        for (Row option : options(engine, column(pass)).values()) {
            highest = Math.max(highest, ((Number) Objects.requireNonNull(option.get(VALUE))).intValue());
        }
        Numbers numbers = new Numbers(pass, highest);
        for (Item item : inserts) {
            int value = numbers.of(item);
            item.payload().put(VALUE, (long) value);
            item.targetId(OptionMapping.idOf(column(pass), value));
        }
    }

    /** Numbers for the new options of one message. */
    private final class Numbers {
        /** How far from the highest option in use a number kept for a code is looked for. */
        private static final int REACH = 10_000;

        private final Pass pass;
        private final int highest;
        private int last;

        Numbers(Pass pass, int highest) {
            this.pass = pass;
            this.highest = highest;
            this.last = highest;
        }

        int of(Item item) {
            Coupling kept = item.coupling();
            if (kept != null && kept.state().isPending()) {
                for (int value = Math.max(1, highest - REACH); value < highest + REACH; value++) {
                    if (OptionMapping.idOf(column(pass), value).equals(kept.dataverseId())) {
                        return value;
                    }
                }
            }
            do {
                last++;
            } while (isKept(last));
            return last;
        }

        private boolean isKept(int value) {
            return engine.couplings()
                    .find(pass.runtime().scope(), Side.DATAVERSE, OptionMapping.idOf(column(pass), value))
                    .isPresent();
        }
    }

    @Override
    public List<WriteResult> write(Pass pass, List<Item> items, ODataService service) {
        List<WriteResult> results = new ArrayList<>(items.size());
        for (Item item : items) {
            results.add(write(pass, item, service));
        }
        if (results.stream().allMatch(result -> result instanceof WriteResult.Unknown)) {
            return results;
        }
        // An option counts only once it is published: without that, records that use it would be refused.
        WriteResult published =
                service.write(WriteOperation.action("PublishXml", Map.of("ParameterXml", publish(pass))));
        if (published instanceof WriteResult.Written) {
            return madeBefore(pass, items, results, service);
        }
        return results.stream()
                .map(result -> result instanceof WriteResult.Written ? published : result)
                .toList();
    }

    /**
     * A number that is refused because it is in use may be in use by the option of an earlier attempt, which nobody saw before it was
     * published. That option is what was asked for.
     */
    private List<WriteResult> madeBefore(Pass pass, List<Item> items, List<WriteResult> results, ODataService service) {
        List<WriteResult> settled = new ArrayList<>(results);
        Map<String, Row> options = Map.of();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!(item.decision() instanceof Decision.Insert) || !(results.get(i) instanceof WriteResult.Refused)) {
                continue;
            }
            if (options.isEmpty()) {
                options = options(engine, column(pass));
            }
            Row option = options.get(item.targetId().toString());
            if (option != null
                    && Objects.equals(option.get(LABEL), item.payload().get(LABEL))) {
                item.delivered().copies(copied(pass, item, "InsertOptionValue", service));
                settled.set(i, new WriteResult.Written(200, null, null, null));
            }
        }
        return settled;
    }

    /** The columns that follow and took the same option. */
    private List<String> copied(Pass pass, Item item, String action, ODataService service) {
        return copies(pass).stream()
                .filter(copy -> service.write(action(action, copy, item)) instanceof WriteResult.Written)
                .toList();
    }

    private WriteResult write(Pass pass, Item item, ODataService service) {
        String action = item.decision() instanceof Decision.Insert ? "InsertOptionValue" : "UpdateOptionValue";
        WriteResult first = service.write(action(action, column(pass), item));
        if (first instanceof WriteResult.Written written) {
            item.delivered().copies(copied(pass, item, action, service));
            // The action answers with a number at most; what the option is now, the payload says.
            return new WriteResult.Written(written.status(), null, null, null);
        }
        return first;
    }

    private static WriteOperation action(String name, String tableColumn, Item item) {
        int dot = tableColumn.indexOf('.');
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("EntityLogicalName", tableColumn.substring(0, dot));
        parameters.put("AttributeLogicalName", tableColumn.substring(dot + 1));
        parameters.put("Value", item.payload().get(VALUE));
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("@odata.type", "Microsoft.Dynamics.CRM.LocalizedLabel");
        text.put("Label", item.payload().get(LABEL));
        text.put("LanguageCode", 1033);
        Map<String, @Nullable Object> label = new LinkedHashMap<>();
        label.put("@odata.type", "Microsoft.Dynamics.CRM.Label");
        label.put("LocalizedLabels", List.of(text));
        parameters.put("Label", label);
        if (name.equals("UpdateOptionValue")) {
            parameters.put("MergeLabels", false);
        }
        return WriteOperation.action(name, parameters);
    }

    /** The columns that follow, as far as Dataverse has their tables: without Sales there are no orders or quotes. */
    private List<String> copies(Pass pass) {
        ServiceModel model = engine.models().dataverse();
        return pass.mapping().dataverse().choiceCopies().stream()
                .filter(copy -> model == null
                        || model.tables().values().stream().anyMatch(table -> copy.startsWith(table.type() + ".")))
                .toList();
    }

    private String publish(Pass pass) {
        StringBuilder tables = new StringBuilder("<importexportxml><entities><entity>")
                .append(pass.mapping().dataverse().table())
                .append("</entity>");
        for (String copy : copies(pass)) {
            tables.append("<entity>").append(copy, 0, copy.indexOf('.')).append("</entity>");
        }
        return tables.append("</entities></importexportxml>").toString();
    }

    @Override
    public void readBack(Pass pass, List<Item> items) {
        for (Item item : items) {
            if (item.delivered().result() instanceof WriteResult.Written && item.written() == null) {
                item.written(new Row(null, new HashMap<>(item.payload())));
            }
        }
    }

    /** What the copies of an option were before, and are now, one write each. */
    static List<History.Entry> copies(Item item, UUID businessCentralId, boolean insert, String requestId) {
        List<History.Entry> entries = new ArrayList<>();
        Row target = item.target();
        Object label = item.payload().get(LABEL);
        if (item.payload().get(VALUE) instanceof Number value) {
            for (String copy : item.delivered().copies()) {
                entries.add(new History.Entry(
                        businessCentralId,
                        OptionMapping.idOf(copy, value.intValue()),
                        Side.DATAVERSE,
                        insert ? "create" : "update",
                        "copy of the option",
                        List.of(new FieldChange(copy, insert || target == null ? null : target.get(LABEL), label)),
                        requestId));
            }
        }
        return entries;
    }

    /** The option mapping that a written item stands for. */
    static OptionMapping option(Pass pass, Item item, UUID businessCentralId) {
        Row partner = Objects.requireNonNullElseGet(item.written(), () -> Objects.requireNonNull(item.target()));
        boolean written = ChoiceSource.isWritten(pass);
        Row row = written ? partner : item.source();
        String code = written ? item.label() : pass.runtime().records().label(Side.BUSINESS_CENTRAL, partner);
        return new OptionMapping(
                businessCentralId,
                String.valueOf(code),
                column(pass),
                ((Number) Objects.requireNonNull(row.get(VALUE))).intValue(),
                String.valueOf(row.get(LABEL)));
    }
}
