package io.koppel.sync.rules;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Dataverse price list has one currency, for good: that of its prices, which must all have the same, else its own field row's,
 * else the local one (table-mappings.md §8.5). A list that has another currency already is never changed.
 */
public final class PriceListCurrency implements Rule {
    private static final String CURRENCY = "transactioncurrencyid";
    private final Engine engine;
    private final PriceListItems prices;
    private final Map<Batch, Map<String, Choice>> choices = new WeakHashMap<>();

    /** Which currency the prices of a list have: its Dataverse row, or why there is none. */
    private record Choice(@Nullable String id, @Nullable String problem) {}

    public PriceListCurrency(Engine engine) {
        this.engine = engine;
        this.prices = new PriceListItems(engine);
    }

    @Override
    public String name() {
        return "price-list-currency";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("_transactioncurrencyid_value") : Set.of();
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        TableMapping lines = prices.mapping(batch.pass().mapping().id());
        FieldMapping row = lines == null ? null : Mappings.row(lines, CURRENCY).orElse(null);
        if (lines == null || row == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Map<String, Choice> found = new HashMap<>();
        prices.of(batch, lines, items).forEach((code, ofList) -> found.put(code, choose(batch.pass(), row, ofList)));
        synchronized (choices) {
            choices.put(batch, found);
        }
    }

    private Choice choose(Pass pass, FieldMapping row, List<Row> ofList) {
        String property = String.valueOf(row.businessCentral());
        String first = reference(ofList.get(0), property);
        for (Row other : ofList) {
            if (!reference(other, property).equals(first)) {
                return new Choice(
                        null,
                        "its prices are in several currencies (" + name(row, ofList.get(0)) + ", " + name(row, other)
                                + "), but a price list in Dataverse has one; split it");
            }
        }
        boolean byNumber = row.conversion() instanceof Conversion.Currency currency && currency.byNumber();
        Reference reference = new Reference(
                Reference.Kind.CURRENCY, Mappings.referredCurrency(row), Side.BUSINESS_CENTRAL, first, byNumber);
        Lookups.Answer answer = engine.lookups(pass, Set.of(reference))
                .currency(reference.mappings().get(0), reference.from(), first, byNumber);
        return answer instanceof Lookups.Answer.Partner partner
                ? new Choice(partner.id(), null)
                : new Choice(
                        null,
                        "currency '" + name(row, ofList.get(0)) + "' of its prices is not coupled; couple it or run "
                                + reference.mappings().get(0) + " first");
    }

    private static String reference(Row price, String property) {
        String value = DataverseRows.text(price, property);
        return value.equals("00000000-0000-0000-0000-000000000000") ? "" : value;
    }

    private String name(FieldMapping row, Row price) {
        String label = row.label();
        String name = label == null ? "" : DataverseRows.text(price, label);
        return name.isBlank() ? engine.company().localCurrency() : name;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Choice choice;
        synchronized (choices) {
            choice = choices.getOrDefault(batch, Map.of()).get(PriceListItems.key(item.label()));
        }
        if (choice != null && choice.problem() != null) {
            throw new RecordRefused(ErrorClass.DATA, CURRENCY, choice.problem());
        }
        String bind = PayloadLookups.bind(CURRENCY);
        Object row = item.payload().remove(bind);
        String own = row == null ? engine.localCurrency(batch.pass()).toString() : PayloadLookups.id(row.toString());
        String wanted = choice == null || choice.id() == null ? own : choice.id();
        Row target = item.target();
        if (target == null) {
            item.payload().put(bind, PayloadLookups.to("transactioncurrencies", String.valueOf(wanted)));
        } else if ((choice != null || row != null)
                && !String.valueOf(wanted).equals(target.get("_" + CURRENCY + "_value"))) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    CURRENCY,
                    "the price list in Dataverse has another currency, which cannot be changed; uncouple it and let a new"
                            + " one be created under another name");
        }
    }
}
