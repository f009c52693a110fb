package io.koppel.sales.source;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.document.DocumentFacts;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.LineProduct;
import io.koppel.sales.document.SalesLine;
import io.koppel.sales.document.SalesSetup;
import io.koppel.sync.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the documents of a run need to know, few requests for a batch; one instance serves one run. */
public final class FactsReader {
    private final Engine engine;
    private final SalesKnowledge knowledge;
    private final Products products;
    private @Nullable DocumentRefused writeIn;
    private boolean writeInChecked;

    public FactsReader(Engine engine) {
        this.engine = engine;
        this.knowledge = new SalesKnowledge(engine);
        this.products = new Products(engine, knowledge);
    }

    /** What is known of the documents of one batch. */
    public final class Facts {
        private final Customers customers;
        private final Map<UUID, Coupling> units;
        private final @Nullable DocumentRefused writeIn;

        private Facts(Customers customers, Map<UUID, Coupling> units, @Nullable DocumentRefused writeIn) {
            this.customers = customers;
            this.units = units;
            this.writeIn = writeIn;
        }

        /**
         * The facts of one document.
         *
         * @throws DocumentRefused if it cannot be made in Business Central
         */
        public DocumentFacts of(Row header, List<SalesLine> lines) {
            if (writeIn != null && lines.stream().anyMatch(line -> line.product() == null)) {
                throw writeIn;
            }
            UUID customer = customers.of(Columns.idOrNull(header, "_customerid_value"));
            SalesKnowledge.Currency currency =
                    knowledge.currency(Columns.idOrNull(header, "_transactioncurrencyid_value"));
            String taxGroup = customers.taxGroup(customer);
            return new DocumentFacts(
                    customer,
                    knowledge.code(currency),
                    currency.decimals(),
                    knowledge.setup(),
                    line -> products.of(line, taxGroup),
                    knowledge.unitGroups() ? this::unit : null,
                    choice -> knowledge.code("shippingAgents", choice),
                    choice -> knowledge.code("paymentTerms", choice),
                    choice -> knowledge.code("shipmentMethods", choice));
        }

        private String unit(SalesLine line) {
            return unitOf(units, line);
        }
    }

    /** What lines sell, whatever document they belong to. */
    public final class LineFacts {
        private final Map<UUID, Coupling> units;
        private final @Nullable DocumentRefused writeIn;

        private LineFacts(Collection<SalesLine> lines) {
            products.read(lines);
            this.units = FactsReader.this.units(lines);
            this.writeIn = checkWriteIn(lines);
        }

        /** Whether the product of a line is of a type that Business Central sells, or nobody knows. */
        public boolean isSold(SalesLine line) {
            return line.product() == null || products.isSold(line.product());
        }

        /**
         * What the product of a line is; for one written in by hand the product that the set-up names.
         *
         * @throws DocumentRefused if it has no counterpart
         */
        public LineProduct product(SalesLine line) {
            if (line.product() != null) {
                return products.of(line, "");
            }
            if (writeIn != null) {
                throw writeIn;
            }
            return DocumentComposer.writeIn(knowledge.setup());
        }

        /**
         * Code of a line's unit, null where lines have the unit of their product.
         *
         * @throws DocumentRefused if the unit is not coupled
         */
        public @Nullable String unit(SalesLine line) {
            return knowledge.unitGroups() && line.unit() != null ? unitOf(units, line) : null;
        }
    }

    /** Reads what some lines sell. */
    public LineFacts lines(Collection<SalesLine> lines) {
        return new LineFacts(lines);
    }

    /** What the sales set-up says. */
    public SalesSetup setup() {
        return knowledge.setup();
    }

    private static String unitOf(Map<UUID, Coupling> units, SalesLine line) {
        Coupling coupling = units.get(line.unit());
        String code = coupling == null ? null : coupling.number();
        if (code == null) {
            throw new DocumentRefused(
                    "uomid", "the unit of a line is not coupled; couple it or run ITEM-UOM and RESOURCE-UOM first");
        }
        return code;
    }

    /** Decimals of amounts in the currency of a document. */
    public int amountDecimals(Row header) {
        return knowledge
                .currency(Columns.idOrNull(header, "_transactioncurrencyid_value"))
                .decimals();
    }

    /**
     * Reads what a batch needs.
     *
     * @param lines of each document by its id
     */
    public Facts read(List<Row> headers, Map<UUID, List<SalesLine>> lines) {
        List<SalesLine> all = lines.values().stream().flatMap(List::stream).toList();
        products.read(all);
        Set<UUID> named = new LinkedHashSet<>();
        for (Row header : headers) {
            UUID customer = Columns.idOrNull(header, "_customerid_value");
            if (customer != null) {
                named.add(customer);
            }
        }
        Customers customers = new Customers(engine, knowledge, named);
        if (products.anyIncludesTax(all)) {
            customers.readTaxGroups();
        }
        return new Facts(customers, units(all), checkWriteIn(all));
    }

    private Map<UUID, Coupling> units(Collection<SalesLine> lines) {
        if (!knowledge.unitGroups()) {
            return Map.of();
        }
        List<UUID> ids = lines.stream()
                .map(SalesLine::unit)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        Map<UUID, Coupling> found = new HashMap<>(knowledge.coupled("itemUnitsOfMeasure", "uom", ids));
        found.putAll(knowledge.coupled("resourceUnitsOfMeasure", "uom", ids));
        return Map.copyOf(found);
    }

    /** The write-in product is looked at once in a run, when the first line needs it. */
    private synchronized @Nullable DocumentRefused checkWriteIn(Collection<SalesLine> lines) {
        if (!writeInChecked && lines.stream().anyMatch(line -> line.product() == null)) {
            try {
                knowledge.checkWriteIn();
            } catch (DocumentRefused refused) {
                writeIn = refused;
            }
            writeInChecked = true;
        }
        return writeIn;
    }
}
