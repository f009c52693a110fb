package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Records;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A price list goes with its prices (table-mappings.md §8.5). Before it is written, every item and resource of its prices has to
 * be coupled, or become so as far as its own mapping allows, and every unit has to exist in Dataverse: one bad price fails the
 * whole list. After it was written, or compared and found equal, its prices are synchronized.
 */
public final class PriceListLines implements Rule {
    private static final String PRODUCT = "productid";
    private static final String UNIT_CODE = "priceUnitOfMeasureCode";
    private static final int BLOCK = 20;
    private final Engine engine;
    private final RelatedRecords related;
    private final PriceListItems prices;
    private final ProductUnits products;
    private final Map<Batch, Map<String, String>> problems = new WeakHashMap<>();

    public PriceListLines(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
        this.prices = new PriceListItems(engine);
        this.products = new ProductUnits(engine);
    }

    @Override
    public String name() {
        return "price-list-lines";
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        TableMapping lines = prices.mapping(batch.pass().mapping().id());
        if (lines == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Map<String, List<Row>> all = prices.of(batch, lines, items);
        Map<Row, Reference> references = references(lines, all.values());
        Map<Reference, String> partners = partners(batch.pass(), references.values());
        Set<Reference> open = new HashSet<>(references.values());
        open.removeAll(partners.keySet());
        if (!open.isEmpty() && bringAlong(lines, open, batch.pass())) {
            partners = partners(batch.pass(), references.values());
        }
        products.prepare(batch.pass(), partners.values());
        Map<String, String> found = new HashMap<>();
        for (Map.Entry<String, List<Row>> list : all.entrySet()) {
            for (Row price : list.getValue()) {
                String problem = problem(batch.pass(), lines, price, references.get(price), partners);
                if (problem != null) {
                    found.putIfAbsent(list.getKey(), problem);
                }
            }
        }
        synchronized (problems) {
            problems.put(batch, found);
        }
    }

    private static Map<Row, Reference> references(TableMapping lines, Collection<List<Row>> all) {
        Map<Row, Reference> references = new LinkedHashMap<>();
        FieldMapping row = Mappings.row(lines, PRODUCT).orElse(null);
        if (row != null && row.conversion() instanceof Conversion.CouplingOf coupling) {
            all.forEach(ofList -> ofList.forEach(price -> {
                Reference reference = PriceItem.reference(row, coupling, price);
                if (reference != null) {
                    references.put(price, reference);
                }
            }));
        }
        return references;
    }

    private Map<Reference, String> partners(Pass pass, Collection<Reference> references) {
        Lookups lookups = engine.lookups(pass, new HashSet<>(references));
        Map<Reference, String> partners = new HashMap<>();
        for (Reference reference : new HashSet<>(references)) {
            if (lookups.coupled(reference.mappings(), reference.from(), reference.value(), reference.byNumber())
                    instanceof Lookups.Answer.Partner partner) {
                partners.put(reference, partner.id());
            }
        }
        return partners;
    }

    /** Lets items and resources be created whose own mapping creates records; answers whether any could. */
    private boolean bringAlong(TableMapping lines, Set<Reference> open, Pass cause) {
        boolean any = false;
        for (String name : Mappings.referredTo(lines, PRODUCT)) {
            TableMapping mapping = engine.mappings().apply(name);
            if (mapping != null && !mapping.onlyCoupled()) {
                List<String> ids = ids(mapping, open);
                if (!ids.isEmpty()) {
                    related.synchronize(mapping, Direction.TO_DATAVERSE, ids, cause);
                    any = true;
                }
            }
        }
        return any;
    }

    /** Ids of the records that prices name, by id or by number; a number may be one of another table. */
    private List<String> ids(TableMapping mapping, Set<Reference> open) {
        List<String> ids = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        open.forEach(reference -> (reference.byNumber() ? numbers : ids).add(reference.value()));
        Records records = new Records(mapping);
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        for (int at = 0; at < numbers.size(); at += BLOCK) {
            String filter = numbers.subList(at, Math.min(numbers.size(), at + BLOCK)).stream()
                    .map(number -> mapping.businessCentral().number() + " eq " + Literals.text(number))
                    .collect(Collectors.joining(" or "));
            engine.services()
                    .businessCentral()
                    .readPage(ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                            .with("$select", key)
                            .with("$filter", filter))
                    .rows()
                    .forEach(row ->
                            ids.add(records.id(Side.BUSINESS_CENTRAL, row).toString()));
        }
        return ids;
    }

    private @Nullable String problem(
            Pass pass, TableMapping lines, Row price, @Nullable Reference reference, Map<Reference, String> partners) {
        String product = reference == null ? null : partners.get(reference);
        FieldMapping row = Mappings.row(lines, PRODUCT).orElse(null);
        String label = row == null || row.label() == null ? null : DataverseRows.text(price, row.label());
        String number = label != null ? label : reference == null ? "" : reference.value();
        if (product == null) {
            return "'" + number + "' of one of its prices is not coupled; couple it or run "
                    + String.join(" or ", Mappings.referredTo(lines, PRODUCT)) + " first";
        }
        String unit = DataverseRows.text(price, UNIT_CODE);
        UnitGroups.Group group = products.group(pass, product).orElse(null);
        return group != null && group.unit(unit).isPresent()
                ? null
                : "unit '" + unit + "' of the price of '" + number + "' does not exist in Dataverse"
                        + (group == null ? "" : "; the product's unit group has " + PriceItem.names(group));
    }

    @Override
    public void complete(Item item, Batch batch) {
        String problem;
        synchronized (problems) {
            problem = problems.getOrDefault(batch, Map.of()).get(PriceListItems.key(item.label()));
        }
        if (problem != null && batch.pass().target() == Side.DATAVERSE) {
            throw new RecordRefused(ErrorClass.DATA, PRODUCT, problem);
        }
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        // A full synchronization goes through all prices after their lists anyway.
        return batch.pass().target() == Side.DATAVERSE && !batch.pass().mode().everything();
    }

    @Override
    public void followUp(FollowUpWork work) {
        TableMapping lines = prices.mapping(work.runtime().mapping().id());
        if (lines == null) {
            return;
        }
        List<String> codes = new ArrayList<>();
        int scope = work.runtime().scope();
        Set<UUID> lists = new HashSet<>();
        work.followUps().forEach(followUp -> lists.add(followUp.businessCentralId()));
        engine
                .database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, lists))
                .values()
                .stream()
                .map(Coupling::number)
                .forEach(number -> codes.add(String.valueOf(number)));
        Records records = new Records(lines);
        List<String> ids = prices.of(work.pass(), lines, codes).values().stream()
                .flatMap(List::stream)
                .map(price -> records.id(Side.BUSINESS_CENTRAL, price).toString())
                .toList();
        if (!ids.isEmpty()) {
            related.synchronize(lines, Direction.TO_DATAVERSE, ids, work.pass());
        }
    }
}
