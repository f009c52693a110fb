package io.koppel.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.file.MappingFiles;
import io.koppel.metadata.ColumnModel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Transfer there and back is a fixed point: after one round nothing is left to write on either side. */
class RoundTripPropertiesTest {
    private static final TableMapping MAPPING = MappingFiles.parse(
                    "test.yaml",
                    """
                    - tableMapping:
                        id: CUSTOMER
                        businessCentral: {entitySet: customers}
                        dataverse: {entitySet: accounts}
                        direction: bidirectional
                        fields:
                          - {businessCentral: displayName, dataverse: name}
                          - {businessCentral: country, dataverse: address1_country, code: true}
                          - {businessCentral: creditLimit, dataverse: creditlimit}
                          - {businessCentral: dueDate, dataverse: duedate}
                          - {businessCentral: blocked, dataverse: state, values: {_x0020_: 0, All: 1, Ship: 2}}
                          - {businessCentral: currencyId, dataverse: transactioncurrencyid, currency: true}
                    """,
                    Ownership.PERSON)
            .orThrow()
            .mappings()
            .get(0);
    private static final ColumnLimits BUSINESS_CENTRAL = columns(
            text("displayName", 6),
            text("country", 4),
            decimal("creditLimit", 2),
            column("dueDate", "Edm.Date"),
            column("blocked", "Microsoft.NAV.customerBlocked"),
            column("currencyId", "Edm.Guid"));
    private static final ColumnLimits DATAVERSE = columns(
            text("name", 10),
            text("address1_country", 8),
            decimal("creditlimit", 4),
            column("duedate", "Edm.DateTimeOffset"),
            column("state", "Edm.Int32"),
            column("_transactioncurrencyid_value", "Edm.Guid"));

    private static ColumnModel text(String name, int length) {
        return new ColumnModel(name, "Edm.String", length, null, true, false);
    }

    private static ColumnModel decimal(String name, int scale) {
        return new ColumnModel(name, "Edm.Decimal", null, scale, true, false);
    }

    private static ColumnModel column(String name, String type) {
        return new ColumnModel(name, type, null, null, true, false);
    }

    private static ColumnLimits columns(ColumnModel... columns) {
        Map<String, ColumnModel> byName = new HashMap<>();
        for (ColumnModel column : columns) {
            byName.put(column.name(), column);
        }
        return byName::get;
    }

    /** Blank is the row {@code lcy}; every other currency has the same id on both sides. */
    private static final Lookups CURRENCIES = new Lookups() {
        @Override
        public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
            throw new IllegalStateException("no row of this mapping asks for couplings");
        }

        @Override
        public Answer option(String mapping, Side from, String reference, boolean byNumber) {
            throw new IllegalStateException("no row of this mapping asks for options");
        }

        @Override
        public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
            if (from == Side.DATAVERSE) {
                return reference.equals("lcy") ? new Answer.Blank() : new Answer.Partner(reference, null);
            }
            return new Answer.Partner(reference.isEmpty() ? "lcy" : reference, "transactioncurrencies");
        }
    };

    private static final FieldTransfer TO =
            FieldTransfer.of(MAPPING, Direction.TO_DATAVERSE, DATAVERSE, BUSINESS_CENTRAL);
    private static final FieldTransfer FROM =
            FieldTransfer.of(MAPPING, Direction.FROM_DATAVERSE, BUSINESS_CENTRAL, DATAVERSE);

    private static void apply(Map<String, Object> payload, Map<String, Object> record) {
        payload.forEach((name, value) -> {
            if (name.endsWith("@odata.bind")) {
                String text = String.valueOf(value);
                record.put(
                        "_" + name.replace("@odata.bind", "_value"),
                        value == null ? null : text.substring(text.indexOf('(') + 1, text.length() - 1));
            } else {
                record.put(name, value);
            }
        });
    }

    @Property
    void nothingIsLeftToWriteAfterOneRoundFromEitherSide(
            @ForAll("customers") Map<String, Object> customer, @ForAll("accounts") Map<String, Object> account) {
        Map<String, Object> left = new HashMap<>(customer);
        Map<String, Object> right = new HashMap<>(account);

        apply(TO.transfer(left, right, CURRENCIES).payload(), right);
        assertThat(TO.transfer(left, right, CURRENCIES).payload())
                .as("to again")
                .isEmpty();
        apply(FROM.transfer(right, left, CURRENCIES).payload(), left);
        assertThat(FROM.transfer(right, left, CURRENCIES).payload())
                .as("from again")
                .isEmpty();
        assertThat(TO.transfer(left, right, CURRENCIES).payload())
                .as("there and back")
                .isEmpty();
    }

    @Property
    void aRecordMadeFromTheOtherIsNotWrittenAgain(@ForAll("customers") Map<String, Object> customer) {
        Map<String, Object> right = new HashMap<>();
        apply(TO.transfer(customer, null, CURRENCIES).payload(), right);
        assertThat(TO.transfer(customer, right, CURRENCIES).payload()).isEmpty();
    }

    @Property
    void snapshotsOfTheSameRecordAreTheSameAndReferencesAreAsked(@ForAll("customers") Map<String, Object> customer) {
        FieldSnapshot snapshot = TO.snapshot();
        Object[] first = snapshot.values(Side.BUSINESS_CENTRAL, customer);
        Object[] second = snapshot.values(Side.BUSINESS_CENTRAL, new HashMap<>(customer));
        assertThat(first).hasSize(snapshot.fields().size());
        for (int i = 0; i < first.length; i++) {
            assertThat(snapshot.sameValue(first[i], second[i])).isTrue();
        }
        assertThat(TO.references(customer)).extracting(Reference::kind).containsExactly(Reference.Kind.CURRENCY);
    }

    @Provide
    Arbitrary<Map<String, Object>> customers() {
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange('a', 'd')
                .withChars(' ', 'Ä')
                .ofMaxLength(6);
        Arbitrary<String> code = Arbitraries.strings().withCharRange('A', 'D').ofMaxLength(4);
        Arbitrary<BigDecimal> amount = Arbitraries.bigDecimals().ofScale(2);
        Arbitrary<String> date = Arbitraries.of("0001-01-01", "2026-01-31", "2025-12-24");
        Arbitrary<String> blocked = Arbitraries.of("_x0020_", "All", "Ship");
        Arbitrary<String> currency = Arbitraries.of("00000000-0000-0000-0000-000000000000", "usd", "eur");
        return Combinators.combine(name, code, amount, date, blocked, currency)
                .as((a, b, c, d, e, f) -> Map.of(
                        "displayName", a, "country", b, "creditLimit", c, "dueDate", d, "blocked", e, "currencyId", f));
    }

    @Provide
    Arbitrary<Map<String, Object>> accounts() {
        Arbitrary<String> name =
                Arbitraries.strings().withCharRange('a', 'd').ofMinLength(1).ofMaxLength(10);
        Arbitrary<String> country =
                Arbitraries.strings().withCharRange('a', 'd').ofMinLength(1).ofMaxLength(8);
        Arbitrary<BigDecimal> amount = Arbitraries.bigDecimals().ofScale(4);
        Arbitrary<String> date = Arbitraries.of("2026-01-31T10:00:00Z", "2025-12-24T00:00:00Z");
        Arbitrary<Long> state = Arbitraries.longs().between(0, 2);
        Arbitrary<String> currency = Arbitraries.of("lcy", "usd", "eur");
        return Combinators.combine(name, country, amount, date, state, currency)
                .as((a, b, c, d, e, f) -> Map.of(
                        "name",
                        a,
                        "address1_country",
                        b,
                        "creditlimit",
                        c,
                        "duedate",
                        d,
                        "state",
                        e,
                        "_transactioncurrencyid_value",
                        f));
    }
}
