package io.koppel.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.file.MappingFiles;
import io.koppel.metadata.ColumnModel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversion and comparison of values, sync-semantics.md §3.1. */
class FieldTransferTest {
    private static final Lookups NOTHING_COUPLED = new Lookups() {
        @Override
        public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
            return new Answer.NotCoupled("");
        }

        @Override
        public Answer option(String mapping, Side from, String reference, boolean byNumber) {
            return new Answer.NotCoupled("");
        }

        @Override
        public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
            return new Answer.NotCoupled("");
        }
    };

    private static TableMapping mapping(String rows) {
        return MappingFiles.parse(
                        "test.yaml",
                        """
                        - tableMapping:
                            id: CUSTOMER
                            businessCentral: {entitySet: customers}
                            dataverse: {entitySet: accounts}
                            direction: bidirectional
                            fields:
                        """
                                + rows.indent(6),
                        Ownership.PERSON)
                .orThrow()
                .mappings()
                .get(0);
    }

    private static ColumnLimits column(String name, String type, Integer length, Integer scale) {
        return asked -> asked.equals(name) ? new ColumnModel(name, type, length, scale, true, false) : null;
    }

    private static Map<String, Object> record(String name, Object value) {
        Map<String, Object> record = new HashMap<>();
        record.put(name, value);
        return record;
    }

    private static Transferred toDataverse(
            String row, ColumnLimits target, ColumnLimits source, Object given, Object existing) {
        return FieldTransfer.of(mapping(row), Direction.TO_DATAVERSE, target, source)
                .transfer(record("a", given), record("b", existing), NOTHING_COUPLED);
    }

    private static final String PLAIN = "- {businessCentral: a, dataverse: b}\n";

    @Test
    void aTextIsCutToTheTargetAndNotWrittenAgain() {
        ColumnLimits target = column("b", "Edm.String", 5, null);
        ColumnLimits source = column("a", "Edm.String", 10, null);
        assertThat(toDataverse(PLAIN, target, source, "abcdefgh", "x").payload())
                .containsEntry("b", "abcde");
        assertThat(toDataverse(PLAIN, target, source, "abcdefgh", "abcde").payload())
                .isEmpty();
    }

    @Test
    void aLongerTextOfTheTargetIsKeptAsFarAsTheSourceCanTell() {
        ColumnLimits target = column("b", "Edm.String", 10, null);
        ColumnLimits source = column("a", "Edm.String", 5, null);
        assertThat(toDataverse(PLAIN, target, source, "abcde", "abcdefgh").payload())
                .isEmpty();
        assertThat(toDataverse(PLAIN, target, source, "abcdx", "abcdefgh").payload())
                .containsEntry("b", "abcdx");
    }

    @Test
    void cuttingNeverLeavesHalfASurrogatePair() {
        ColumnLimits target = column("b", "Edm.String", 2, null);
        assertThat(toDataverse(PLAIN, target, ColumnLimits.UNKNOWN, "a\uD83D\uDE00", "")
                        .payload())
                .containsEntry("b", "a");
    }

    @Test
    void aTextTooLongFailsWhereTheRowSaysSo() {
        String row = "- {businessCentral: a, dataverse: b, tooLong: fail}\n";
        Transferred result =
                toDataverse(row, column("b", "Edm.String", 5, null), ColumnLimits.UNKNOWN, "abcdefgh", "abcde");
        assertThat(result.payload()).isEmpty();
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().kind()).isEqualTo(TransferFailure.Kind.TOO_LONG);
        assertThat(result.failure().message())
                .isEqualTo("a / b: the text has 8 characters, the target takes 5; shorten it or declare tooLong: cut");
    }

    @Test
    void numbersAreComparedByValueAtTheTargetsScale() {
        ColumnLimits target = column("b", "Edm.Decimal", null, 2);
        ColumnLimits source = ColumnLimits.UNKNOWN;
        assertThat(toDataverse(PLAIN, target, source, new BigDecimal("100.00"), new BigDecimal("100.0000"))
                        .payload())
                .isEmpty();
        assertThat(toDataverse(PLAIN, target, source, 7L, new BigDecimal("7.0")).payload())
                .isEmpty();
        assertThat(toDataverse(PLAIN, target, source, new BigDecimal("1.005"), null)
                        .payload())
                .containsEntry("b", new BigDecimal("1.01"));
    }

    @Test
    void blanksOfBothSidesAreTheSame() {
        for (Object blank : new Object[] {
            "", " ", "00000000-0000-0000-0000-000000000000", "_x0020_", "0001-01-01", "0001-01-01T00:00:00Z", null
        }) {
            assertThat(toDataverse(PLAIN, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN, blank, null)
                            .payload())
                    .as("%s", blank)
                    .isEmpty();
        }
    }

    @Test
    void blankGoesToBusinessCentralAsItsTypeWritesIt() {
        Map<String, Object> expected = Map.of(
                "Edm.String", "",
                "Edm.Guid", "00000000-0000-0000-0000-000000000000",
                "Edm.Date", "0001-01-01",
                "Edm.DateTimeOffset", "0001-01-01T00:00:00Z",
                "Microsoft.NAV.customerBlocked", "_x0020_",
                "Edm.Decimal", 0L);
        Map<String, Object> existing = Map.of(
                "Edm.String", "x",
                "Edm.Guid", "11111111-0000-0000-0000-000000000000",
                "Edm.Date", "2026-01-31",
                "Edm.DateTimeOffset", "2026-01-31T00:00:00Z",
                "Microsoft.NAV.customerBlocked", "All",
                "Edm.Decimal", 3L);
        expected.forEach((type, blank) -> assertThat(FieldTransfer.of(
                                mapping(PLAIN),
                                Direction.FROM_DATAVERSE,
                                column("a", type, null, null),
                                ColumnLimits.UNKNOWN)
                        .transfer(record("b", null), record("a", existing.get(type)), NOTHING_COUPLED)
                        .payload()
                        .get("a"))
                .as(type)
                .satisfies(written -> assertThat(String.valueOf(written)).isEqualTo(String.valueOf(blank))));
    }

    @Test
    void aTimeWithMillisecondsIsNotWrittenAgainBecauseDataverseKeepsSeconds() {
        ColumnLimits target = column("b", "Edm.DateTimeOffset", null, null);
        assertThat(toDataverse(PLAIN, target, ColumnLimits.UNKNOWN, "2026-01-31T10:00:00.789Z", "2026-01-31T10:00:00Z")
                        .payload())
                .isEmpty();
        assertThat(toDataverse(PLAIN, target, ColumnLimits.UNKNOWN, "2026-01-31", null)
                        .payload())
                .containsEntry("b", "2026-01-31T00:00:00Z");
    }

    @Test
    void aCodeIsTrimmedAndUpperCasedBeforeItIsCompared() {
        String row = "- {businessCentral: a, dataverse: b, code: true}\n";
        FieldTransfer transfer =
                FieldTransfer.of(mapping(row), Direction.FROM_DATAVERSE, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN);
        assertThat(transfer.transfer(record("b", " de "), record("a", "DE"), NOTHING_COUPLED)
                        .payload())
                .isEmpty();
        assertThat(transfer.transfer(record("b", "dk"), record("a", "DE"), NOTHING_COUPLED)
                        .payload())
                .containsEntry("a", "DK");
    }

    @Test
    void valuePairsGoBothWaysAndRefuseWhatHasNoPair() {
        String row = "- {businessCentral: a, dataverse: b, values: {_x0020_: 0, All: 1}}\n";
        assertThat(toDataverse(row, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN, "_x0020_", 1L)
                        .payload())
                .containsEntry("b", 0L);
        Transferred failed = toDataverse(row, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN, "Ship", 1L);
        assertThat(failed.failure()).isNotNull();
        assertThat(failed.failure().message())
                .isEqualTo("a / b: the value 'Ship' has no pair; add it to the field's values");
        FieldTransfer back =
                FieldTransfer.of(mapping(row), Direction.FROM_DATAVERSE, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN);
        assertThat(back.transfer(record("b", 1L), record("a", "_x0020_"), NOTHING_COUPLED)
                        .payload())
                .containsEntry("a", "All");
        assertThat(back.transfer(record("b", 0L), record("a", "All"), NOTHING_COUPLED)
                        .payload())
                .containsEntry("a", "");
    }

    @Test
    void rulesChainBeforeTheComparison() {
        String row =
                "- {businessCentral: a, dataverse: b, transform: [TRIM, {type: substring, start: 2, length: 3}, UPPERCASE], transformDirection: to-dataverse}\n";
        assertThat(toDataverse(row, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN, "  abcdef ", "BCD")
                        .payload())
                .isEmpty();
        assertThat(toDataverse(row, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN, "  abcdef ", "x")
                        .payload())
                .containsEntry("b", "BCD");
        assertThat(FieldTransfer.of(mapping(row), Direction.FROM_DATAVERSE, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN)
                        .transfer(record("b", " x "), record("a", "y"), NOTHING_COUPLED)
                        .payload())
                .containsEntry("a", " x ");
    }

    @Test
    void theFirstDefaultThatFitsByPriorityWinsOverMappedValues() {
        TableMapping mapping = MappingFiles.parse(
                        "test.yaml",
                        """
                        - tableMapping:
                            id: CUSTOMER
                            businessCentral: {entitySet: customers}
                            dataverse: {entitySet: accounts}
                            direction: bidirectional
                            fields:
                              - {businessCentral: a, dataverse: b}
                            onCreate:
                              - {side: businessCentral, priority: 2, values: {locationCode: LATE}}
                              - {side: businessCentral, priority: 1, when: fax eq '123', values: {locationCode: L1, a: template}}
                              - {side: businessCentral, priority: 0, when: fax eq '456', values: {locationCode: L2}}
                        """,
                        Ownership.PERSON)
                .orThrow()
                .mappings()
                .get(0);
        FieldTransfer transfer =
                FieldTransfer.of(mapping, Direction.FROM_DATAVERSE, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN);
        assertThat(transfer.transfer(Map.of("b", "x", "fax", "123"), null, NOTHING_COUPLED)
                        .payload())
                .isEqualTo(Map.of("a", "template", "locationCode", "L1"));
        assertThat(transfer.transfer(Map.of("b", "x", "fax", "999"), null, NOTHING_COUPLED)
                        .payload())
                .isEqualTo(Map.of("a", "x", "locationCode", "LATE"));
        assertThat(transfer.transfer(Map.of("b", "x", "fax", "123"), record("a", "x"), NOTHING_COUPLED)
                        .payload())
                .isEmpty();
        assertThat(mapping.columns(Side.DATAVERSE)).contains("fax", "b");
    }

    @Test
    void aValueForNewRecordsOnlyIsNotWrittenLater() {
        String row = "- {businessCentral: a, dataverse: b, onlyNew: true}\n";
        FieldTransfer transfer =
                FieldTransfer.of(mapping(row), Direction.TO_DATAVERSE, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN);
        assertThat(transfer.transfer(record("a", "x"), null, NOTHING_COUPLED).payload())
                .containsEntry("b", "x");
        assertThat(transfer.transfer(record("a", "x"), record("b", "y"), NOTHING_COUPLED)
                        .payload())
                .isEmpty();
    }
}
